import { Link } from '@tanstack/react-router';
import { Space, type TableColumnsType, Tag, Tooltip } from 'antd';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FaxStateTag, useFaxChanged } from '@/entities/fax';
import type { FaxesQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { ListTable } from '@/shared/ui/list-table';
import { dateTime } from '@/shared/ui/time';
import { FaxesDocument } from './fax-list-documents';
import { type ListProps, listVariables } from './list-variables';

type Row = FaxesQuery['faxes']['items'][number];

/** Faxes that came: what waits longest first, live. */
export function Inbox({ search, onPage, onCounts }: ListProps) {
  const { t } = useTranslation();
  const box = search.box ?? 'OPEN';
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: FaxesDocument,
    variables: useMemo(() => ({ ...listVariables(search), box }), [search, box]),
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFaxChanged(again);
  const counts = data?.faxCounts;
  useEffect(() => {
    if (counts) onCounts({ ...counts, __typename: 0 } as unknown as Record<string, number>);
  }, [counts, onCounts]);

  const columns: TableColumnsType<Row> = [
    {
      key: 'from',
      title: t('fax.sender'),
      width: 250,
      render: (_, row) => (
        <Space size={6} wrap>
          <Link to="/faxes/$id" params={{ id: row.id }}>
            <strong>{row.callerLocal || row.remoteId || t('fax.withheld')}</strong>
          </Link>
          {row.citizen?.name}
        </Space>
      ),
    },
    { key: 'at', title: t('fax.received'), width: 165, render: (_, row) => dateTime(row.receivedAt) },
    {
      key: 'pages',
      title: t('fax.pages'),
      width: 90,
      align: 'right',
      render: (_, row) =>
        row.complete ? (
          row.pages
        ) : (
          <Tooltip title={t('fax.incomplete')}>
            <span>
              {row.pages} <Tag color="warning">{t('fax.cut')}</Tag>
            </span>
          </Tooltip>
        ),
    },
    { key: 'called', title: t('fax.called'), width: 90, dataIndex: 'called' },
    {
      key: 'due',
      title: t('fax.due'),
      width: 200,
      render: (_, row) =>
        row.doneAt || row.fileState === 'FAILED' ? (
          '–'
        ) : (
          <Space>
            {dateTime(row.dueAt)}
            {row.overdue && <Tag color="error">{t('fax.overdue')}</Tag>}
          </Space>
        ),
    },
    { key: 'state', title: t('case.state'), width: 170, render: (_, row) => <FaxStateTag fax={row} /> },
    { key: 'who', title: t('fax.takenBy'), width: 90, render: (_, row) => row.takenBy || '–' },
    {
      key: 'case',
      title: t('nav.cases'),
      render: (_, row) =>
        row.caseNumber ? (
          <Link to="/cases/$number" params={{ number: row.caseNumber }}>
            {row.caseNumber}
          </Link>
        ) : (
          row.note
        ),
    },
  ];
  return (
    <ListTable
      columns={columns}
      rows={data?.faxes.items}
      total={data?.faxes.total ?? 0}
      page={search.page ?? 1}
      fetching={fetching}
      error={error}
      empty={t(search.q || search.since || search.until ? 'list.noMatch' : 'fax.noneIn')}
      rowKey="id"
      width={1130}
      onPage={onPage}
      onRetry={again}
    />
  );
}
