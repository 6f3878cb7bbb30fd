import { Alert, App, DatePicker, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '@/shared/graphql/use-action';
import { useViewer } from '@/shared/session/session';
import type { Recipient } from './recipient-dialog';
import { ReportSendMutation } from './sending-documents';
import { todayIn } from './statistics-search';

interface Props {
  recipient: Recipient;
  onClose(done: boolean): void;
}

/** A recipient's tables at once, for days that are over. */
export function SendDialog({ recipient, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const today = todayIn(useViewer().timeZone);
  const yesterday = today.subtract(1, 'day');
  const [days, setDays] = useState<[Dayjs, Dayjs]>([yesterday, yesterday]);
  const [problem, setProblem] = useState('');
  const [send, sending] = useAction(ReportSendMutation, { quiet: true });
  const submit = async () => {
    const [begin, end] = days.map((day) => day.format('YYYY-MM-DD'));
    const outcome = await send({ id: recipient.id, begin: begin ?? '', end: end ?? '' });
    if (outcome?.ok) {
      void message.success(t('sending.made', { n: outcome.payload.made ?? 0 }));
      onClose(true);
    } else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Modal
      open
      title={t('sending.sendTo', { name: recipient.name })}
      okText={t('sending.send')}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
      width={420}
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 10 }} />}
      <p>{recipient.subjects.map((subject) => t(`statistics.subject.${subject}`)).join(' · ')}</p>
      <DatePicker.RangePicker
        aria-label={t('statistics.period')}
        allowClear={false}
        value={days}
        disabledDate={(day) => !day.isBefore(today, 'day')}
        onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
      />
    </Modal>
  );
}
