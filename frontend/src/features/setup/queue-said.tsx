import { Form, InputNumber, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PromptChoice, PromptSelect } from '@/shared/ui/prompt-select';

export const SAID = ['welcomePrompts', 'busyPrompts', 'comfortPrompts'] as const;

/** What a caller who waits in the queue hears. */
export interface QueueSaidSettings {
  welcomePrompts: string[];
  busyPrompts: string[];
  comfortPrompts: string[];
  comfortEverySeconds: number;
  notices: boolean;
  tellWait: boolean;
  music: boolean;
}

interface Props {
  value: QueueSaidSettings;
  prompts: readonly PromptChoice[];
  wrong(field: string): string | undefined;
  onChange(part: Partial<QueueSaidSettings>): void;
}

/** The prompts of a queue and how often they come. */
export function QueueSaid({ value, prompts, wrong, onChange }: Props) {
  const { t } = useTranslation();
  const field = (key: string) => ({
    help: wrong(key),
    validateStatus: wrong(key) ? ('error' as const) : undefined,
  });
  return (
    <>
      <h4 className="setup-wide">{t('queueSaid.whatIsSaid')}</h4>
      {SAID.map((key) => (
        <Form.Item
          key={key}
          label={t(`queueSaid.${key}`)}
          htmlFor={`queue-${key}`}
          className="setup-wide"
          extra={t(`queueSaid.${key}Hint`)}
          {...field(key)}
        >
          <PromptSelect
            id={`queue-${key}`}
            value={value[key]}
            prompts={prompts}
            onChange={(keys) => onChange({ [key]: keys })}
          />
        </Form.Item>
      ))}
      <Form.Item
        label={t('queueSaid.comfortEverySeconds')}
        htmlFor="queue-comfortEverySeconds"
        {...field('comfortEverySeconds')}
      >
        <InputNumber
          id="queue-comfortEverySeconds"
          min={15}
          max={600}
          disabled={value.comfortPrompts.length === 0}
          suffix={t('setup.seconds')}
          value={value.comfortEverySeconds}
          onChange={(seconds) => onChange({ comfortEverySeconds: seconds ?? 60 })}
        />
      </Form.Item>
      <Form.Item label={t('setup.notices')} htmlFor="queue-notices">
        <Switch id="queue-notices" checked={value.notices} onChange={(notices) => onChange({ notices })} />
      </Form.Item>
      <Form.Item label={t('queueSaid.tellWait')} htmlFor="queue-tellWait">
        <Switch
          id="queue-tellWait"
          disabled={!value.notices}
          checked={value.notices && value.tellWait}
          onChange={(tellWait) => onChange({ tellWait })}
        />
      </Form.Item>
      <Form.Item label={t('setup.music')} htmlFor="queue-music">
        <Switch id="queue-music" checked={value.music} onChange={(music) => onChange({ music })} />
      </Form.Item>
    </>
  );
}
