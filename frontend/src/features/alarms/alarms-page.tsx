import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select, type TableColumnsType } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlarmStateTag, detailText, subjectText, useOnAlarmChanges } from '@/entities/alarm';
import { useNames } from '@/entities/names';
import { graphql } from '@/shared/graphql/generated';
import type { AlarmKind, AlarmsQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useMay } from '@/shared/session/session';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { Acknowledge } from './acknowledge';
import { ALARM_KINDS, ALARM_STATES, type AlarmSearch } from './alarm-search';
import './alarms.css';

const AlarmsDocument = graphql(`
  query Alarms($state: AlarmState, $kind: AlarmKind, $text: String, $first: Int, $offset: Int) {
    alarms(state: $state, kind: $kind, text: $text, first: $first, offset: $offset) {
      total
      items {
        id kind state subject detail tenant firstAt lastAt times clearedAt acknowledgedAt acknowledgedBy note
      }
    }
  }
`);

export type AlarmRow = AlarmsQuery['alarms']['items'][number];
const route = getRouteApi('/alarms');

/** Where an alarm of a kind is looked into. */
const PLACES: Partial<
  Record<
    AlarmKind,
    {
      to: '/gateways' | '/script' | '/recorded' | '/floor' | '/backups' | '/system';
      key: string;
      permission: string;
    }
  >
> = {
  NODE_LOST: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  TRUNK_UNREGISTERED: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  TRUNK_REFUSES: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  TRUNK_LOST: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  NO_CHANNEL: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  TOLL_FORBIDDEN: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  TOLL_LIMIT: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  SCANNER: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  STRANGER: { to: '/gateways', key: 'gateways', permission: 'admin.gateways' },
  BACKUP_FAILED: { to: '/backups', key: 'backups', permission: 'admin.backup' },
  BACKUP_OLD: { to: '/backups', key: 'backups', permission: 'admin.backup' },
  DISK_FULL: { to: '/system', key: 'system', permission: 'system.view' },
  EVENTS_BEHIND: { to: '/system', key: 'system', permission: 'system.view' },
  OUTBOX_BEHIND: { to: '/system', key: 'system', permission: 'system.view' },
  PROCESS_SILENT: { to: '/system', key: 'system', permission: 'system.view' },
  HELP_UNTAKEN: { to: '/floor', key: 'floor', permission: 'floor.view' },
  SCRIPT_FAILED: { to: '/script', key: 'script', permission: 'admin.routing' },
  SCRIPT_SUSPENDED: { to: '/script', key: 'script', permission: 'admin.routing' },
};

/** What stands, what was, who has seen to it; live. */
export function AlarmsPage() {
  const { t } = useTranslation();
  const names = useNames();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<AlarmRow[] | null>(null);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: AlarmsDocument,
    variables: useMemo(
      () => ({ ...pageVariables(search), state: search.state ?? null, kind: search.kind ?? null }),
      [search],
    ),
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useOnAlarmChanges(again);
  const rows = data?.alarms.items;
  const raised = rows?.filter((row) => row.state === 'RAISED') ?? [];
  const change = (part: AlarmSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });

  const columns: TableColumnsType<AlarmRow> = [
    {
      key: 'state',
      title: t('alarms.state'),
      width: 120,
      render: (_, a) => <AlarmStateTag state={a.state} />,
    },
    { key: 'kind', title: t('alarms.kind'), width: 190, render: (_, a) => t(`alarmKind.${a.kind}`) },
    {
      key: 'subject',
      title: t('alarms.subject'),
      width: 190,
      render: (_, a) => <span className="alarm-text">{subjectText(t, names, a.kind, a.subject)}</span>,
    },
    {
      key: 'detail',
      title: t('alarms.detail'),
      render: (_, a) => <span className="alarm-text">{detailText(t, a.kind, a.detail) || '–'}</span>,
    },
    { key: 'times', title: t('alarms.times'), width: 70, align: 'right', dataIndex: 'times' },
    { key: 'lastAt', title: t('alarms.lastAt'), width: 170, render: (_, a) => dateTime(a.lastAt) },
    {
      key: 'seen',
      title: t('alarms.seen'),
      width: 190,
      render: (_, a) =>
        a.state === 'RAISED' ? (
          <Button size="small" onClick={() => setChosen([a])}>
            {t('alarms.acknowledge')}
          </Button>
        ) : (
          <>
            {a.acknowledgedBy === 'system' ? t('alarms.bySystem') : a.acknowledgedBy || '–'}
            {a.note && <div className="alarm-note">{a.note}</div>}
          </>
        ),
    },
  ];
  return (
    <Page
      title={t('nav.alarms')}
      actions={
        <>
          <Select
            aria-label={t('alarms.state')}
            placeholder={t('alarms.state')}
            allowClear
            style={{ width: 140 }}
            value={search.state}
            options={ALARM_STATES.map((value) => ({ value, label: t(`alarmState.${value}`) }))}
            onChange={(state) => change({ state })}
          />
          <Select
            aria-label={t('alarms.kind')}
            placeholder={t('alarms.kind')}
            allowClear
            style={{ width: 190 }}
            value={search.kind}
            options={ALARM_KINDS.map((value) => ({ value, label: t(`alarmKind.${value}`) }))}
            onChange={(kind) => change({ kind })}
          />
          <SearchText
            label={t('alarms.search')}
            value={search.q ?? ''}
            width={200}
            onSearch={(q) => change({ q: q || undefined })}
          />
          <Button disabled={raised.length === 0} onClick={() => setChosen(raised)}>
            {t('alarms.acknowledgePage', { count: raised.length })}
          </Button>
        </>
      }
    >
      <ListTable
        columns={columns}
        rows={rows}
        total={data?.alarms.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || search.state || search.kind ? t('list.noMatch') : t('alarms.empty')}
        rowKey="id"
        width={1080}
        expandable={{ expandedRowRender: (a) => <Detail alarm={a} /> }}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={again}
      />
      {chosen && (
        <Acknowledge
          alarms={chosen}
          onClose={() => {
            setChosen(null);
            again();
          }}
        />
      )}
    </Page>
  );
}

/** What to do about it, and its course. */
function Detail({ alarm }: { alarm: AlarmRow }) {
  const { t } = useTranslation();
  const place = PLACES[alarm.kind];
  const may = useMay(place?.permission ?? '');
  return (
    <div className="alarm-detail">
      <p>{t(`alarmTodo.${alarm.kind}`)}</p>
      {place && may && (
        <p>
          <Link to={place.to}>{t(`nav.${place.key as 'gateways' | 'script'}`)}</Link>
        </p>
      )}
      <dl>
        <dt>{t('alarms.firstAt')}</dt>
        <dd>{dateTime(alarm.firstAt)}</dd>
        <dt>{t('alarms.lastAt')}</dt>
        <dd>{dateTime(alarm.lastAt)}</dd>
        {alarm.acknowledgedAt && (
          <>
            <dt>{t('alarms.acknowledgedAt')}</dt>
            <dd>{dateTime(alarm.acknowledgedAt)}</dd>
          </>
        )}
        {alarm.clearedAt && (
          <>
            <dt>{t('alarms.clearedAt')}</dt>
            <dd>{dateTime(alarm.clearedAt)}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
