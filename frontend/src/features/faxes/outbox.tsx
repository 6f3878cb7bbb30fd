import { Link } from '@tanstack/react-router';
import { Space, type TableColumnsType } from 'antd';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SentFaxStateTag, useFaxChanged, useFaxError } from '@/entities/fax';
import type { SentFaxesQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { ListTable } from '@/shared/ui/list-table';
import { dateTime, shortTime } from '@/shared/ui/time';
import { SentFaxesDocument } from './fax-list-documents';
import { type ListProps, listVariables } from './list-variables';

type Row = SentFaxesQuery['sentFaxes']['items'][number];

/** Faxes that go or went out, newest first, live. */
export function Outbox({ search, onPage, onCounts }: ListProps) {
  const { t } = useTranslation();
  const errorWord = useFaxError();
  const box = search.out ?? 'ALL';
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: SentFaxesDocument,
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
      key: 'to',
      title: t('fax.recipient'),
      width: 260,
      render: (_, row) => (
        <Space size={6} wrap>
          <Link to="/faxes/sent/$id" params={{ id: row.id }}>
            <strong>{row.numberLocal}</strong>
          </Link>
          {row.recipient}
        </Space>
      ),
    },
    { key: 'title', title: t('fax.document'), ellipsis: true, render: (_, row) => row.document.title },
    {
      key: 'pages',
      title: t('fax.pages'),
      width: 80,
      align: 'right',
      render: (_, row) =>
        row.pagesSent && row.state !== 'SENT' ? `${row.pagesSent}/${row.document.pages}` : row.document.pages,
    },
    { key: 'state', title: t('case.state'), width: 130, render: (_, row) => <SentFaxStateTag fax={row} /> },
    {
      key: 'attempt',
      title: t('fax.attempt'),
      width: 230,
      render: (_, row) => (
        <>
          {row.attempt}/{row.tries}
          {row.error && ` · ${errorWord(row.error)}`}
          {row.state === 'QUEUED' &&
            row.attempt > 0 &&
            ` · ${t('fax.nextAt', { at: shortTime(row.nextAt) })}`}
        </>
      ),
    },
    {
      key: 'case',
      title: t('nav.cases'),
      width: 150,
      render: (_, row) =>
        row.caseNumber && (
          <Link to="/cases/$number" params={{ number: row.caseNumber }}>
            {row.caseNumber}
          </Link>
        ),
    },
    {
      key: 'queued',
      title: t('fax.queued'),
      width: 240,
      render: (_, row) => `${dateTime(row.queuedAt)} ${row.queuedBy}`,
    },
  ];
  return (
    <ListTable
      columns={columns}
      rows={data?.sentFaxes.items}
      total={data?.sentFaxes.total ?? 0}
      page={search.page ?? 1}
      fetching={fetching}
      error={error}
      empty={t(search.q || search.since || search.until ? 'list.noMatch' : 'fax.noneOut')}
      rowKey="id"
      width={1200}
      onPage={onPage}
      onRetry={again}
    />
  );
}
