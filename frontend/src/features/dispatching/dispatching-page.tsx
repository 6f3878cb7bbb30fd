import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented, Select, Space, type TableColumnsType } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DispatchesQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { DispatchDetail } from './dispatch-detail';
import { DispatchChanged, DispatchesDocument } from './dispatch-documents';
import { DispatchForm } from './dispatch-form';
import { DISPATCH_STATES, type DispatchSearch } from './dispatch-search';
import { DispatchStateTag } from './dispatch-state';
import { DutyList } from './duty-list';
import './dispatching.css';

type Row = DispatchesQuery['dispatches']['items'][number];
const route = getRouteApi('/dispatching');

/** Enforcement dispatch: the record with what is going on now, and the list of who is on duty. */
export function DispatchingPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: DispatchSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const duty = search.view === 'duty';
  return (
    <Page
      title={t('nav.dispatching')}
      aside={
        <Segmented
          value={duty ? 'duty' : 'record'}
          onChange={(view) => change({ view: view === 'duty' ? 'duty' : undefined, q: undefined })}
          options={[
            { value: 'record', label: t('dispatching.record') },
            { value: 'duty', label: t('dispatching.duty') },
          ]}
        />
      }
      actions={
        duty ? null : (
          <>
            <Select
              aria-label={t('case.state')}
              placeholder={t('case.state')}
              allowClear
              style={{ width: 120 }}
              value={search.state}
              options={DISPATCH_STATES.map((value) => ({ value, label: t(`dispatching.state.${value}`) }))}
              onChange={(state) => change({ state })}
            />
            <SearchText
              label={t('dispatching.search')}
              value={search.q ?? ''}
              width={230}
              onSearch={(q) => change({ q: q || undefined })}
            />
            <Button type="primary" icon={<PlusOutlined />} onClick={() => change({ new: true })}>
              {t('dispatching.new')}
            </Button>
          </>
        )
      }
    >
      {duty ? <DutyList /> : <Record search={search} change={change} />}
      {search.new && (
        <DispatchForm
          caseNumber={search.case}
          onClose={(id) => change({ new: undefined, case: undefined, open: id ?? undefined })}
        />
      )}
      {search.open && <DispatchDetail id={search.open} onClose={() => change({ open: undefined })} />}
    </Page>
  );
}

function Record({ search, change }: { search: DispatchSearch; change(part: DispatchSearch): void }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const caseNumber = search.new ? undefined : search.case;
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: DispatchesDocument,
    variables: useMemo(
      () => ({ ...pageVariables(search), state: search.state ?? null, caseNumber: caseNumber ?? null }),
      [search, caseNumber],
    ),
  });
  const [{ data: changed }] = useLiveSubscription({ query: DispatchChanged });
  const id = changed?.dispatchChanged.id;
  const known = !id || data?.dispatches.items.some((row) => row.id === id);
  useEffect(() => {
    if (!known) ask({ requestPolicy: 'network-only' });
  }, [known, ask]);
  const columns: TableColumnsType<Row> = [
    {
      key: 'startedAt',
      title: t('dispatching.startedAt'),
      width: 165,
      render: (_, d) => dateTime(d.startedAt),
    },
    {
      key: 'title',
      title: t('dispatching.title'),
      render: (_, d) => (
        <Button type="link" className="dispatch-open" onClick={() => change({ open: d.id })}>
          {d.title}
        </Button>
      ),
    },
    {
      key: 'case',
      title: t('case.number'),
      width: 150,
      render: (_, d) =>
        d.caseNumber ? (
          <Link to="/cases/$number" params={{ number: d.caseNumber }}>
            {d.caseNumber}
          </Link>
        ) : (
          '–'
        ),
    },
    {
      key: 'accepted',
      title: t('dispatching.accepted'),
      width: 130,
      align: 'right',
      render: (_, d) => t('dispatching.ofUnits', { accepted: d.acceptedCount, units: d.unitCount }),
    },
    {
      key: 'state',
      title: t('case.state'),
      width: 120,
      render: (_, d) => <DispatchStateTag state={d.state} />,
    },
    { key: 'by', title: t('dispatching.startedBy'), width: 120, render: (_, d) => d.startedBy },
    {
      key: 'endedAt',
      title: t('dispatching.endedAt'),
      width: 165,
      render: (_, d) => dateTime(d.endedAt) || '–',
    },
  ];
  return (
    <>
      {caseNumber && (
        <Space className="dispatch-filter">
          {t('dispatching.ofCase', { number: caseNumber })}
          <Button size="small" onClick={() => change({ case: undefined })}>
            {t('action.clear')}
          </Button>
        </Space>
      )}
      <ListTable
        columns={columns}
        rows={data?.dispatches.items}
        total={data?.dispatches.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || search.state || caseNumber ? t('list.noMatch') : t('dispatching.empty')}
        rowKey="id"
        width={1040}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </>
  );
}
