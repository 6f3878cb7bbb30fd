import { MailOutlined } from '@ant-design/icons';
import { App, Badge, Button, ConfigProvider } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { useDesk } from '@/entities/desk';
import {
  NoteCame,
  NotesQuery,
  NotesUnreadQuery,
  NoteThreadsQuery,
  showNotes,
  useNoteDrawer,
} from '@/entities/note';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { useViewer } from '@/shared/session/session';
import { useAppearance } from '@/shared/ui/appearance';
import { consoleTheme } from '@/shared/ui/theme';
import './note-bell.css';

const NotePanel = lazy(() => import('./note-panel'));

const SHOWN_SECONDS = 8;
const BEGINNING = 120;

/** Colleagues' messages: how many wait, a word when one comes, and the drawer with all of them. */
export default function NoteBell() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const viewer = useViewer();
  const { desk } = useDesk();
  const client = useClient();
  const drawer = useNoteDrawer();
  const dark = useAppearance((s) => s.dark);
  const pageTheme = useMemo(() => consoleTheme(dark), [dark]);
  const [{ data }, ask] = useLiveQuery({ query: NotesUnreadQuery });
  const [{ data: came }] = useLiveSubscription({ query: NoteCame });
  const again = useRef(() => {});
  again.current = () => ask({ requestPolicy: 'network-only' });
  const open = useRef(drawer);
  open.current = drawer;
  const everOpened = useRef(false);
  everOpened.current ||= drawer.open;
  const note = came?.noteCame;
  const seen = useRef('');
  useEffect(() => {
    if (!note || seen.current === note.id) return;
    seen.current = note.id;
    again.current();
    const fresh = { requestPolicy: 'network-only' } as const;
    if (open.current.open) {
      void client.query(NoteThreadsQuery, { text: '', first: 20, offset: 0 }, fresh).toPromise();
      void client.query(NotesQuery, { thread: note.thread, first: 50 }, fresh).toPromise();
    }
    if (note.mine || (open.current.open && open.current.thread === note.thread)) return;
    notification.info({
      key: note.id,
      placement: 'bottomRight',
      title: note.sender,
      description: note.body.slice(0, BEGINNING),
      duration: SHOWN_SECONDS,
      onClick: () => {
        notification.destroy(note.id);
        showNotes(note.thread);
      },
    });
  }, [note, client, notification]);
  const unread = data?.notesUnread ?? 0;
  const mine = `${desk?.presence.agentNumber ?? ''} ${viewer.displayName}`.trim();
  return (
    <>
      <Badge count={unread} size="small" offset={[-4, 6]}>
        <Button
          type="text"
          icon={<MailOutlined />}
          className="note-bell"
          aria-label={t('notes.title', { count: unread })}
          onClick={() => showNotes()}
        />
      </Badge>
      <ConfigProvider theme={{ ...pageTheme, inherit: false }}>
        <Suspense>{everOpened.current && <NotePanel mine={mine} onRead={() => again.current()} />}</Suspense>
      </ConfigProvider>
    </>
  );
}
