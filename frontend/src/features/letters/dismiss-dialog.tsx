import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterDismissReason } from '@/shared/graphql/generated/graphql';

const REASONS = [
  'NOTHING',
  'SPAM',
  'AUTOMATIC',
  'DUPLICATE',
  'NOT_OURS',
] as const satisfies readonly LetterDismissReason[];

interface Props {
  busy: boolean;
  automatic: boolean;
  onClose(): void;
  onChosen(reason: LetterDismissReason, note: string): void;
}

/** Why nothing comes of a letter. */
export function DismissDialog({ busy, automatic, onClose, onChosen }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<LetterDismissReason>(automatic ? 'AUTOMATIC' : 'NOTHING');
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      title={t('letter.dismissTitle')}
      okText={t('letter.dismiss')}
      cancelText={t('action.cancel')}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => onChosen(reason, note)}
    >
      <Radio.Group
        vertical
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`letterReason.${value}`) }))}
        onChange={(event) => setReason(event.target.value as LetterDismissReason)}
      />
      <Input.TextArea
        aria-label={t('letter.note')}
        placeholder={t('letter.note')}
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
