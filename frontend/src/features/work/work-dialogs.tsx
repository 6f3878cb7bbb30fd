import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { PayloadError } from '@/shared/graphql/errors';
import type { WorkPieceFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { WorkMoveMutation, WorkQueuesDocument, WorkWithdrawMutation } from './work-documents';

interface Props {
  item: WorkPieceFragment;
  onClose(done: boolean): void;
}

/** Let a piece wait in another queue, out of anybody's hands. */
export function MoveDialog({ item, onClose }: Props) {
  const { t } = useTranslation();
  const [{ data }] = useQuery({ query: WorkQueuesDocument });
  const [queue, setQueue] = useState(item.queue);
  const [first, setFirst] = useState(false);
  const [errors, setErrors] = useState<PayloadError[]>([]);
  const [move, moving] = useAction(WorkMoveMutation, { quiet: true });
  const submit = async () => {
    const outcome = await move({ workId: item.workId, queue, first });
    if (outcome?.ok) onClose(true);
    else if (outcome) setErrors(outcome.errors);
  };
  return (
    <Modal
      open
      title={t('written.moveTitle')}
      okText={t('written.move')}
      confirmLoading={moving}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
    >
      <Refused errors={errors} />
      <Form layout="vertical">
        <Form.Item label={t('written.queue')} htmlFor="work-queue">
          <Select
            id="work-queue"
            value={queue}
            onChange={setQueue}
            options={(data?.floor.queues ?? []).map(({ key, name }) => ({ value: key, label: name }))}
          />
        </Form.Item>
        <Checkbox checked={first} onChange={(e) => setFirst(e.target.checked)}>
          {t('written.moveFirst')}
        </Checkbox>
      </Form>
    </Modal>
  );
}

/** Hand a piece out no more; a reason is asked for. */
export function WithdrawDialog({ item, onClose }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<PayloadError[]>([]);
  const [withdraw, running] = useAction(WorkWithdrawMutation, { quiet: true });
  const submit = async () => {
    const outcome = await withdraw({ workId: item.workId, reason: reason.trim() });
    if (outcome?.ok) onClose(true);
    else if (outcome) setErrors(outcome.errors);
  };
  return (
    <Modal
      open
      title={t('written.withdrawTitle')}
      okText={t('written.withdraw')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={running}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
    >
      <Refused errors={errors} />
      <p>{t('written.withdrawHint')}</p>
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('written.reason')} htmlFor="work-reason" required>
          <Input
            id="work-reason"
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const Refused = ({ errors }: { errors: PayloadError[] }) =>
  errors.length > 0 ? (
    <Alert type="error" showIcon role="alert" title={errors.map((e) => e.message).join(' ')} />
  ) : null;
