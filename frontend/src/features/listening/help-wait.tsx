import { InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '@/shared/graphql/generated';
import { useAction } from '@/shared/graphql/use-action';

const HelpWaitMutation = graphql(`
  mutation SupervisionHelpWait($seconds: Int!) {
    supervisionHelpWait(seconds: $seconds) { ok errors { code field message } }
  }
`);

/** After how many seconds a request for help that nobody takes goes up. */
export function HelpWait({ seconds, onChanged }: { seconds: number; onChanged(): void }) {
  const { t } = useTranslation();
  const [set] = useAction(HelpWaitMutation);
  const [typed, setTyped] = useState<number | null>(null);
  const keep = async () => {
    if (typed === null || typed === seconds) return;
    await set({ seconds: typed });
    setTyped(null);
    onChanged();
  };
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the number in it is the control
    <label>
      {t('supervise.helpWait')}{' '}
      <InputNumber
        size="small"
        min={0}
        max={3600}
        style={{ width: 76 }}
        value={typed ?? seconds}
        onChange={setTyped}
        onBlur={keep}
        onPressEnter={keep}
      />
    </label>
  );
}
