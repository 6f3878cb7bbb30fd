import { MailOutlined, MoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk } from '@/entities/desk';
import { writeNote } from '@/entities/note';
import {
  AgentForceNotReadyMutation,
  AgentForceSignOutMutation,
  AgentRecordAllMutation,
  MODE_GLYPHS,
  MODES,
  useListen,
} from '@/entities/supervision';
import type { FloorFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';

type Agent = FloorFragment['agents'][number];

const IN_CALL: readonly string[] = ['RINGING', 'TALKING', 'DIALLING', 'SUPERVISING'];

/** All that a supervisor can do about one agent. */
export function AgentMenu({ agent, floor }: { agent: Agent; floor: FloorFragment }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { desk } = useDesk();
  const maySupervise = useMay('floor.supervise');
  const mayListen = useMay('floor.listen');
  const listen = useListen();
  const [notReady] = useAction(AgentForceNotReadyMutation);
  const [signOut] = useAction(AgentForceSignOutMutation);
  const [recordAll] = useAction(AgentRecordAllMutation);
  const key = agent.agentKey;
  const who = `${agent.agentNumber} ${agent.displayName}`;
  const inCall = IN_CALL.includes(agent.state);
  const away = agent.state === 'SIGNED_OUT';
  const recorded = floor.recorded.includes(key);
  if (!mayListen || desk?.presence.agentKey === key) return null;

  const sure = (title: string, hint: string, run: () => Promise<unknown>) =>
    modal.confirm({
      title,
      content: hint,
      okText: t('supervise.do'),
      cancelText: t('action.cancel'),
      okButtonProps: { danger: true },
      onOk: async () => void (await run()),
    });
  const force = (kind: 'NotReady' | 'SignOut', atOnce: boolean) => {
    const run = () => (kind === 'NotReady' ? notReady : signOut)({ agent: key, atOnce });
    if (!inCall && kind === 'NotReady') return void run();
    sure(
      t(`supervise.force${kind}Sure`, { who }),
      inCall ? t(atOnce ? 'supervise.atOnceHint' : 'supervise.afterCallHint') : t('supervise.signOutHint'),
      run,
    );
  };
  const forced = (kind: 'NotReady' | 'SignOut'): NonNullable<MenuProps['items']> =>
    inCall
      ? [
          {
            key: `${kind}-after`,
            label: t(`supervise.force${kind}After`),
            onClick: () => force(kind, false),
          },
          {
            key: `${kind}-now`,
            danger: true,
            label: t(`supervise.force${kind}Now`),
            onClick: () => force(kind, true),
          },
        ]
      : [
          {
            key: kind,
            disabled: away || (kind === 'NotReady' && agent.state === 'NOT_READY'),
            label: t(`supervise.force${kind}`),
            onClick: () => force(kind, false),
          },
        ];
  const talks = agent.state === 'TALKING';
  const items: MenuProps['items'] = [
    ...MODES.map((mode) => ({
      key: mode,
      icon: <span aria-hidden>{MODE_GLYPHS[mode]}</span>,
      label: t(`supervise.mode.${mode}`),
      disabled: !talks || !listen(mode),
      onClick: () => listen(mode)?.({ agent: key }),
    })),
    {
      key: 'follow',
      icon: <span aria-hidden>⇉</span>,
      label: t('supervise.follow'),
      disabled: away || !listen('MONITOR'),
      onClick: () => listen('MONITOR')?.({ agent: key, follow: true }),
    },
    { type: 'divider' },
    {
      key: 'write',
      icon: <MailOutlined />,
      label: t('notes.write'),
      disabled: !agent.userId,
      onClick: () =>
        writeNote([{ tenant: floor.tenant, kind: 'PERSON', key: agent.userId ?? '', label: who }]),
    },
    ...(maySupervise
      ? [
          { type: 'divider' as const },
          ...forced('NotReady'),
          ...forced('SignOut'),
          { type: 'divider' as const },
          {
            key: 'record',
            icon: <span aria-hidden>●</span>,
            label: t(recorded ? 'supervise.recordNoMore' : 'supervise.recordAll'),
            onClick: () => void recordAll({ agent: key, on: !recorded }),
          },
        ]
      : []),
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
      <Button
        size="small"
        type="text"
        icon={<MoreOutlined />}
        aria-haspopup="menu"
        aria-label={t('supervise.actionsFor', { who })}
      />
    </Dropdown>
  );
}
