import { getRouteApi, Link } from '@tanstack/react-router';
import { App, Button, Segmented, Select, Space, type TableColumnsType, Tag } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentNumberOf } from '@/entities/agent';
import { MEDIA, Medium } from '@/entities/work';
import type { WorkPieceFragment, WorkState } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { useMay } from '@/shared/session/session';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { WorkCourse } from './work-course';
import { MoveDialog, WithdrawDialog } from './work-dialogs';
import { WorkFloorChanged, WrittenWorkDocument } from './work-documents';
import { BOXES, type WorkSearch } from './work-search';
import './work.css';

const route = getRouteApi('/written-work');
const STATES: Record<WorkState, [glyph: string, colour: string]> = {
  WAITING: ['○', 'default'],
  OFFERED: ['◔', 'orange'],
  IN_HAND: ['▶', 'blue'],
  DONE: ['✓', 'green'],
};

/** All written work of the centre: what waits where, who has what, and what became of it; live. */
export function WorkPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayCommand = useMay('floor.command');
  const [dialog, setDialog] = useState<{ kind: 'move' | 'withdraw'; item: WorkPieceFragment } | null>(null);
  const box = search.box ?? 'OPEN';
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: WrittenWorkDocument,
    variables: useMemo(
      () => ({ ...pageVariables(search), box, medium: search.medium ?? null }),
      [search, box],
    ),
  });
  const [{ data: changed }] = useLiveSubscription({ query: WorkFloorChanged });
  useEffect(() => {
    if (changed) ask({ requestPolicy: 'network-only' });
  }, [changed, ask]);
  const change = (part: WorkSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });

  const columns: TableColumnsType<WorkPieceFragment> = [
    {
      key: 'medium',
      title: t('written.medium'),
      width: 110,
      render: (_, row) => <Medium medium={row.medium} />,
    },
    {
      key: 'about',
      title: t('written.about'),
      render: (_, row) => (
        <Space>
          <Link to={row.path}>{row.title || t('written.open')}</Link>
          {row.priority !== 0 && <Tag>▲ {row.priority}</Tag>}
        </Space>
      ),
    },
    {
      key: 'sender',
      title: t('written.sender'),
      width: 130,
      render: (_, row) => <span className="work-sender">{row.senderLocal || '–'}</span>,
    },
    { key: 'queue', title: t('written.queue'), width: 90, render: (_, row) => row.queueName },
    {
      key: 'arrived',
      title: t('written.arrivedAt'),
      width: 165,
      render: (_, row) => dateTime(row.arrivedAt),
    },
    { key: 'state', title: t('written.state'), width: 150, render: (_, row) => <State row={row} /> },
    {
      key: 'agent',
      title: t('written.agent'),
      width: 150,
      render: (_, row) => (row.agent ? `${agentNumberOf(row.agent)} ${row.agentName}` : '–'),
    },
    ...(mayCommand
      ? [
          {
            key: 'do',
            title: '',
            width: 190,
            render: (_: unknown, row: WorkPieceFragment) =>
              row.state !== 'DONE' && (
                <Space>
                  <Button size="small" onClick={() => setDialog({ kind: 'move', item: row })}>
                    {t('written.move')}
                  </Button>
                  <Button size="small" danger onClick={() => setDialog({ kind: 'withdraw', item: row })}>
                    {t('written.withdraw')}
                  </Button>
                </Space>
              ),
          },
        ]
      : []),
  ];
  const close = (done: boolean) => {
    if (done) {
      void message.success(t(dialog?.kind === 'move' ? 'written.moved' : 'written.withdrawn'));
      ask({ requestPolicy: 'network-only' });
    }
    setDialog(null);
  };
  return (
    <Page
      title={t('nav.written')}
      actions={
        <>
          <Select
            allowClear
            aria-label={t('written.medium')}
            placeholder={t('written.allMedia')}
            value={search.medium}
            onChange={(medium) => change({ medium })}
            style={{ width: 140 }}
            options={MEDIA.map((medium) => ({ value: medium, label: t(`workMedium.${medium}`) }))}
          />
          <SearchText
            label={t('written.search')}
            value={search.q ?? ''}
            width={220}
            onSearch={(q) => change({ q: q || undefined })}
          />
        </>
      }
    >
      <Segmented
        aria-label={t('written.state')}
        value={box}
        onChange={(next) => change({ box: next === 'OPEN' ? undefined : next })}
        options={BOXES.map((each) => ({ value: each, label: t(`workBox.${each}`) }))}
        style={{ marginBottom: 10 }}
      />
      <ListTable
        columns={columns}
        rows={data?.writtenWork.items}
        total={data?.writtenWork.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || search.medium ? t('list.noMatch') : t('written.empty')}
        rowKey="workId"
        width={1100}
        expandable={{ expandedRowRender: (row) => <WorkCourse workId={row.workId} /> }}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
      {dialog?.kind === 'move' && <MoveDialog item={dialog.item} onClose={close} />}
      {dialog?.kind === 'withdraw' && <WithdrawDialog item={dialog.item} onClose={close} />}
    </Page>
  );
}

function State({ row }: { row: WorkPieceFragment }) {
  const { t } = useTranslation();
  const [glyph, colour] = STATES[row.state];
  return (
    <Space size={4} wrap>
      <Tag color={colour}>
        {glyph} {t(`workBox.${row.state}`)}
      </Tag>
      {row.outcome && (
        <small>{t(`workOutcome.${row.outcome as 'DONE'}`, { defaultValue: row.outcome })}</small>
      )}
      {row.returns > 0 && <small>↩ {t('written.returned', { count: row.returns })}</small>}
    </Space>
  );
}
