import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

export interface PromptChoice {
  key: string;
  zh: string;
  en: string;
  owner: string;
}

interface Props {
  id: string;
  value: readonly string[];
  prompts: readonly PromptChoice[];
  onChange(keys: string[]): void;
  placeholder?: string;
}

/** Prompts in the order in which they are said, from the one catalogue; found by key or words. */
export function PromptSelect({ id, value, prompts, onChange, placeholder }: Props) {
  const { t, i18n } = useTranslation();
  const spoken = i18n.language === 'en' ? 'en' : 'zh';
  const label = (each: PromptChoice) =>
    `${each[spoken]} (${each.key}${each.owner ? ` · ${each.owner}` : ''})`;
  const known = new Set(prompts.map((each) => each.key));
  const gone = value.filter((key) => !known.has(key));
  return (
    <Select
      id={id}
      mode="multiple"
      className="prompt-select"
      value={[...value]}
      placeholder={placeholder ?? t('queueSaid.noSpokenPrompts')}
      options={[
        ...gone.map((key) => ({ value: key, label: key })),
        ...prompts.map((each) => ({ value: each.key, label: label(each) })),
      ]}
      optionFilterProp="label"
      onChange={onChange}
    />
  );
}
