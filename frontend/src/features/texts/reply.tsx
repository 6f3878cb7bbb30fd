import { Alert, Button, Checkbox, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isChinese, TextBody } from '@/entities/text';
import type { WholeTextFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { newKey } from '@/shared/new-key';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime } from '@/shared/ui/time';
import { TextAllowMutation, TextAnswerMutation } from './text-documents';

/** The answer: typed or begun with a ready phrase in the citizen's language. It stays until it is on its way. */
export function Reply({ text, onDone }: { text: WholeTextFragment; onDone(): void }) {
  const { t, i18n } = useTranslation();
  const [body, setBody] = useState('');
  const [finish, setFinish] = useState(true);
  const [key, setKey] = useState(newKey);
  const [answer, answering] = useAction(TextAnswerMutation);
  const [allow, allowing] = useAction(TextAllowMutation);
  const locale = isChinese(text.lastText) ? (i18n.language === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans') : 'en';
  if (text.stoppedAt)
    return (
      <Alert
        type="warning"
        showIcon
        title={t('text.stoppedHint')}
        description={t(`text.stopOrigin.${text.stopOrigin ?? 'WROTE'}`, { at: dateTime(text.stoppedAt) })}
        action={
          <Popconfirm
            title={t('text.allowSure')}
            okText={t('text.allow')}
            cancelText={t('action.cancel')}
            onConfirm={() => allow({ id: text.id }).then(onDone)}
          >
            <Button size="small" loading={allowing}>
              {t('text.allow')}
            </Button>
          </Popconfirm>
        }
      />
    );
  if (!text.answerable) return <Alert type="info" showIcon title={t('text.notAnswerable')} />;
  const send = async () => {
    if (!body.trim() || answering) return;
    const outcome = await answer({ id: text.id, body, finish: finish && !text.doneAt, key });
    if (outcome?.ok) {
      setBody('');
      setKey(newKey());
    }
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextBody
        label={t('text.answer')}
        placeholder={t('text.answerHint', { from: localNumber(text.ours) || '12345' })}
        body={body}
        locale={locale}
        onChange={setBody}
        onSend={() => void send()}
      >
        {!text.doneAt && (
          <Checkbox checked={finish} onChange={(event) => setFinish(event.target.checked)}>
            {t('text.finish')}
          </Checkbox>
        )}
        <Button type="primary" htmlType="submit" loading={answering} disabled={!body.trim()}>
          {t('text.send')}
        </Button>
      </TextBody>
    </form>
  );
}
