import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { closeNotes, showNotes, useNoteDrawer } from '@/entities/note';
import { Conversation } from './conversation';
import { NewNote } from './new-note';
import { ThreadList } from './thread-list';
import './notes.css';

/** All conversations, one of them, or a new one. */
export default function NotePanel({ mine, onRead }: { mine: string; onRead(): void }) {
  const { t } = useTranslation();
  const drawer = useNoteDrawer();
  return (
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
        <Conversation key={drawer.thread} id={drawer.thread} mine={mine} onRead={onRead} />
      ) : (
        <ThreadList mine={mine} />
      )}
    </Drawer>
  );
}
