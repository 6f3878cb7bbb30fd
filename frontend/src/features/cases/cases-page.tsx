import { PlusOutlined, ReloadOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Badge, Button, Empty, Table, type TableColumnsType, Tabs } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { CaseStateTag, DueTime, UrgencyTag, useCaseCounts, useOnCaseChanges } from '@/entities/case';
import { NewCaseDialog } from '@/entities/case/new-case-dialog';
import { errorCode } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import type { CaseRowFragment } from '@/shared/graphql/generated/graphql';
import { useMay } from '@/shared/session/session';
import { Page } from '@/shared/ui/page';
import { localNumber } from '@/shared/ui/phone-number';
import { shortTime } from '@/shared/ui/time';
import { CaseFilters } from './case-filters';
import { BOXES, type CaseSearch, isFiltered, PAGE_SIZE, SORTS, toFilter } from './case-search';
import './cases.css';

const CasesQuery = graphql(`
  query Cases($filter: CaseFilter, $sort: String, $first: Int, $offset: Int) {
    cases(filter: $filter, sort: $sort, first: $first, offset: $offset) {
      total
      items { ...CaseRow }
    }
  }
`);

const route = getRouteApi('/cases');

/** All cases of the tenant, by box; the address bar holds the whole view. */
export function CasesPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const counts = useCaseCounts();
  const mayRegister = useMay('case.register');
  const [registering, setRegistering] = useState(false);
  const page = search.page ?? 1;
  const box = search.box ?? 'inbox';
  const [{ data, fetching, error }, ask] = useQuery({
    query: CasesQuery,
    variables: useMemo(
      () => ({
        filter: toFilter(search),
        sort: search.sort ?? null,
        first: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      }),
      [search, page],
    ),
    requestPolicy: 'cache-and-network',
  });
  const refresh = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useOnCaseChanges(refresh);
  const change = (part: Partial<CaseSearch>) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const columns = useColumns(search);

  const count = { inbox: counts?.inbox, review: counts?.review, callback: counts?.callback, all: undefined };
  return (
    <Page
      title={t('nav.cases')}
      actions={
        <>
          <Button icon={<ReloadOutlined />} onClick={refresh} loading={fetching && !!data}>
            {t('action.refresh')}
          </Button>
          {mayRegister && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setRegistering(true)}>
              {t('case.new')}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        className="case-boxes"
        activeKey={box}
        onChange={(box) => change({ box: box as CaseSearch['box'] })}
        items={BOXES.map((key) => ({
          key,
          label: (
            <span>
              {t(`box.${key}`)}{' '}
              <Badge count={count[key] ?? 0} overflowCount={999} showZero={false} color="#0b5cad" />
            </span>
          ),
        }))}
      />
      <CaseFilters search={search} onChange={change} overdue={counts?.overdue ?? 0} />
      {error && !data && (
        <Alert
          type="error"
          showIcon
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={refresh}>{t('action.retry')}</Button>}
        />
      )}
      <Table<CaseRowFragment>
        size="small"
        rowKey="number"
        columns={columns}
        dataSource={data?.cases.items ?? []}
        loading={fetching && !data}
        scroll={{ x: 1040 }}
        onRow={(row) => ({
          onDoubleClick: () => void navigate({ to: '/cases/$number', params: { number: row.number } }),
        })}
        onChange={(pagination, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          const key = SORTS.find((s) => s === one?.columnKey);
          const sort = key && one?.order ? (one.order === 'descend' ? (`-${key}` as const) : key) : undefined;
          void navigate({
            search: (old) => ({
              ...old,
              sort,
              page: pagination.current === 1 ? undefined : pagination.current,
            }),
          });
        }}
        pagination={{
          current: page,
          pageSize: PAGE_SIZE,
          total: data?.cases.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => t('list.total', { count: total }),
        }}
        locale={{
          emptyText: <Empty description={t(isFiltered(search) ? 'list.noMatch' : `boxEmpty.${box}`)} />,
        }}
      />
      {registering && (
        <NewCaseDialog
          onClose={() => setRegistering(false)}
          onRegistered={(number) => void navigate({ to: '/cases/$number', params: { number } })}
        />
      )}
    </Page>
  );
}

function useColumns(search: CaseSearch): TableColumnsType<CaseRowFragment> {
  const { t } = useTranslation();
  const { sort } = search;
  return useMemo(() => {
    const order = (key: (typeof SORTS)[number]) =>
      sort === key ? ('ascend' as const) : sort === `-${key}` ? ('descend' as const) : null;
    return [
      {
        key: 'number',
        title: t('case.number'),
        width: 150,
        sorter: true,
        sortOrder: order('number'),
        render: (_, row) => (
          <Link to="/cases/$number" params={{ number: row.number }} className="case-number">
            {row.number}
          </Link>
        ),
      },
      {
        key: 'state',
        title: t('case.state'),
        width: 124,
        render: (_, row) => <CaseStateTag state={row.state} />,
      },
      {
        key: 'urgency',
        title: t('caseField.urgency'),
        width: 98,
        render: (_, row) => <UrgencyTag urgency={row.urgency} />,
      },
      { key: 'kind', title: t('caseField.kind'), width: 92, render: (_, row) => t(`caseKind.${row.kind}`) },
      { key: 'title', title: t('caseField.title'), ellipsis: true, render: (_, row) => row.title },
      {
        key: 'unit',
        title: t('caseField.unit'),
        width: 150,
        ellipsis: true,
        render: (_, row) => row.unit?.name ?? row.handler?.name ?? '–',
      },
      {
        key: 'reporter',
        title: t('caseField.reporterPhone'),
        width: 132,
        render: (_, row) => localNumber(row.reporterPhone),
      },
      {
        key: 'registeredAt',
        title: t('case.registeredAt'),
        width: 112,
        sorter: true,
        sortOrder: order('registeredAt'),
        render: (_, row) => shortTime(row.registeredAt),
      },
      {
        key: 'dueAt',
        title: t('case.dueAt'),
        width: 136,
        sorter: true,
        sortOrder: order('dueAt'),
        render: (_, row) => <DueTime dueAt={row.dueAt} overdue={row.overdue} text={shortTime(row.dueAt)} />,
      },
    ];
  }, [t, sort]);
}
