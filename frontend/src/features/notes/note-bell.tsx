import { MailOutlined } from '@ant-design/icons';
import { App, Badge, Button, ConfigProvider, Drawer } from 'antd';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { useDesk } from '@/entities/desk';
import {
  closeNotes,
  NoteCame,
  NotesQuery,
  NotesUnreadQuery,
  NoteThreadsQuery,
  showNotes,
  useNoteDrawer,
} from '@/entities/note';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { useMay, useViewer } from '@/shared/session/session';
import { useAppearance } from '@/shared/ui/appearance';
import { consoleTheme } from '@/shared/ui/theme';
import { Conversation } from './conversation';
import { NewNote } from './new-note';
import { ThreadList } from './thread-list';
import './notes.css';

const SHOWN_SECONDS = 8;
const BEGINNING = 120;

/** Colleagues' messages: how many wait, a word when one comes, and the drawer with all of them. */
export function NoteBell() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const may = useMay('note.use');
  const viewer = useViewer();
  const { desk } = useDesk();
  const client = useClient();
  const drawer = useNoteDrawer();
  const dark = useAppearance((s) => s.dark);
  const pageTheme = useMemo(() => consoleTheme(dark), [dark]);
  const [{ data }, ask] = useLiveQuery({ query: NotesUnreadQuery, pause: !may });
  const [{ data: came }] = useLiveSubscription({ query: NoteCame, pause: !may });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const open = useRef(drawer);
  open.current = drawer;
  const note = came?.noteCame;
  useEffect(() => {
    if (!note) return;
    again();
    const fresh = { requestPolicy: 'network-only' } as const;
    if (open.current.open) {
      void client.query(NoteThreadsQuery, { text: '', first: 20, offset: 0 }, fresh).toPromise();
      void client.query(NotesQuery, { thread: note.thread, first: 50 }, fresh).toPromise();
    }
    if (note.mine || (open.current.open && open.current.thread === note.thread)) return;
    notification.info({
      key: note.id,
      title: note.sender,
      description: note.body.slice(0, BEGINNING),
      duration: SHOWN_SECONDS,
      onClick: () => {
        notification.destroy(note.id);
        showNotes(note.thread);
      },
    });
  }, [note, again, client, notification]);
  if (!may) return null;
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
        <Drawer
          open={drawer.open}
          onClose={closeNotes}
          size={420}
          title={drawer.to ? t('notes.new') : t('notes.name')}
          extra={
            (drawer.thread || drawer.to) && (
              <Button size="small" onClick={() => showNotes()}>
                {t('notes.all')}
              </Button>
            )
          }
          destroyOnHidden
        >
          {drawer.to ? (
            <NewNote to={drawer.to} />
          ) : drawer.thread ? (
            <Conversation key={drawer.thread} id={drawer.thread} mine={mine} onRead={again} />
          ) : (
            <ThreadList mine={mine} />
          )}
        </Drawer>
      </ConfigProvider>
    </>
  );
}
