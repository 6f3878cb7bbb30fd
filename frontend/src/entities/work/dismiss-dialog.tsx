import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props<R extends string> {
  title: string;
  okText: string;
  noteLabel: string;
  /** With their words; the first is chosen unless `initial` says otherwise. */
  reasons: readonly { value: R; label: string }[];
  initial?: R;
  busy: boolean;
  onClose(): void;
  onChosen(reason: R, note: string): void;
}

/** Why nothing comes of a piece of written work. */
export function DismissDialog<R extends string>(props: Props<R>) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<R | undefined>(props.initial ?? props.reasons[0]?.value);
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      cancelText={t('action.cancel')}
      confirmLoading={props.busy}
      onCancel={props.onClose}
      onOk={() => reason && props.onChosen(reason, note)}
    >
      <Radio.Group
        vertical
        value={reason}
        options={[...props.reasons]}
        onChange={(event) => setReason(event.target.value as R)}
      />
      <Input.TextArea
        aria-label={props.noteLabel}
        placeholder={props.noteLabel}
        maxLength={200}
        showCount
        rows={2}
        style={{ marginTop: 12 }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
