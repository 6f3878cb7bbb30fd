import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextDismissReason } from '@/shared/graphql/generated/graphql';

const REASONS = ['NOTHING', 'SPAM', 'DUPLICATE', 'NOT_OURS'] as const satisfies readonly TextDismissReason[];

interface Props {
  busy: boolean;
  onClose(): void;
  onChosen(reason: TextDismissReason, note: string): void;
}

/** Why nothing comes of it. */
export function DismissDialog({ busy, onClose, onChosen }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<TextDismissReason>('NOTHING');
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      title={t('text.dismissTitle')}
      okText={t('text.dismiss')}
      cancelText={t('action.cancel')}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => onChosen(reason, note)}
    >
      <Radio.Group
        vertical
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`textReason.${value}`) }))}
        onChange={(event) => setReason(event.target.value as TextDismissReason)}
      />
      <Input.TextArea
        aria-label={t('text.note')}
        placeholder={t('text.note')}
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
