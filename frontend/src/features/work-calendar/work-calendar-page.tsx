import { App, Button, Checkbox, DatePicker, Form, Space } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '@/shared/graphql/generated';
import type { Urgency, WorkCalendarQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { Page } from '@/shared/ui/page';
import { PageError, PageWaiting } from '@/shared/ui/page-states';
import { dateTime } from '@/shared/ui/time';
import { WindowEditor } from '@/shared/ui/window-editor';

const WorkCalendarDocument = graphql(`
  query WorkCalendar {
    workCalendar {
      periods { weekdays begins ends } closedDays workingDays urgencies examples { urgency dueAt }
    }
  }
`);
const WorkCalendarSetMutation = graphql(`
  mutation WorkCalendarSet(
    $periods: [WorkPeriodInput!]!, $closedDays: [String!]!, $workingDays: [String!]!, $urgencies: [Urgency!]!
  ) {
    workCalendarSet(
      periods: $periods, closedDays: $closedDays, workingDays: $workingDays, urgencies: $urgencies
    ) {
      calendar { urgencies } errors { code field message }
    }
  }
`);

const URGENCIES = ['CRITICAL', 'URGENT', 'NORMAL', 'LOW'] as const satisfies Urgency[];
const OFFICE = [
  { weekdays: [1, 2, 3, 4, 5], begins: 540, ends: 720 },
  { weekdays: [1, 2, 3, 4, 5], begins: 810, ends: 1080 },
];
type Calendar = Omit<WorkCalendarQuery['workCalendar'], 'examples'>;

/** In which time deadlines of cases count: hours worked, holidays, make-up days; and what that comes to today. */
export function WorkCalendarPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [{ data, error }, ask] = useLiveQuery({ query: WorkCalendarDocument });
  const [draft, setDraft] = useState<Calendar | null>(null);
  const [set, saving] = useAction(WorkCalendarSetMutation);
  if (error && !data) return <PageError error={error} />;
  if (!data) return <PageWaiting />;
  const { examples, ...kept } = data.workCalendar;
  const shown: Calendar = draft ?? kept;
  const change = (part: Partial<Calendar>) => setDraft({ ...shown, ...part });
  const save = async () => {
    const outcome = await set({
      periods: shown.periods.map(({ weekdays, begins, ends }) => ({ weekdays, begins, ends })),
      closedDays: shown.closedDays,
      workingDays: shown.workingDays,
      urgencies: shown.urgencies,
    });
    if (!outcome?.ok) return;
    setDraft(null);
    ask({ requestPolicy: 'network-only' });
    void message.success(t('workCalendar.saved'));
  };
  const days = (field: 'closedDays' | 'workingDays') => (
    <Form.Item label={t(`workCalendar.${field}`)} htmlFor={`calendar-${field}`}>
      <DatePicker
        id={`calendar-${field}`}
        multiple
        maxTagCount={12}
        style={{ width: '100%' }}
        value={shown[field].map((day) => dayjs(day))}
        onChange={(chosen) =>
          change({ [field]: (chosen ?? []).map((day) => day.format('YYYY-MM-DD')).sort() })
        }
      />
    </Form.Item>
  );
  return (
    <Page
      title={t('nav.workCalendar')}
      actions={
        <Space>
          {draft && <Button onClick={() => setDraft(null)}>{t('action.cancel')}</Button>}
          <Button type="primary" disabled={!draft} loading={saving} onClick={() => void save()}>
            {t('action.save')}
          </Button>
        </Space>
      }
    >
      <Form layout="vertical" style={{ maxWidth: 760 }}>
        <p>{t('workCalendar.about')}</p>
        <Form.Item label={t('workCalendar.urgencies')}>
          <Checkbox.Group
            value={shown.urgencies}
            options={URGENCIES.map((value) => ({
              value,
              label: `${t(`urgency.${value}`)} (${t(`urgencyDue.${value}`)})`,
            }))}
            onChange={(urgencies) =>
              change({ urgencies, periods: shown.periods.length === 0 ? OFFICE : shown.periods })
            }
          />
        </Form.Item>
        <Form.Item label={t('workCalendar.periods')}>
          <WindowEditor
            windows={shown.periods}
            none={t('workCalendar.addPeriod')}
            onChange={(periods) => change({ periods })}
          />
        </Form.Item>
        {days('closedDays')}
        {days('workingDays')}
        <Form.Item label={t(draft ? 'workCalendar.examplesBefore' : 'workCalendar.examples')}>
          <ul style={{ margin: 0 }}>
            {examples.map(({ urgency, dueAt }) => (
              <li key={urgency}>
                {t(`urgency.${urgency}`)}: {dateTime(dueAt)}
              </li>
            ))}
          </ul>
        </Form.Item>
      </Form>
    </Page>
  );
}
