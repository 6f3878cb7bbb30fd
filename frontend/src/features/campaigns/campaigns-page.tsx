import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Progress, Segmented, Select, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignsQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { shortTime } from '@/shared/ui/time';
import { CampaignDetail } from './campaign-detail';
import { CampaignChanged, CampaignsDocument } from './campaign-documents';
import { CampaignForm } from './campaign-form';
import { abandonRate, doneShare } from './campaign-numbers';
import { CAMPAIGN_STATES, type CampaignSearch } from './campaign-search';
import { CampaignStateTag } from './campaign-tags';
import { DoNotCall } from './do-not-call';
import './campaigns.css';

type Row = CampaignsQuery['campaigns']['items'][number];
const route = getRouteApi('/campaigns');

/** Dialling campaigns with what they do now, and the numbers that none of them dials. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [making, setMaking] = useState(false);
  const change = (part: CampaignSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const dnc = search.view === 'dnc';
  return (
    <Page
      title={t('nav.campaigns')}
      aside={
        <Segmented
          value={dnc ? 'dnc' : 'campaigns'}
          onChange={(view) =>
            change({ view: view === 'dnc' ? 'dnc' : undefined, q: undefined, state: undefined })
          }
          options={[
            { value: 'campaigns', label: t('campaign.list') },
            { value: 'dnc', label: t('campaign.dnc') },
          ]}
        />
      }
      actions={
        <>
          {!dnc && (
            <Select
              aria-label={t('case.state')}
              placeholder={t('case.state')}
              allowClear
              style={{ width: 120 }}
              value={search.state}
              options={CAMPAIGN_STATES.map((value) => ({ value, label: t(`campaign.state.${value}`) }))}
              onChange={(state) => change({ state })}
            />
          )}
          <SearchText
            label={t(dnc ? 'campaign.searchDnc' : 'campaign.search')}
            value={search.q ?? ''}
            width={200}
            onSearch={(q) => change({ q: q || undefined })}
          />
          {!dnc && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              {t('campaign.new')}
            </Button>
          )}
        </>
      }
    >
      {dnc ? (
        <DoNotCall search={search} onPage={(page) => change({ page })} />
      ) : (
        <Campaigns search={search} change={change} />
      )}
      {making && (
        <CampaignForm
          campaign={null}
          onClose={(id) => {
            setMaking(false);
            if (id) change({ open: id });
          }}
        />
      )}
      {search.open && <CampaignDetail id={search.open} onClose={() => change({ open: undefined })} />}
    </Page>
  );
}

function Campaigns({ search, change }: { search: CampaignSearch; change(part: CampaignSearch): void }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: CampaignsDocument,
    variables: useMemo(() => ({ ...pageVariables(search), state: search.state ?? null }), [search]),
  });
  useLiveSubscription({ query: CampaignChanged });
  const columns: TableColumnsType<Row> = [
    {
      key: 'name',
      title: t('campaign.name'),
      width: 220,
      render: (_, c) => (
        <Button type="link" className="campaign-open" onClick={() => change({ open: c.id })}>
          {c.name}
        </Button>
      ),
    },
    {
      key: 'mode',
      title: t('campaign.modeName'),
      width: 120,
      render: (_, c) => t(`campaign.mode.${c.mode}`),
    },
    { key: 'queue', title: t('campaign.queue'), width: 110, render: (_, c) => c.queueName || '–' },
    { key: 'survey', title: t('campaign.survey'), width: 150, render: (_, c) => c.surveyTitle ?? '–' },
    {
      key: 'state',
      title: t('case.state'),
      width: 130,
      render: (_, c) => <CampaignStateTag state={c.state} open={c.openNow} />,
    },
    {
      key: 'done',
      title: t('campaign.progress'),
      width: 190,
      render: (_, c) => (
        <Progress
          size="small"
          percent={doneShare(c.targets, c.total)}
          format={(percent) => `${percent}% / ${c.total}`}
        />
      ),
    },
    {
      key: 'now',
      title: t('campaign.now'),
      width: 230,
      render: (_, c) =>
        c.live
          ? t('campaign.nowIs', { ringing: c.live.ringing, talking: c.live.talking, idle: c.live.idle })
          : '–',
    },
    {
      key: 'abandoned',
      title: t('campaign.abandonRate'),
      width: 90,
      align: 'right',
      render: (_, c) => abandonRate(c.live),
    },
    {
      key: 'by',
      title: t('campaign.createdBy'),
      width: 150,
      render: (_, c) => `${c.createdBy} ${shortTime(c.createdAt)}`,
    },
  ];
  return (
    <ListTable
      columns={columns}
      rows={data?.campaigns.items}
      total={data?.campaigns.total ?? 0}
      page={search.page ?? 1}
      fetching={fetching}
      error={error}
      empty={search.q || search.state ? t('list.noMatch') : t('campaign.empty')}
      rowKey="id"
      width={1390}
      onPage={(page) => void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })}
      onRetry={() => ask({ requestPolicy: 'network-only' })}
    />
  );
}
