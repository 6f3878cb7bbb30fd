import { Alert, Badge, Button, Empty, Input, Pagination, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { NoteThreadsQuery, showNotes, writeNote } from '@/entities/note';
import { errorCode } from '@/shared/graphql/errors';
import { useViewer } from '@/shared/session/session';
import { shortTime } from '@/shared/ui/time';
import { othersOf } from './party';

const PAGE = 20;

/** My conversations, the newest first. */
export function ThreadList({ mine }: { mine: string }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [text, setText] = useState('');
  const [page, setPage] = useState(1);
  const [{ data, fetching, error }, ask] = useQuery({
    query: NoteThreadsQuery,
    variables: { text, first: PAGE, offset: (page - 1) * PAGE },
    requestPolicy: 'cache-and-network',
  });
  const threads = data?.noteThreads;
  return (
    <div className="notes-list">
      <div className="notes-head">
        <Input.Search
          allowClear
          aria-label={t('notes.search')}
          placeholder={t('notes.search')}
          onSearch={(value) => {
            setPage(1);
            setText(value);
          }}
        />
        <Button type="primary" onClick={() => writeNote()}>
          {t('notes.new')}
        </Button>
      </div>
      {error && !threads && (
        <Alert
          type="error"
          showIcon
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
        />
      )}
      {!threads && fetching && <Skeleton active />}
      {threads?.items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('notes.none')} />
      )}
      <ul>
        {threads?.items.map((thread) => (
          <li key={thread.id}>
            <button type="button" className="notes-thread" onClick={() => showNotes(thread.id)}>
              <strong>{thread.subject || othersOf(thread, t, viewer.tenant.key, mine)}</strong>
              <time dateTime={thread.lastAt}>{shortTime(thread.lastAt)}</time>
              <span className="notes-last">
                {thread.last && !thread.last.mine && `${thread.last.sender}: `}
                {thread.last?.body}
              </span>
              <Badge count={thread.unread} title={t('notes.unread', { count: thread.unread })} />
            </button>
          </li>
        ))}
      </ul>
      {threads && threads.total > PAGE && (
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={threads.total}
          onChange={setPage}
          showSizeChanger={false}
        />
      )}
    </div>
  );
}
