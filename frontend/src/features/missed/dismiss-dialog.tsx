import { Alert, App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '@/shared/graphql/generated';
import { useAction } from '@/shared/graphql/use-action';
import { useFirstFocus } from '@/shared/ui/use-first-focus';

const MissedCallDismissMutation = graphql(`
  mutation MissedCallDismiss($number: String!, $reason: String!) {
    missedCallDismiss(number: $number, reason: $reason) { settled errors { code field message } }
  }
`);

interface Props {
  number: string;
  numberLocal: string;
  onClose(done: boolean): void;
}

/** Why nobody is called back: a reason is asked for and kept. */
export function DismissDialog({ number, numberLocal, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [run, running] = useAction(MissedCallDismissMutation, { quiet: true });
  useFirstFocus('dismiss-reason');
  const submit = async () => {
    if (!reason.trim()) return setProblem(t('form.required'));
    const outcome = await run({ number, reason });
    if (outcome?.ok) {
      void message.success(t('missed.dismissed'));
      onClose(true);
    } else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Modal
      open
      title={t('missed.dismissTitle', { number: numberLocal })}
      okText={t('missed.dismiss')}
      okButtonProps={{ danger: true }}
      confirmLoading={running}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
      width={420}
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 10 }} />}
      <p>{t('missed.dismissHint')}</p>
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('missed.reason')} htmlFor="dismiss-reason" required>
          <Input
            id="dismiss-reason"
            maxLength={200}
            value={reason}
            onChange={(e) => {
              setReason(e.target.value);
              setProblem('');
            }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
