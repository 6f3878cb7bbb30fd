import { Link } from '@tanstack/react-router';
import { Button, Space, type TableColumnsType, Tag } from 'antd';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LetterSendAgainMutation, SentLetterStateTag, useLetterChanged } from '@/entities/letter';
import type { SentLettersQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useMay } from '@/shared/session/session';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { shortTime } from '@/shared/ui/time';
import { SentLettersDocument } from './letter-list-documents';
import type { ListProps } from './letter-search';

type Row = SentLettersQuery['sentLetters']['items'][number];

/** What was written to citizens, newest first, live. */
export function Outbox({ search, onPage, onCounts }: ListProps) {
  const { t } = useTranslation();
  const maySend = useMay('letter.send');
  const [sendAgain, sending] = useAction(LetterSendAgainMutation);
  const box = search.out ?? 'ALL';
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: SentLettersDocument,
    variables: useMemo(() => ({ ...pageVariables(search), box }), [search, box]),
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLetterChanged(again);
  const counts = data?.letterCounts;
  useEffect(() => {
    if (counts) onCounts({ ...counts, __typename: 0 } as unknown as Record<string, number>);
  }, [counts, onCounts]);

  const columns: TableColumnsType<Row> = [
    {
      key: 'to',
      title: t('letter.recipient'),
      width: 150,
      ellipsis: true,
      render: (_, row) => <span title={row.recipient}>{row.recipientName || row.recipient}</span>,
    },
    {
      key: 'subject',
      title: t('letter.subject'),
      ellipsis: true,
      render: (_, row) => (
        <>
          {row.letter ? (
            <Link to="/letters/$id" params={{ id: row.letter }}>
              <strong>{row.subject || t('letter.noSubject')}</strong>
            </Link>
          ) : (
            row.subject
          )}{' '}
          {row.purpose === 'RECEIPT' && <Tag>{t('letter.receipt')}</Tag>}
          <span className="letter-beginning">{row.body}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('case.state'),
      width: 220,
      render: (_, row) => (
        <Space size={6} wrap>
          <SentLetterStateTag letter={row} />
          {row.error && <small>{row.error}</small>}
          {maySend && (row.state === 'FAILED' || row.state === 'BOUNCED') && (
            <Button
              size="small"
              disabled={sending}
              onClick={() => void sendAgain({ id: row.id }).then(again)}
            >
              {t('letter.sendAgain')}
            </Button>
          )}
        </Space>
      ),
    },
    {
      key: 'case',
      title: t('nav.cases'),
      width: 145,
      render: (_, row) =>
        row.caseNumber && (
          <Link to="/cases/$number" params={{ number: row.caseNumber }}>
            {row.caseNumber}
          </Link>
        ),
    },
    {
      key: 'written',
      title: t('letter.written'),
      width: 175,
      render: (_, row) =>
        `${shortTime(row.writtenAt)} ${row.purpose === 'RECEIPT' ? t('letter.byItself') : row.writtenBy}`,
    },
  ];
  return (
    <ListTable
      columns={columns}
      rows={data?.sentLetters.items}
      total={data?.sentLetters.total ?? 0}
      page={search.page ?? 1}
      fetching={fetching}
      error={error}
      empty={t(search.q ? 'list.noMatch' : 'letter.noneOut')}
      rowKey="id"
      width={1150}
      onPage={onPage}
      onRetry={again}
    />
  );
}
