import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { subjectText } from '@/entities/alarm';
import { useNames } from '@/entities/names';
import { graphql } from '@/shared/graphql/generated';
import { useAction } from '@/shared/graphql/use-action';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import type { AlarmRow } from './alarms-page';

const AcknowledgeMutation = graphql(`
  mutation AlarmsAcknowledge($ids: [ID!]!, $note: String) {
    alarmsAcknowledge(ids: $ids, note: $note) { count errors { code field message } }
  }
`);
const SHOWN = 5;

/** Say that alarms have been seen to, and what was done. */
export function Acknowledge({ alarms, onClose }: { alarms: AlarmRow[]; onClose(): void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  useFirstFocus('alarm-note');
  const [acknowledge, saving] = useAction(AcknowledgeMutation);
  const save = async () => {
    const outcome = await acknowledge({ ids: alarms.map((a) => a.id), note: note.trim() });
    if (!outcome) return;
    if (outcome.ok) void message.success(t('alarms.acknowledged', { count: alarms.length }));
    onClose();
  };
  return (
    <Modal
      open
      title={t('alarms.acknowledge')}
      okText={t('alarms.acknowledge')}
      cancelText={t('action.cancel')}
      confirmLoading={saving}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <ul className="alarm-chosen">
        {alarms.slice(0, SHOWN).map((a) => (
          <li key={a.id}>
            {t(`alarmKind.${a.kind}`)} · {subjectText(t, names, a.kind, a.subject)}
          </li>
        ))}
        {alarms.length > SHOWN && <li>{t('alarms.more', { count: alarms.length - SHOWN })}</li>}
      </ul>
      <label htmlFor="alarm-note">{t('alarms.note')}</label>
      <Input.TextArea
        id="alarm-note"
        rows={3}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) void save();
        }}
      />
    </Modal>
  );
}
