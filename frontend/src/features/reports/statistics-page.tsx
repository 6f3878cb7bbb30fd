import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Alert, Button, Skeleton, Tabs } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CombinedError, useQuery } from 'urql';
import { useNames } from '@/entities/names';
import { errorCode } from '@/shared/graphql/errors';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useMay, useViewer } from '@/shared/session/session';
import { saveCsv } from '@/shared/ui/csv';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { CallsDrawer } from './calls-drawer';
import { type Report, type Row, reportCsv, spelled } from './figures';
import { StatisticsChart } from './statistics-chart';
import { StatisticsDocument } from './statistics-documents';
import { StatisticsFilters } from './statistics-filters';
import { daysBefore, type StatisticsSearch, SUBJECTS, todayIn } from './statistics-search';
import { StatisticsTable } from './statistics-table';
import { StatisticsTiles } from './statistics-tiles';
import { useRowName } from './use-row-name';
import './statistics.css';

const route = getRouteApi('/statistics');
const NO_CALLS: ReadonlySet<string> = new Set(['PAUSE', 'WRITTEN', 'FAULT']);

/** The floor in figures: one table for each question, drawn, printed, and taken along for spreadsheets. */
export function StatisticsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: StatisticsSearch) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const today = todayIn(useViewer().timeZone).format('YYYY-MM-DD');
  const subject = search.of ?? 'CENTRE';
  const begin = search.since ?? today;
  const end = search.until ?? today;
  const tenant = search.centre ?? null;
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: StatisticsDocument,
    variables: { subject, begin, end, tenant },
  });
  const report = data?.statistics.subject === subject ? data.statistics : undefined;
  const [first, last] = daysBefore(begin, end);
  const [before] = useQuery({
    query: StatisticsDocument,
    variables: { subject, begin: first, end: last, tenant },
    pause: !report,
  });
  const compared = before.data?.statistics;
  const same = compared?.subject === subject && compared.begin === first && compared.end === last;
  return (
    <Page
      title={t('nav.statistics')}
      actions={
        <>
          <StatisticsFilters begin={begin} end={end} centre={tenant} onChange={change} />
          {report && <Output report={report} />}
        </>
      }
    >
      <Tabs
        className="statistics-noprint"
        activeKey={subject}
        onChange={(of) => change({ of: SUBJECTS.find((s) => s === of), draw: undefined })}
        items={SUBJECTS.map((key) => ({ key, label: t(`statistics.subject.${key}`) }))}
      />
      {error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={refusalOf(error) ?? t(`error.${errorCode(error)}`)}
          action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
        />
      )}
      {report ? (
        <Content
          report={report}
          before={same && compared.total.values.some(Boolean) ? compared : undefined}
          tenant={tenant}
          draw={search.draw}
          onDraw={(draw) => change({ draw })}
        />
      ) : (
        fetching && <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  );
}

/** What the server says of a period that it cannot take. */
const refusalOf = (error: CombinedError): string | undefined =>
  error.graphQLErrors.find(({ extensions }) => extensions.code === 'PERIOD_INVALID')?.message;

interface ContentProps {
  report: Report;
  before: Report | undefined;
  tenant: string | null;
  draw: string | undefined;
  onDraw(key: string): void;
}

function Content({ report, before, tenant, draw, onDraw }: ContentProps) {
  const { t } = useTranslation();
  const names = useNames();
  const rowName = useRowName();
  const viewer = useViewer();
  const mayLook = useMay('contact.view');
  const [opened, setOpened] = useState<Row | null>(null);
  const { subject, begin, end } = report;
  const nameOf = (key: string) => rowName(subject, key);
  const centre = subject === 'CENTRE' && opened ? opened.key : (tenant ?? viewer.tenant.key);
  return (
    <>
      <header className="statistics-printonly">
        <p>
          {subject !== 'CENTRE' && `${names.tenant(centre)} · `}
          {t(`statistics.subject.${subject}`)} · {spelled(begin, end)}
        </p>
        <p>{t('statistics.madeBy', { name: viewer.displayName, at: dateTime(dayjs().toISOString()) })}</p>
      </header>
      <StatisticsTiles report={report} before={before} />
      <StatisticsChart report={report} nameOf={nameOf} draw={draw} onDraw={onDraw} />
      <StatisticsTable
        report={report}
        nameOf={nameOf}
        onRow={mayLook && !NO_CALLS.has(subject) ? setOpened : undefined}
      />
      {opened && (
        <CallsDrawer
          subject={subject}
          rowKey={opened.key}
          title={`${nameOf(opened.key)} · ${spelled(begin, end)}`}
          begin={begin}
          end={end}
          tenant={tenant}
          linked={centre === viewer.tenant.key}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** On paper and for spreadsheets. */
function Output({ report }: { report: Report }) {
  const { t } = useTranslation();
  const rowName = useRowName();
  const { subject, begin, end } = report;
  const words = {
    subject: t(`statistics.subject.${subject}`),
    total: t('statistics.total'),
    column: ({ key, unit }: Report['columns'][number]) =>
      `${t(`statistics.column.${key as 'offered'}`)}${unit === 'SECONDS' ? ' (s)' : unit === 'PERCENT' ? ' (%)' : ''}`,
    row: (key: string) => rowName(subject, key),
  };
  return (
    <>
      <Button
        icon={<DownloadOutlined />}
        onClick={() => saveCsv(`${words.subject} ${begin} ${end}.csv`, reportCsv(report, words))}
      >
        {t('statistics.export')}
      </Button>
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('statistics.print')}
      </Button>
    </>
  );
}
