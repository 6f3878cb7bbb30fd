import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '@/shared/graphql/use-action';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import { PromptAddMutation } from './prompt-documents';

/** A prompt beside the catalogue: its words in both languages are spoken at once. */
export function AddDialog({ onClose }: { onClose(done: boolean): void }) {
  const { t } = useTranslation();
  const [key, setKey] = useState('own-');
  const [textZh, setTextZh] = useState('');
  const [textEn, setTextEn] = useState('');
  const [problem, setProblem] = useState('');
  const [add, adding] = useAction(PromptAddMutation, { quiet: true });
  useFirstFocus('prompt-key');
  const submit = async () => {
    const outcome = await add({ key: key.trim(), textZh, textEn });
    if (outcome?.ok) onClose(true);
    else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Modal
      open
      title={t('prompts.add')}
      okText={t('action.save')}
      confirmLoading={adding}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
      width={480}
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 10 }} />}
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('prompts.key')} htmlFor="prompt-key" required extra={t('prompts.keyHint')}>
          <Input id="prompt-key" value={key} maxLength={55} onChange={(e) => setKey(e.target.value)} />
        </Form.Item>
        <Form.Item label={t('promptLanguage.zh')} htmlFor="prompt-zh" required>
          <Input.TextArea
            id="prompt-zh"
            value={textZh}
            maxLength={500}
            onChange={(e) => setTextZh(e.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('promptLanguage.en')} htmlFor="prompt-en" required>
          <Input.TextArea
            id="prompt-en"
            value={textEn}
            maxLength={500}
            onChange={(e) => setTextEn(e.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
