import { Alert, Button, Checkbox, Dropdown, Input, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { WholeTextFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { newKey } from '@/shared/new-key';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime } from '@/shared/ui/time';
import { TextAllowMutation, TextAnswerMutation, TextPhrasesDocument } from './text-documents';

const MOST = 300;
const CHINESE = /[\u3400-\u9fff]/;

/** The answer: typed or begun with a ready phrase in the citizen's language. It stays until it is on its way. */
export function Reply({ text, onDone }: { text: WholeTextFragment; onDone(): void }) {
  const { t, i18n } = useTranslation();
  const [body, setBody] = useState('');
  const [finish, setFinish] = useState(true);
  const [key, setKey] = useState(newKey);
  const [answer, answering] = useAction(TextAnswerMutation);
  const [allow, allowing] = useAction(TextAllowMutation);
  const locale = CHINESE.test(text.lastText) ? (i18n.language === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans') : 'en';
  const [{ data }] = useQuery({ query: TextPhrasesDocument, variables: { locale } });
  if (text.stoppedAt)
    return (
      <Alert
        type="warning"
        showIcon
        title={t('text.stoppedHint')}
        description={t('text.stoppedSince', { at: dateTime(text.stoppedAt) })}
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
      className="texts-reply"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Input.TextArea
        value={body}
        maxLength={MOST}
        showCount
        rows={3}
        aria-label={t('text.answer')}
        placeholder={t('text.answerHint', { from: localNumber(text.ours) || '12345' })}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
            event.preventDefault();
            event.stopPropagation();
            void send();
          }
        }}
      />
      <Space wrap className="texts-reply-row">
        <Dropdown
          trigger={['click']}
          menu={{
            items: (data?.textPhrases ?? []).map((phrase) => ({ key: phrase.key, label: phrase.text })),
            onClick: (chosen) => {
              const phrase = data?.textPhrases.find((each) => each.key === chosen.key);
              if (phrase)
                setBody((old) =>
                  (old.trim() ? `${old.trimEnd()}\n${phrase.text}` : phrase.text).slice(0, MOST),
                );
            },
          }}
        >
          <Button>{t('text.phrases')} ▾</Button>
        </Dropdown>
        {!text.doneAt && (
          <Checkbox checked={finish} onChange={(event) => setFinish(event.target.checked)}>
            {t('text.finish')}
          </Checkbox>
        )}
        <Button type="primary" htmlType="submit" loading={answering} disabled={!body.trim()}>
          {t('text.send')}
        </Button>
      </Space>
    </form>
  );
}
