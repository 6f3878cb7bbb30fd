import { Button, Dropdown, Space } from 'antd';
import { useSession } from '@/shared/session/session';

interface HandProps {
  /** Who has it in hand, "" for nobody. */
  takenBy: string;
  busy: boolean;
  take: string;
  giveBack: string;
  onTake(): void;
  onGiveBack(): void;
}

/** Take a piece of written work in hand, or give it back. */
export function HandButton({ takenBy, busy, take, giveBack, onTake, onGiveBack }: HandProps) {
  const me = useSession((s) => s.viewer?.agentNumber || (s.viewer?.displayName ?? '').slice(0, 16));
  if (takenBy !== '' && takenBy === me)
    return (
      <Button loading={busy} onClick={onGiveBack}>
        {giveBack}
      </Button>
    );
  return (
    <Button disabled={takenBy !== ''} loading={busy} onClick={onTake}>
      {take}
    </Button>
  );
}

interface ChoiceProps<K extends string> {
  label: string;
  busy: boolean;
  onClick(): void;
  /** What else can be done. */
  others: { key: K; label: string }[];
  onOther(key: K): void;
}

/** The next step, and behind an arrow what else it could be. */
export function ChoiceButton<K extends string>({ label, busy, onClick, others, onOther }: ChoiceProps<K>) {
  return (
    <Space.Compact>
      <Button type="primary" loading={busy} onClick={onClick}>
        {label}
      </Button>
      {others.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: others, onClick: ({ key }) => onOther(key as K) }}>
          <Button type="primary" aria-label={others.map((each) => each.label).join(' / ')}>
            ▾
          </Button>
        </Dropdown>
      )}
    </Space.Compact>
  );
}
