import { PaperClipOutlined, RobotOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Space, type TableColumnsType, Tag, Tooltip } from 'antd';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LetterStateTag, useLetterChanged } from '@/entities/letter';
import type { LettersQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { shortTime } from '@/shared/ui/time';
import { LettersDocument } from './letter-list-documents';
import type { ListProps } from './letter-search';

type Row = LettersQuery['letters']['items'][number];

/** Letters that came: what waits longest first, live. */
export function Inbox({ search, onPage, onCounts }: ListProps) {
  const { t } = useTranslation();
  const box = search.box ?? 'OPEN';
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: LettersDocument,
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
      key: 'from',
      title: t('letter.sender'),
      width: 130,
      ellipsis: true,
      render: (_, row) => (
        <span title={row.sender}>
          {row.citizen?.name || row.senderName || row.sender || t('letter.noSender')}
        </span>
      ),
    },
    {
      key: 'subject',
      title: t('letter.subject'),
      ellipsis: true,
      render: (_, row) => (
        <>
          <Link to="/letters/$id" params={{ id: row.id }}>
            <strong>{row.subject || t('letter.noSubject')}</strong>
          </Link>{' '}
          <Marks row={row} /> <span className="letter-beginning">{row.beginning}</span>
        </>
      ),
    },
    { key: 'at', title: t('letter.received'), width: 105, render: (_, row) => shortTime(row.receivedAt) },
    {
      key: 'due',
      title: t('letter.due'),
      width: 150,
      render: (_, row) =>
        row.doneAt ? (
          '–'
        ) : (
          <Space>
            {shortTime(row.dueAt)}
            {row.overdue && <Tag color="error">{t('letter.overdue')}</Tag>}
          </Space>
        ),
    },
    { key: 'state', title: t('case.state'), width: 135, render: (_, row) => <LetterStateTag letter={row} /> },
    { key: 'who', title: t('letter.takenBy'), width: 80, render: (_, row) => row.takenBy || '–' },
    {
      key: 'case',
      title: t('nav.cases'),
      width: 140,
      render: (_, row) => {
        const number = row.caseNumber || row.quotedCase;
        return number ? (
          <Link to="/cases/$number" params={{ number }}>
            {number}
          </Link>
        ) : (
          row.note
        );
      },
    },
  ];
  return (
    <ListTable
      columns={columns}
      rows={data?.letters.items}
      total={data?.letters.total ?? 0}
      page={search.page ?? 1}
      fetching={fetching}
      error={error}
      empty={t(search.q ? 'list.noMatch' : 'letter.noneIn')}
      rowKey="id"
      width={1150}
      onPage={onPage}
      onRetry={again}
    />
  );
}

function Marks({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <>
      {row.fileCount > 0 && (
        <span title={t('letter.fileCount', { count: row.fileCount })}>
          <PaperClipOutlined aria-label={t('letter.fileCount', { count: row.fileCount })} /> {row.fileCount}
        </span>
      )}{' '}
      {row.automatic && (
        <Tooltip title={t('letter.automaticHint')}>
          <RobotOutlined aria-label={t('letter.automatic')} />
        </Tooltip>
      )}
    </>
  );
}
