import { SoundOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { CallPlayPromptMutation, useDeskAction } from '@/entities/desk';
import { graphql } from '@/shared/graphql/generated';

const PlayablePromptsQuery = graphql(`
  query PlayablePrompts { playablePrompts { key text } }
`);

/** Aids of the agent: a spoken text that citizen and agent hear; the button stops what is playing. */
export function PromptMenu({ callId, playing }: { callId: string | undefined; playing: string | null }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [{ data }] = useQuery({ query: PlayablePromptsQuery, pause: !open });
  const [play] = useDeskAction(CallPlayPromptMutation);
  if (playing && callId)
    return (
      <Button
        className="bar-button"
        icon={<StopOutlined />}
        aria-pressed
        onClick={() => void play({ callId, prompt: null })}
      >
        {t('control.stopPrompt')}
      </Button>
    );
  const prompts = data?.playablePrompts ?? [];
  const items: MenuProps['items'] =
    data && prompts.length === 0
      ? [{ key: 'none', label: t('control.noPrompts'), disabled: true }]
      : prompts.map(({ key, text }) => ({
          key,
          label: text,
          onClick: () => callId && void play({ callId, prompt: key }),
        }));
  return (
    <Dropdown
      trigger={['click']}
      disabled={!callId}
      menu={{ items }}
      placement="bottomRight"
      onOpenChange={setOpen}
    >
      <Button
        className="bar-button bar-minor"
        icon={<SoundOutlined />}
        disabled={!callId}
        aria-haspopup="menu"
        title={t('control.prompts')}
      >
        {t('control.prompts')}
      </Button>
    </Dropdown>
  );
}
