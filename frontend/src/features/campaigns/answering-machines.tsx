import { Form, InputNumber, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CampaignChoicesQuery, CampaignInput, MachineRule } from '@/shared/graphql/generated/graphql';

const RULES = ['OFF', 'HANG_UP', 'LEAVE_MESSAGE'] as const satisfies readonly MachineRule[];

interface Props {
  input: CampaignInput;
  messages: CampaignChoicesQuery['campaignMessages'];
  onChange(part: Partial<CampaignInput>): void;
}

/** What a campaign does with answering machines: rule, message, when to try again. */
export function AnsweringMachines({ input, messages, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en';
  return (
    <>
      <Form.Item label={t('machine.rule')} extra={t('machine.hint')}>
        <Segmented
          aria-label={t('machine.rule')}
          value={input.machine ?? 'OFF'}
          onChange={(machine) => onChange({ machine })}
          options={RULES.map((value) => ({ value, label: t(`machine.${value}`) }))}
        />
      </Form.Item>
      {input.machine === 'LEAVE_MESSAGE' && (
        <Form.Item label={t('machine.prompt')} htmlFor="campaign-message">
          <Select
            id="campaign-message"
            showSearch={{ optionFilterProp: 'label' }}
            value={input.messagePrompt ?? undefined}
            onChange={(messagePrompt) => onChange({ messagePrompt })}
            options={messages.map((m) => ({ value: m.key, label: m[language] }))}
          />
        </Form.Item>
      )}
      {input.machine === 'HANG_UP' && (
        <Form.Item label={t('machine.minutes')} htmlFor="campaign-machineMinutes">
          <InputNumber
            id="campaign-machineMinutes"
            min={1}
            max={10080}
            value={input.machineMinutes}
            onChange={(value) => onChange({ machineMinutes: value ?? 1 })}
          />
        </Form.Item>
      )}
    </>
  );
}
