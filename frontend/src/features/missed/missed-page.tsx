import { PhoneOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Space, type TableColumnsType, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDial } from '@/entities/desk';
import { graphql } from '@/shared/graphql/generated';
import type { MissedCallsQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useMay } from '@/shared/session/session';
import { type ListSearch, pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime, duration } from '@/shared/ui/time';
import { DismissDialog } from './dismiss-dialog';

const MissedCallsDocument = graphql(`
  query MissedCalls($text: String, $first: Int, $offset: Int) {
    missedCalls(text: $text, first: $first, offset: $offset) {
      total
      items {
        number numberLocal times firstAt lastAt waitedSeconds tries lastTryAt
        citizen { id name }
      }
    }
  }
`);

type Row = MissedCallsQuery['missedCalls']['items'][number];
const route = getRouteApi('/missed');

/** Who called in vain: call back by a click, or decide that nothing is owed. Talking with them takes them off. */
export function MissedPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayCall = useMay('call.control');
  const { dial, dialling, why } = useDial();
  const [dismissed, setDismissed] = useState<Row | null>(null);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: MissedCallsDocument,
    variables: useMemo(() => pageVariables(search), [search]),
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const change = (part: ListSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });

  const columns: TableColumnsType<Row> = [
    {
      key: 'caller',
      title: t('missed.caller'),
      width: 230,
      render: (_, row) => (
        <Space>
          <strong>{row.numberLocal}</strong>
          {row.citizen && (
            <Link to="/citizens/$id" params={{ id: row.citizen.id }}>
              {row.citizen.name}
            </Link>
          )}
        </Space>
      ),
    },
    { key: 'times', title: t('missed.times'), width: 80, align: 'right', render: (_, row) => row.times },
    { key: 'first', title: t('missed.first'), width: 165, render: (_, row) => dateTime(row.firstAt) },
    { key: 'last', title: t('missed.last'), width: 165, render: (_, row) => dateTime(row.lastAt) },
    {
      key: 'waited',
      title: t('missed.waited'),
      width: 110,
      align: 'right',
      render: (_, row) => duration(Math.round(row.waitedSeconds)),
    },
    {
      key: 'tries',
      title: t('missed.tries'),
      render: (_, row) =>
        row.lastTryAt
          ? t('missed.triesAt', { count: row.tries, at: dateTime(row.lastTryAt) })
          : t('missed.never'),
    },
    {
      key: 'do',
      title: '',
      width: 220,
      render: (_, row) =>
        mayCall && (
          <Space>
            <Tooltip title={why && t(`missed.${why}`)}>
              <Button
                type="primary"
                size="small"
                icon={<PhoneOutlined />}
                disabled={why !== null || dialling}
                onClick={() => void dial(row.number, 'CALLBACK')}
              >
                {t('missed.callBack')}
              </Button>
            </Tooltip>
            <Button size="small" onClick={() => setDismissed(row)}>
              {t('missed.dismiss')}
            </Button>
          </Space>
        ),
    },
  ];
  return (
    <Page
      title={t('nav.missed')}
      actions={
        <SearchText
          label={t('missed.search')}
          value={search.q ?? ''}
          width={220}
          onSearch={(q) => change({ q: q || undefined })}
        />
      }
    >
      <ListTable
        columns={columns}
        rows={data?.missedCalls.items}
        total={data?.missedCalls.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q ? t('list.noMatch') : t('missed.empty')}
        rowKey="number"
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={again}
      />
      {dismissed && (
        <DismissDialog
          number={dismissed.number}
          numberLocal={dismissed.numberLocal}
          onClose={(done) => {
            setDismissed(null);
            if (done) again();
          }}
        />
      )}
    </Page>
  );
}
