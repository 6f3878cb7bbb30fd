import { DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldSubject } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { RecordingHoldPlaceMutation } from './recording-documents';

const SUBJECTS = ['RECORDING', 'CASE', 'CITIZEN'] as const satisfies HoldSubject[];

interface Props {
  subject?: HoldSubject;
  reference?: string;
  onClose(done: boolean): void;
}

/** Lay a legal hold: what must not be deleted, why, and until when. */
export function HoldDialog({ subject: given, reference: of, onClose }: Props) {
  const { t } = useTranslation();
  const [subject, setSubject] = useState<HoldSubject>(given ?? 'CASE');
  const [reference, setReference] = useState(of ?? '');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<Dayjs | null>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [place, placing] = useAction(RecordingHoldPlaceMutation, { quiet: true });
  const save = async () => {
    const end = until ? until.endOf('day').toISOString() : null;
    const outcome = await place({ subject, reference: reference.trim(), reason: reason.trim(), until: end });
    if (!outcome) return;
    if (outcome.ok) return onClose(true);
    setProblems(
      Object.fromEntries(outcome.errors.map((error) => [error.field ?? 'reference', error.message])),
    );
  };
  const told = (field: string) =>
    problems[field] ? { validateStatus: 'error' as const, help: problems[field] } : {};
  return (
    <Modal
      open
      title={t('recordings.holdTitle')}
      okText={t('recordings.hold')}
      cancelText={t('action.cancel')}
      okButtonProps={{ loading: placing, disabled: !reference.trim() || !reason.trim() }}
      onOk={() => void save()}
      onCancel={() => onClose(false)}
    >
      <p>{t('recordings.holdAbout')}</p>
      <Form layout="vertical">
        <Form.Item label={t('recordings.holdOn')}>
          <Select
            aria-label={t('recordings.holdOn')}
            disabled={of !== undefined}
            value={subject}
            options={SUBJECTS.map((value) => ({ value, label: t(`recordings.subjects.${value}`) }))}
            onChange={setSubject}
          />
        </Form.Item>
        <Form.Item label={t(`recordings.references.${subject}`)} {...told('reference')}>
          <Input
            aria-label={t(`recordings.references.${subject}`)}
            disabled={of !== undefined}
            maxLength={32}
            value={reference}
            onChange={(event) => setReference(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('recordings.reason')} {...told('reason')}>
          <Input.TextArea
            autoFocus
            aria-label={t('recordings.reason')}
            maxLength={200}
            showCount
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('recordings.until')} {...told('until')}>
          <DatePicker
            aria-label={t('recordings.until')}
            placeholder={t('recordings.untilLifted')}
            style={{ width: '100%' }}
            minDate={dayjs()}
            value={until}
            onChange={setUntil}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
