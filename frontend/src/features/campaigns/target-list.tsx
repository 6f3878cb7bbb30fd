import { Link } from '@tanstack/react-router';
import { Select, Space, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReachOutcomeTag } from '@/entities/reach';
import type {
  CampaignTargetsQuery,
  CampaignWholeFragment,
  TargetState,
} from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { localNumber } from '@/shared/ui/phone-number';
import { SearchText } from '@/shared/ui/search-text';
import { shortTime } from '@/shared/ui/time';
import { TargetsDocument } from './campaign-documents';
import { TargetStateTag } from './campaign-tags';

type Row = CampaignTargetsQuery['campaignTargets']['items'][number];

/** The people of a campaign. */
export function TargetList({ campaign }: { campaign: CampaignWholeFragment }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState<{ q?: string; page?: number; state?: TargetState }>({});
  // a change of the counts asks again
  const counts = campaign.targets.map((c) => c.count).join(',');
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: TargetsDocument,
    variables: useMemo(
      () => ({ campaignId: campaign.id, ...pageVariables(search), state: search.state ?? null }),
      [campaign.id, search],
    ),
    context: useMemo(() => ({ counts }), [counts]),
  });
  const columns: TableColumnsType<Row> = [
    { key: 'number', title: t('campaign.number'), width: 140, render: (_, row) => localNumber(row.number) },
    { key: 'name', title: t('campaign.person'), width: 110, render: (_, row) => row.name || '–' },
    {
      key: 'case',
      title: t('machine.caseNumber'),
      width: 145,
      render: (_, row) =>
        row.caseNumber ? (
          <Link to="/cases/$number" params={{ number: row.caseNumber }}>
            {row.caseNumber}
          </Link>
        ) : (
          '–'
        ),
    },
    {
      key: 'state',
      title: t('case.state'),
      width: 110,
      render: (_, row) => <TargetStateTag state={row.state} />,
    },
    { key: 'tries', title: t('campaign.tries'), width: 70, align: 'right', render: (_, row) => row.tries },
    {
      key: 'outcome',
      title: t('campaign.lastOutcome'),
      width: 130,
      render: (_, row) =>
        row.outcome ? (
          <>
            <ReachOutcomeTag outcome={row.outcome} plain />
            {row.messageLeft && <div className="campaign-left">{t('machine.left')}</div>}
          </>
        ) : (
          '–'
        ),
    },
    {
      key: 'next',
      title: t('campaign.nextAt'),
      width: 110,
      render: (_, row) => shortTime(row.nextAt) || '–',
    },
    { key: 'agent', title: t('campaign.agent'), width: 80, render: (_, row) => row.agentNumber || '–' },
    {
      key: 'result',
      title: t('campaign.result'),
      render: (_, row) =>
        row.disposition
          ? `${t(`campaign.disposition.${row.disposition as 'DONE'}`)} ${row.remark}`
          : row.note || '–',
    },
  ];
  return (
    <>
      <Space className="campaign-gap">
        <Select
          aria-label={t('case.state')}
          placeholder={t('case.state')}
          allowClear
          style={{ width: 130 }}
          value={search.state}
          options={campaign.targets.map((c) => ({
            value: c.name as TargetState,
            label: `${t(`campaign.target.${c.name as TargetState}`)} ${c.count}`,
          }))}
          onChange={(state?: TargetState) => setSearch({ ...search, state, page: undefined })}
        />
        <SearchText
          label={t('campaign.searchTargets')}
          value={search.q ?? ''}
          width={220}
          onSearch={(q) => setSearch({ ...search, q: q || undefined, page: undefined })}
        />
      </Space>
      <ListTable
        columns={columns}
        rows={data?.campaignTargets.items}
        total={data?.campaignTargets.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || search.state ? t('list.noMatch') : t('campaign.noTargets')}
        rowKey="id"
        width={1000}
        onPage={(page) => setSearch({ ...search, page: page === 1 ? undefined : page })}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </>
  );
}
