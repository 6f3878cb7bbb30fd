import { CheckCircleOutlined, DownOutlined, LogoutOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { AgentStateTag, seatNumber } from '@/entities/agent';
import { SeatLeaveMutation, useDesk } from '@/entities/desk';
import { useAction } from '@/shared/graphql/use-action';
import type { CallCommands } from './use-call-commands';

const NOT_READY_REASONS = ['BREAK', 'MEAL', 'TRAINING', 'OTHER'] as const;

/** The agent's own state, big, with its age; a click changes it. */
export function PresenceControl({ commands, onOpenDesk }: { commands: CallCommands; onOpenDesk(): void }) {
  const { t } = useTranslation();
  const { desk, signedIn, loading } = useDesk();
  const [leave] = useAction(SeatLeaveMutation);
  if (loading) return <span className="presence-control" aria-busy />;
  if (!desk || !signedIn)
    return (
      <div className="presence-control">
        <AgentStateTag state="SIGNED_OUT" />
        <Button type="primary" onClick={onOpenDesk}>
          {t('desk.takeSeat')}
        </Button>
      </div>
    );

  const { presence } = desk;
  const items: MenuProps['items'] = [
    {
      key: 'ready',
      icon: <CheckCircleOutlined />,
      label: presence.state === 'WRAP_UP' ? t('desk.readyNow') : t('desk.ready'),
      disabled: !commands.ready,
      onClick: commands.ready,
    },
    { type: 'divider' },
    ...NOT_READY_REASONS.map((reason) => ({
      key: reason,
      label: t('desk.notReadyFor', { reason: t(`agentReason.${reason}`) }),
      disabled: !desk || presence.state === 'RINGING' || presence.reason === reason,
      onClick: () => (commands.notReady ?? (() => undefined))(reason),
    })),
    { type: 'divider' },
    {
      key: 'leave',
      icon: <LogoutOutlined />,
      label: t('desk.leaveSeat', { seat: seatNumber(desk?.seats ?? [], presence.seat) }),
      disabled: !!desk.call && desk.call.state !== 'ENDED',
      onClick: () => void leave({}),
    },
  ];
  return (
    <div className="presence-control">
      <Dropdown menu={{ items }} trigger={['click']}>
        <button type="button" className="presence-button" aria-label={t('desk.changeState')}>
          <output className="agent-state-output">
            <AgentStateTag state={presence.state} reason={presence.reason} since={presence.since} />
          </output>
          <DownOutlined aria-hidden style={{ marginLeft: 6, color: '#c4d2e0', fontSize: 11 }} />
        </button>
      </Dropdown>
      {commands.ready && (
        <Button type="primary" onClick={commands.ready} className="bar-button">
          {presence.state === 'WRAP_UP' ? t('desk.readyNow') : t('desk.ready')}
        </Button>
      )}
    </div>
  );
}
