import { PhoneOutlined } from '@ant-design/icons';
import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallDialMutation, useDeskAction } from '@/entities/desk';
import { useFirstFocus } from '@/shared/ui/use-first-focus';

const DIALLABLE = /^\+?[0-9][0-9 -]{2,19}$/;

export default function DialDialog({ onClose, number: first = '' }: { onClose(): void; number?: string }) {
  const { t } = useTranslation();
  const [number, setNumber] = useState(first);
  useFirstFocus('dial-number');
  const [problem, setProblem] = useState('');
  const [run, dialling] = useDeskAction(CallDialMutation, { quiet: true });

  const dial = async () => {
    const wanted = number.trim();
    if (!DIALLABLE.test(wanted)) return setProblem(t('call.invalidNumber'));
    const outcome = await run({ number: wanted.replace(/[ -]/g, ''), purpose: 'OUTBOUND', caseNumber: null });
    if (outcome?.ok) onClose();
    else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Modal
      open
      title={t('call.dialTitle')}
      okText={t('call.dial')}
      confirmLoading={dialling}
      onOk={() => void dial()}
      onCancel={onClose}
      width={380}
    >
      {problem && <Alert type="error" showIcon title={problem} role="alert" style={{ marginBottom: 10 }} />}
      <Form onFinish={() => void dial()} layout="vertical">
        <Form.Item label={t('call.number')} htmlFor="dial-number">
          <Input
            id="dial-number"
            size="large"
            inputMode="tel"
            prefix={<PhoneOutlined aria-hidden />}
            value={number}
            onChange={(e) => {
              setNumber(e.target.value);
              setProblem('');
            }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
