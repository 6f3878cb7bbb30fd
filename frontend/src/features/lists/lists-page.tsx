import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Popconfirm, Segmented, Select, Space, type TableColumnsType, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { GrantMarks } from '@/entities/number-list/grant-marks';
import { ListNumberDialog } from '@/entities/number-list/list-number-dialog';
import { graphql } from '@/shared/graphql/generated';
import type { ListedNumbersQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { saveCsv } from '@/shared/ui/csv';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { localNumber } from '@/shared/ui/phone-number';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { BlockProposals } from './block-proposals';
import { ImportButton } from './import-button';
import type { NumberListSearch } from './list-search';

const ListedNumbersDocument = graphql(`
  query ListedNumbers($text: String, $kind: ListKind, $over: Boolean, $first: Int, $offset: Int) {
    listedNumbers(text: $text, kind: $kind, over: $over, first: $first, offset: $offset) {
      total
      items { id number kind reason until services priority free tenant { key name } createdBy createdAt editable }
    }
  }
`);
const ListedNumbersCsvDocument = graphql(`
  query ListedNumbersCsv($text: String, $kind: ListKind, $over: Boolean) {
    listedNumbersCsv(text: $text, kind: $kind, over: $over)
  }
`);
const ListedNumberRemoveMutation = graphql(`
  mutation ListedNumberRemove($id: ID!) { listedNumberRemove(id: $id) { ok errors { code field message } } }
`);

type Row = ListedNumbersQuery['listedNumbers']['items'][number];
const route = getRouteApi('/lists');

/** The black and white lists: who is refused, and who never is. */
export function ListsPage() {
  const { t } = useTranslation();
  const client = useClient();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [edited, setEdited] = useState<Row | 'new' | null>(null);
  const [remove] = useAction(ListedNumberRemoveMutation);
  const filter = useMemo(() => ({ kind: search.kind ?? null, over: search.over ?? null }), [search]);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: ListedNumbersDocument,
    variables: useMemo(() => ({ ...pageVariables(search), ...filter }), [search, filter]),
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const change = (part: NumberListSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const download = async () => {
    const answer = await client
      .query(
        ListedNumbersCsvDocument,
        { text: search.q ?? null, ...filter },
        { requestPolicy: 'network-only' },
      )
      .toPromise();
    if (answer.data) saveCsv('lists.csv', answer.data.listedNumbersCsv);
  };

  const columns: TableColumnsType<Row> = [
    { key: 'number', title: t('lists.number'), width: 150, render: (_, row) => localNumber(row.number) },
    {
      key: 'kind',
      title: t('lists.kind'),
      width: 90,
      render: (_, row) => (
        <Tag color={row.kind === 'BLACK' ? 'error' : 'success'}>{t(`listKind.${row.kind}`)}</Tag>
      ),
    },
    {
      key: 'reason',
      title: t('lists.reason'),
      render: (_, row) => (
        <>
          {row.reason}
          <GrantMarks priority={row.priority} free={row.free} />
        </>
      ),
    },
    {
      key: 'services',
      title: t('lists.services'),
      width: 150,
      render: (_, row) => (row.services.length > 0 ? row.services.join(', ') : t('lists.allServices')),
    },
    {
      key: 'reach',
      title: t('lists.reach'),
      width: 110,
      render: (_, row) => row.tenant?.name ?? t('lists.wholeCity'),
    },
    {
      key: 'until',
      title: t('lists.until'),
      width: 165,
      render: (_, row) => (row.until ? dateTime(row.until) : t('lists.forever')),
    },
    { key: 'by', title: t('lists.by'), width: 110, render: (_, row) => row.createdBy || '–' },
    {
      key: 'do',
      title: '',
      width: 150,
      render: (_, row) =>
        row.editable && (
          <Space>
            <Button size="small" onClick={() => setEdited(row)}>
              {t('lists.renew')}
            </Button>
            <Popconfirm
              title={t('lists.removeTitle', { number: localNumber(row.number) })}
              okText={t('lists.remove')}
              cancelText={t('action.cancel')}
              okButtonProps={{ danger: true }}
              onConfirm={() => remove({ id: row.id }).then(again)}
            >
              <Button size="small" danger>
                {t('lists.remove')}
              </Button>
            </Popconfirm>
          </Space>
        ),
    },
  ];
  return (
    <Page
      title={t('nav.lists')}
      actions={
        <>
          <Segmented
            aria-label={t('lists.inForce')}
            value={search.over ? 'over' : 'now'}
            options={[
              { value: 'now', label: t('lists.inForce') },
              { value: 'over', label: t('lists.over') },
            ]}
            onChange={(value) => change({ over: value === 'over' ? true : undefined })}
          />
          <Select
            aria-label={t('lists.kind')}
            placeholder={t('lists.kind')}
            allowClear
            style={{ width: 110 }}
            value={search.kind}
            options={(['BLACK', 'WHITE'] as const).map((value) => ({ value, label: t(`listKind.${value}`) }))}
            onChange={(kind) => change({ kind })}
          />
          <SearchText
            label={t('lists.search')}
            value={search.q ?? ''}
            width={250}
            onSearch={(q) => change({ q: q || undefined })}
          />
          <ImportButton onDone={again} />
          <Button icon={<DownloadOutlined />} onClick={() => void download()}>
            {t('lists.export')}
          </Button>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('lists.add')}
          </Button>
        </>
      }
    >
      <BlockProposals onDecided={again} />
      <ListTable
        columns={columns}
        rows={data?.listedNumbers.items}
        total={data?.listedNumbers.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || search.kind || search.over ? t('list.noMatch') : t('lists.empty')}
        rowKey="id"
        width={1080}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={again}
      />
      {edited && (
        <ListNumberDialog
          {...(edited === 'new' ? {} : { ...edited, tenant: edited.tenant?.key ?? '' })}
          onClose={(done) => {
            setEdited(null);
            if (done) again();
          }}
        />
      )}
    </Page>
  );
}
