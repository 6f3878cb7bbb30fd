import { LockOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button, DatePicker, Input, Select, Space, type TableColumnsType, Tag } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { trunkName } from '@/entities/names';
import { RecordingPlayer } from '@/entities/recording';
import type { RecordingsQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useSession } from '@/shared/session/session';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { localNumber } from '@/shared/ui/phone-number';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime, duration } from '@/shared/ui/time';
import { HoldDialog } from './hold-dialog';
import { MoreFilters } from './more-filters';
import { RecordingChoicesDocument, RecordingsDocument } from './recording-documents';
import { RECORDING_KINDS, type RecordingSearch } from './recording-search';

type Row = RecordingsQuery['recordings']['items'][number];
/** Until they are stored they change by themselves. */
const UNFINISHED: ReadonlySet<string> = new Set(['RECORDING', 'SPOOLED']);
const LOOK_AGAIN_MS = 3000;
const route = getRouteApi('/recorded');

/** Every recording of this centre: by period, number, agent, seat and kind. A row opens to its player. */
export function RecordingsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: RecordingsDocument,
    variables: useMemo(
      () => ({
        ...pageVariables(search),
        agentNumber: search.agent ?? null,
        seat: search.seat ?? null,
        kind: search.kind ?? null,
        since: search.since ? dayjs(search.since).startOf('day').toISOString() : null,
        until: search.until ? dayjs(search.until).endOf('day').toISOString() : null,
        queue: search.queue ?? null,
        gateway: search.node ?? null,
        trunk: search.trunk ?? null,
        caseNumber: search.case ?? null,
        citizen: search.citizen ?? null,
        shortest: search.shortest ?? null,
        longest: search.longest ?? null,
        held: search.held ?? null,
      }),
      [search],
    ),
  });
  const unfinished = data?.recordings.items.some(({ recording }) => UNFINISHED.has(recording.state)) ?? false;
  useEffect(() => {
    if (!unfinished) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [unfinished, ask]);
  const [choices] = useQuery({ query: RecordingChoicesDocument });
  const queues = choices.data?.recordingChoices.queues ?? [];
  const queueName = (key: string) => queues.find((queue) => queue.key === key)?.name ?? key;
  const mayHold = useSession((s) => s.viewer?.permissions)?.includes('recording.manage') ?? false;
  const [holding, setHolding] = useState<string | null>(null);
  const change = (part: RecordingSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const filtered = Object.entries(search).some(([key, value]) => key !== 'page' && value !== undefined);

  const columns: TableColumnsType<Row> = [
    { key: 'number', title: t('recordings.number'), width: 190, render: (_, row) => row.recording.number },
    {
      key: 'at',
      title: t('recordings.at'),
      width: 165,
      render: (_, row) => dateTime(row.recording.startedAt),
    },
    {
      key: 'seconds',
      title: t('recordings.length'),
      width: 80,
      align: 'right',
      render: (_, row) => duration(Math.round(row.recording.seconds)),
    },
    { key: 'caller', title: t('pop.caller'), width: 150, render: (_, row) => localNumber(row.caller) || '–' },
    {
      key: 'called',
      title: t('recordings.called'),
      width: 130,
      render: (_, row) => (
        <>
          {localNumber(row.called) || '–'}
          {row.trunk && <small style={{ display: 'block' }}>{trunkName(row.trunk, t)}</small>}
        </>
      ),
    },
    {
      key: 'agent',
      title: t('recordings.agentAtSeat'),
      width: 140,
      render: (_, { recording: { agentNumber, seat } }) =>
        [agentNumber, seat].filter(Boolean).join(' · ') || '–',
    },
    {
      key: 'queue',
      title: t('recordings.queue'),
      width: 130,
      render: (_, row) => queueName(row.queue) || '–',
    },
    {
      key: 'kind',
      title: t('recordings.kind'),
      render: (_, row) => (
        <>
          {t(`recordings.kinds.${row.recording.kind as (typeof RECORDING_KINDS)[number]}`)}{' '}
          {row.recording.state === 'DELETED' && <Tag>{t('recordings.gone')}</Tag>}
          {row.held ? (
            <Tag color="gold" icon={<LockOutlined />}>
              {t('recordings.isHeld')}
            </Tag>
          ) : (
            mayHold &&
            row.recording.state !== 'DELETED' && (
              <Button type="link" size="small" onClick={() => setHolding(row.recording.number)}>
                {t('recordings.hold')}
              </Button>
            )
          )}
        </>
      ),
    },
  ];
  return (
    <Page
      title={t('nav.recordings')}
      actions={
        <Space wrap>
          <DatePicker.RangePicker
            aria-label={t('recordings.period')}
            allowEmpty={[true, true]}
            value={[search.since ? dayjs(search.since) : null, search.until ? dayjs(search.until) : null]}
            onChange={(days) =>
              change({ since: days?.[0]?.format('YYYY-MM-DD'), until: days?.[1]?.format('YYYY-MM-DD') })
            }
          />
          <Select
            aria-label={t('recordings.kind')}
            placeholder={t('recordings.kind')}
            allowClear
            style={{ width: 120 }}
            value={search.kind}
            options={RECORDING_KINDS.map((value) => ({ value, label: t(`recordings.kinds.${value}`) }))}
            onChange={(kind) => change({ kind })}
          />
          {(['agent', 'seat'] as const).map((field) => (
            <Input
              key={field}
              aria-label={t(`recordings.${field}`)}
              placeholder={t(`recordings.${field}`)}
              allowClear
              style={{ width: 110 }}
              defaultValue={search[field]}
              onBlur={(e) => change({ [field]: e.target.value.trim() || undefined })}
              onPressEnter={(e) => change({ [field]: e.currentTarget.value.trim() || undefined })}
            />
          ))}
          <SearchText
            label={t('recordings.search')}
            value={search.q ?? ''}
            width={190}
            onSearch={(q) => change({ q: q || undefined })}
          />
          <MoreFilters
            search={search}
            queues={queues}
            trunks={choices.data?.recordingChoices.trunks ?? []}
            onChange={change}
          />
        </Space>
      }
    >
      <ListTable
        columns={columns}
        rows={data?.recordings.items}
        total={data?.recordings.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={filtered ? t('list.noMatch') : t('recordings.empty')}
        rowKey="id"
        width={1080}
        expandable={{ expandedRowRender: (row) => <RecordingPlayer recording={row.recording} /> }}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
      {holding && (
        <HoldDialog
          subject="RECORDING"
          reference={holding}
          onClose={(done) => {
            setHolding(null);
            if (done) ask({ requestPolicy: 'network-only' });
          }}
        />
      )}
    </Page>
  );
}
