import { Alert, Button, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { NoteReadMutation, NoteSendMutation, NotesQuery, NoteThreadQuery } from '@/entities/note';
import { errorCode } from '@/shared/graphql/errors';
import { useAction } from '@/shared/graphql/use-action';
import { useViewer } from '@/shared/session/session';
import { shortTime } from '@/shared/ui/time';
import { Composer } from './composer';
import { inOrder, othersOf } from './party';

const PAGE = 50;
const MOST = 100;

/** One conversation: what was said, oldest first, and what I say. */
export function Conversation({ id, mine, onRead }: { id: string; mine: string; onRead(): void }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [first, setFirst] = useState(PAGE);
  const [{ data: about }] = useQuery({ query: NoteThreadQuery, variables: { id } });
  const [{ data, fetching, error }, ask] = useQuery({
    query: NotesQuery,
    variables: { thread: id, first },
    requestPolicy: 'cache-and-network',
  });
  const [read] = useAction(NoteReadMutation, { quiet: true });
  const [send, sending] = useAction(NoteSendMutation);
  const end = useRef<HTMLDivElement>(null);
  const notes = data?.notes;
  const newest = notes?.items[0]?.id;
  const done = useRef(onRead);
  done.current = onRead;
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
    if (newest) void read({ thread: id }).then(() => done.current());
  }, [id, newest]);
  if (error && !notes)
    return (
      <Alert
        type="error"
        showIcon
        title={t(`error.${errorCode(error)}`)}
        action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
      />
    );
  if (!notes && fetching) return <Skeleton active />;
  return (
    <div className="conversation">
      {about?.noteThread && (
        <p className="conversation-with">
          {t('notes.with', { who: othersOf(about.noteThread, t, viewer.tenant.key, mine) })}
        </p>
      )}
      <ol aria-live="polite">
        {notes && notes.total > notes.items.length && first < MOST && (
          <li className="conversation-more">
            <Button size="small" onClick={() => setFirst(MOST)}>
              {t('notes.earlier')}
            </Button>
          </li>
        )}
        {inOrder(notes?.items ?? []).map((note) => (
          <li key={note.id} data-mine={note.mine}>
            <span className="conversation-who">
              {note.mine ? t('notes.me') : note.sender}
              {!note.mine && note.senderTenant.key !== viewer.tenant.key && ` (${note.senderTenant.name})`}{' '}
              <time dateTime={note.at}>{shortTime(note.at)}</time>
            </span>
            <span className="conversation-body">{note.body}</span>
          </li>
        ))}
      </ol>
      <div ref={end} />
      <Composer
        busy={sending}
        onSend={async (body) => {
          const outcome = await send({ thread: id, body });
          if (outcome?.ok) ask({ requestPolicy: 'network-only' });
          return !!outcome?.ok;
        }}
      />
    </div>
  );
}
