import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaxDismissReason } from '@/shared/graphql/generated/graphql';

const REASONS = [
  'NOTHING',
  'SPAM',
  'DUPLICATE',
  'ILLEGIBLE',
  'NOT_OURS',
] as const satisfies readonly FaxDismissReason[];

interface Props {
  busy: boolean;
  onClose(): void;
  onChosen(reason: FaxDismissReason, note: string): void;
}

/** Why nothing comes of a fax. */
export function DismissDialog({ busy, onClose, onChosen }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<FaxDismissReason>('NOTHING');
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      title={t('fax.dismissTitle')}
      okText={t('fax.dismiss')}
      cancelText={t('action.cancel')}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => onChosen(reason, note)}
    >
      <Radio.Group
        vertical
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`faxReason.${value}`) }))}
        onChange={(event) => setReason(event.target.value as FaxDismissReason)}
      />
      <Input.TextArea
        aria-label={t('fax.note')}
        placeholder={t('fax.note')}
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
