import { getRouteApi } from '@tanstack/react-router';
import { Alert, App, Button, Popconfirm, Progress, Spin, type TableColumnsType } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupState, BackupsQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { bytes } from '@/shared/ui/bytes';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { dateTime, duration } from '@/shared/ui/time';
import { BackupStartMutation, BackupsDocument } from './backup-documents';
import { BackupRules } from './backup-rules';
import '@/shared/ui/state-tag.css';
import './backup.css';

type Row = BackupsQuery['backups']['items'][number];
const route = getRouteApi('/backups');
const LOOK_EVERY_MS = 10_000;
const WHILE_RUNNING_MS = 1000;
/** A backup that was ordered begins when the worker is free. */
const ORDERED_MS = 30_000;
const LOOKS: Record<BackupState, { glyph: string; tone: string }> = {
  RUNNING: { glyph: '…', tone: 'todo' },
  DONE: { glyph: '✓', tone: 'done' },
  FAILED: { glyph: '✕', tone: 'alarm' },
};

const took = (row: { startedAt: string; endedAt?: string | null }) =>
  row.endedAt ? duration((Date.parse(row.endedAt) - Date.parse(row.startedAt)) / 1000) : '–';

/** The newest backup, the one that is being made, all others, and when they are made. */
export function BackupPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [ordered, setOrdered] = useState(0);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: BackupsDocument,
    variables: useMemo(() => {
      const { first, offset } = pageVariables(search);
      return { first, offset };
    }, [search]),
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const state = data?.backupState;
  const busy = !!state?.running || Date.now() - ordered < ORDERED_MS;
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && again(), busy ? WHILE_RUNNING_MS : LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [again, busy]);
  const newestId = data?.backups.items[0]?.id;
  // the ordered one is there: the wait is over
  useEffect(() => setOrdered(0), [newestId]);
  const [start, starting] = useAction(BackupStartMutation);
  const begin = async () => {
    const outcome = await start({});
    if (!outcome?.ok) return;
    setOrdered(Date.now());
    again();
    void message.success(t('backup.ordered'));
  };

  const columns: TableColumnsType<Row> = [
    { key: 'at', title: t('backup.at'), width: 170, render: (_, row) => dateTime(row.startedAt) },
    {
      key: 'state',
      title: t('backup.state'),
      width: 110,
      render: (_, row) => (
        <span className="case-tag" data-tone={LOOKS[row.state].tone}>
          <span aria-hidden>{LOOKS[row.state].glyph}</span>
          {t(`backup.stateOf.${row.state}`)}
        </span>
      ),
    },
    { key: 'by', title: t('backup.by'), width: 130, render: (_, row) => row.by || t('backup.clock') },
    { key: 'took', title: t('backup.took'), width: 90, align: 'right', render: (_, row) => took(row) },
    {
      key: 'size',
      title: t('backup.size'),
      width: 100,
      align: 'right',
      render: (_, row) => (row.state === 'DONE' ? bytes(row.size) : '–'),
    },
    {
      key: 'fresh',
      title: t('backup.fresh'),
      width: 100,
      align: 'right',
      render: (_, row) => (row.state === 'DONE' ? bytes(row.fresh) : '–'),
    },
    { key: 'objects', title: t('backup.objects'), width: 80, align: 'right', dataIndex: 'objects' },
    {
      key: 'name',
      title: t('backup.name'),
      render: (_, row) =>
        row.error ? (
          <span className="backup-error">{row.error}</span>
        ) : row.state !== 'DONE' ? (
          '–'
        ) : row.kept ? (
          <code>{row.name}</code>
        ) : (
          <span className="backup-gone">{t('backup.gone')}</span>
        ),
    },
  ];
  return (
    <Page
      title={t('nav.backups')}
      actions={
        state?.editable && (
          <Popconfirm
            title={t('backup.sure')}
            okText={t('backup.start')}
            cancelText={t('action.cancel')}
            disabled={busy}
            onConfirm={() => void begin()}
          >
            <Button type="primary" disabled={busy} loading={starting}>
              {t('backup.start')}
            </Button>
          </Popconfirm>
        )
      }
    >
      {!state && fetching && <Spin />}
      {state && (
        <div className="backup-head">
          {state.tooOld && (
            <Alert type="error" showIcon title={t('backup.tooOld', { hours: state.rules.limitHours })} />
          )}
          <section className="backup-card" aria-label={t('backup.newest')}>
            <h2>{t('backup.newest')}</h2>
            {state.newest ? (
              <>
                <p>
                  <strong>{dateTime(state.newest.startedAt)}</strong>{' '}
                  {state.newest.checkedAt && (
                    <span className="case-tag" data-tone="done">
                      <span aria-hidden>✓</span>
                      {t('backup.checked')}
                    </span>
                  )}
                </p>
                <p>
                  {t('backup.holds', {
                    size: bytes(state.newest.size),
                    rows: state.newest.rows.toLocaleString(),
                    objects: state.newest.objects,
                  })}
                </p>
                <p className="backup-path">
                  <code>{`${state.folder}/${state.newest.name}`}</code>
                </p>
              </>
            ) : (
              <p>{t('backup.none')}</p>
            )}
            {busy && (
              <div className="backup-running" role="status">
                <span>{state.running ? t(`backup.step.${state.running.step}`) : t('backup.waiting')}</span>
                <Progress
                  percent={
                    state.running?.total ? Math.floor((100 * state.running.done) / state.running.total) : 0
                  }
                  status="active"
                  size="small"
                  showInfo={!!state.running?.total}
                  aria-label={t('backup.progress')}
                />
              </div>
            )}
          </section>
          <BackupRules state={state} onSaved={again} />
        </div>
      )}
      <ListTable
        columns={columns}
        rows={data?.backups.items}
        total={data?.backups.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={t('backup.none')}
        rowKey="id"
        width={1000}
        onPage={(page) => void navigate({ search: { page: page === 1 ? undefined : page } })}
        onRetry={again}
      />
    </Page>
  );
}
