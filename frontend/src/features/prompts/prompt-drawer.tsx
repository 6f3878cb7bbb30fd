import { UploadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Drawer, Input, Popconfirm, Space, Tabs, Tag, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '@/shared/graphql/use-action';
import { dateTime, duration } from '@/shared/ui/time';
import {
  type Prompt,
  PromptDeleteMutation,
  type PromptLanguage,
  PromptSpeakMutation,
  PromptUseMutation,
  placeName,
} from './prompt-documents';
import { RecordButton } from './record-button';
import { SeatRecorder } from './seat-recorder';
import { putSound } from './upload';

interface Props {
  prompt: Prompt;
  onChanged(): void;
  onClose(): void;
}

/** One prompt: hear it, put another recording in its place, return to an earlier one. */
export function PromptDrawer({ prompt, onChanged, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [remove, removing] = useAction(PromptDeleteMutation);
  return (
    <Drawer
      open
      size={620}
      title={prompt.key}
      onClose={onClose}
      extra={
        prompt.own &&
        !prompt.sharedBy && (
          <Popconfirm
            title={t('prompts.deleteTitle')}
            okText={t('prompts.delete')}
            cancelText={t('action.cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() =>
              remove({ key: prompt.key }).then((outcome) => {
                if (!outcome?.ok) return;
                void message.success(t('prompts.deleted'));
                onChanged();
                onClose();
              })
            }
          >
            <Button danger loading={removing}>
              {t('prompts.delete')}
            </Button>
          </Popconfirm>
        )
      }
    >
      <p className="hint">
        {t('prompts.usedIn')}: {prompt.usedIn.map((place) => placeName(place, t)).join(', ') || '–'}
      </p>
      <Tabs
        items={prompt.languages.map((each) => ({
          key: each.language,
          label: t(each.language === 'en' ? 'promptLanguage.en' : 'promptLanguage.zh'),
          children: <LanguagePart prompt={prompt} part={each} onChanged={onChanged} />,
        }))}
      />
    </Drawer>
  );
}

function LanguagePart({
  prompt,
  part,
  onChanged,
}: {
  prompt: Prompt;
  part: PromptLanguage;
  onChanged(): void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [text, setText] = useState(part.text);
  const [putting, setPutting] = useState(false);
  const [problem, setProblem] = useState('');
  const [speak, speaking] = useAction(PromptSpeakMutation, { quiet: true });
  const [use, using] = useAction(PromptUseMutation);
  const { language } = part;
  const shared = prompt.sharedBy !== '';
  const settle = (hindered: string) => {
    setProblem(hindered);
    if (!hindered) void message.success(t('prompts.inPlace'));
    onChanged();
  };
  const put = async (sound: Blob, recorded: boolean) => {
    setPutting(true);
    settle((await putSound(prompt.key, language, sound, recorded, t('error.NETWORK'))) ?? '');
    setPutting(false);
  };
  const say = async () => {
    const outcome = await speak({ key: prompt.key, language, text });
    if (outcome) settle(outcome.ok ? '' : outcome.errors.map((e) => e.message).join(' '));
  };
  const take = async (number: number) => {
    const outcome = await use({ key: prompt.key, language, number });
    if (outcome?.ok) settle('');
  };
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      {shared && <Alert type="info" showIcon title={t('sharedPrompt.sharedHint')} />}
      {!part.exists && <Alert type="warning" showIcon title={t('prompts.missing')} />}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      <div>{part.text || t('prompts.tone')}</div>
      {/* biome-ignore lint/a11y/useMediaCaption: its words stand above */}
      <audio key={part.url} controls preload="none" src={part.url} aria-label={t('prompts.listen')} />
      {!shared && (
        <>
          <Space wrap>
            <Upload
              accept="audio/*,.wav,.mp3,.ogg,.m4a,.webm"
              showUploadList={false}
              beforeUpload={(file) => {
                void put(file, false);
                return false;
              }}
            >
              <Button icon={<UploadOutlined />} loading={putting} title={t('prompts.uploadHint')}>
                {t('prompts.upload')}
              </Button>
            </Upload>
            <SeatRecorder promptKey={prompt.key} language={language} onDraft={onChanged} />
            <RecordButton busy={putting} onSound={(sound) => void put(sound, true)} />
          </Space>
          <Space.Compact style={{ width: '100%' }}>
            <Input
              aria-label={t('prompts.text')}
              value={text}
              maxLength={500}
              onChange={(e) => setText(e.target.value)}
              onPressEnter={() => void say()}
            />
            <Button loading={speaking} onClick={() => void say()}>
              {t('prompts.speak')}
            </Button>
          </Space.Compact>
        </>
      )}
      <table className="prompt-versions">
        <tbody>
          {part.versions.map((version) => (
            <tr key={version.number}>
              <td>{version.inForce ? <Tag color="success">{t('prompts.inForce')}</Tag> : version.number}</td>
              <td>
                {t(`promptSource.${version.source}`)} · {duration(Math.ceil(version.seconds))}
                <div className="hint">
                  {dateTime(version.madeAt)} {version.madeBy}
                </div>
              </td>
              <td>
                {/* biome-ignore lint/a11y/useMediaCaption: its words stand above */}
                <audio controls preload="none" src={version.url} aria-label={t('prompts.listen')} />
              </td>
              <td>
                {!version.inForce && (
                  <Button size="small" disabled={using} onClick={() => void take(version.number)}>
                    {t('prompts.use')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!prompt.own && part.inForce > 0 && (
        <Button disabled={using} onClick={() => void take(0)}>
          {t('prompts.useHouse')}
        </Button>
      )}
    </Space>
  );
}
