import { getRouteApi } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '@/shared/graphql/generated';
import type { AuditEntriesQuery } from '@/shared/graphql/generated/graphql';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';

const AuditDocument = graphql(`
  query AuditEntries($text: String, $first: Int, $offset: Int) {
    auditEntries(text: $text, first: $first, offset: $offset) {
      total
      items { id at actorName action object detail }
    }
  }
`);

type Row = AuditEntriesQuery['auditEntries']['items'][number];
const route = getRouteApi('/audit');

/** Who did what to what; nothing here can be changed. */
export function AuditPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, fetching, error }, ask] = useQuery({
    query: AuditDocument,
    variables: useMemo(() => pageVariables(search), [search]),
    requestPolicy: 'cache-and-network',
  });
  const columns: TableColumnsType<Row> = [
    { key: 'at', title: t('audit.at'), width: 170, render: (_, row) => dateTime(row.at) },
    { key: 'actor', title: t('audit.actor'), width: 160, render: (_, row) => row.actorName },
    { key: 'action', title: t('audit.action'), width: 220, render: (_, row) => <code>{row.action}</code> },
    { key: 'object', title: t('audit.object'), width: 240, ellipsis: true, render: (_, row) => row.object },
    {
      key: 'detail',
      title: t('audit.detail'),
      ellipsis: { showTitle: true },
      render: (_, row) => row.detail,
    },
  ];
  return (
    <Page
      title={t('nav.audit')}
      actions={
        <SearchText
          label={t('audit.search')}
          value={search.q ?? ''}
          width={280}
          onSearch={(q) => void navigate({ search: { q: q || undefined } })}
        />
      }
    >
      <ListTable
        columns={columns}
        rows={data?.auditEntries.items}
        total={data?.auditEntries.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q ? t('list.noMatch') : t('audit.empty')}
        rowKey="id"
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </Page>
  );
}
