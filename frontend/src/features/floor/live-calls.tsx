import { MoreOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { App, Button, Dropdown, Empty, type MenuProps } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { agentNumberOf, TimeInState } from '@/entities/agent';
import {
  CallCutMutation,
  CallMoveMutation,
  CallSayMutation,
  MODE_GLYPHS,
  MODES,
  useListen,
} from '@/entities/supervision';
import { graphql } from '@/shared/graphql/generated';
import type { FloorFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';
import { localNumber } from '@/shared/ui/phone-number';

type Call = FloorFragment['calls'][number];

const SayablePromptsQuery = graphql(`
  query SayablePrompts { playablePrompts { key text } }
`);
const TALKS: readonly string[] = [
  'TALKING',
  'CONFERENCE',
  'HELD',
  'CONSULT_RINGING',
  'CONSULT_TALKING',
  'OUTSIDE_TALKING',
];
const SAYABLE: readonly string[] = ['QUEUED', 'OFFERED', 'TALKING', 'CONFERENCE'];

/** Every call that goes on, with its legs: to be listened to, moved, spoken to, ended. */
export function LiveCalls({ floor }: { floor: FloorFragment }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const stateWord = (state: string) =>
    i18n.exists(`supervise.state.${state}`)
      ? t(`supervise.state.${state}` as 'supervise.state.TALKING')
      : state;
  const queueName = (key: string | null | undefined) =>
    floor.queues.find((queue) => queue.key === key)?.name ?? key ?? '–';
  if (floor.calls.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('supervise.noCalls')} />;
  return (
    <table className="calls">
      <thead>
        <tr>
          <th scope="col">{t('supervise.call')}</th>
          <th scope="col">{t('supervise.callState')}</th>
          <th scope="col">{t('supervise.agentColumn')}</th>
          <th scope="col">{t('pop.queue')}</th>
          <th scope="col">{t('supervise.age')}</th>
          <th scope="col">{t('supervise.legs')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('supervise.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {floor.calls.map((call) => (
          <Fragment key={call.callId}>
            <tr>
              <td>{partyOf(call) || t('call.withheld')}</td>
              <td>
                {stateWord(call.state)}
                {floor.listenings
                  .filter((l) => l.callId === call.callId)
                  .map((l) => (
                    <small key={l.id} title={t(`supervise.mode.${l.mode as 'MONITOR'}`)}>
                      {' '}
                      {MODE_GLYPHS[l.mode as 'MONITOR']} {agentNumberOf(l.supervisor)}
                    </small>
                  ))}
              </td>
              <td>{call.agent ? agentNumberOf(call.agent) : '–'}</td>
              <td>{queueName(call.queue)}</td>
              <td>
                <TimeInState since={call.since} />
              </td>
              <td>
                <Button
                  type="link"
                  size="small"
                  aria-expanded={open === call.callId}
                  onClick={() => setOpen(open === call.callId ? null : call.callId)}
                >
                  {t('supervise.legCount', { count: call.legs.length })}
                </Button>
              </td>
              <td>
                <CallMenu call={call} floor={floor} />
              </td>
            </tr>
            {open === call.callId && (
              <tr className="legs-row">
                <td colSpan={7}>
                  <Legs call={call} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

const partyOf = (call: Call) =>
  call.medium === 'OUTBOUND' || call.medium === 'INTERNAL'
    ? localNumber(agentNumberOf(call.called))
    : localNumber(call.caller);

function Legs({ call }: { call: Call }) {
  const { t, i18n } = useTranslation();
  const { modal } = App.useApp();
  const mayCommand = useMay('floor.command');
  const [cut] = useAction(CallCutMutation);
  const kindWord = (kind: string) =>
    i18n.exists(`supervise.leg.${kind}`) ? t(`supervise.leg.${kind}` as 'supervise.leg.CALLER') : kind;
  return (
    <ul className="legs">
      {call.legs.map((leg) => (
        <li key={leg.leg}>
          <strong>{kindWord(leg.kind)}</strong> {localNumber(leg.party)} <TimeInState since={leg.startedAt} />
          <code>{leg.leg}</code>
          {mayCommand && (
            <Button
              size="small"
              danger
              onClick={() =>
                modal.confirm({
                  title: t('supervise.cutLegSure', { kind: kindWord(leg.kind), party: leg.party }),
                  okText: t('supervise.cutLeg'),
                  cancelText: t('action.cancel'),
                  okButtonProps: { danger: true },
                  onOk: async () => void (await cut({ callId: call.callId, leg: leg.leg })),
                })
              }
            >
              {t('supervise.cutLeg')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function CallMenu({ call, floor }: { call: Call; floor: FloorFragment }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const listen = useListen();
  const mayCommand = useMay('floor.command');
  const mayContacts = useMay('contact.view');
  const mayPrompts = useMay('call.control');
  const [opened, setOpened] = useState(false);
  const [{ data }] = useQuery({ query: SayablePromptsQuery, pause: !opened || !mayCommand || !mayPrompts });
  const [cut] = useAction(CallCutMutation);
  const [move] = useAction(CallMoveMutation);
  const [say] = useAction(CallSayMutation);
  const { callId } = call;
  const talks = TALKS.includes(call.state);
  const prompts = data?.playablePrompts ?? [];
  const items: MenuProps['items'] = [
    ...MODES.map((mode) => ({
      key: mode,
      icon: <span aria-hidden>{MODE_GLYPHS[mode]}</span>,
      label: t(`supervise.mode.${mode}`),
      disabled: !listen(mode) || (mode === 'MONITOR' ? false : !talks || (mode === 'WHISPER' && !call.agent)),
      onClick: () => listen(mode)?.({ callId }),
    })),
    ...(mayContacts
      ? [
          { type: 'divider' as const },
          {
            key: 'trace',
            label: (
              <Link to="/calls/$callId" params={{ callId }}>
                {t('supervise.trace')}
              </Link>
            ),
          },
        ]
      : []),
    ...(mayCommand
      ? [
          { type: 'divider' as const },
          {
            key: 'move',
            label: t('supervise.moveTo'),
            disabled: call.medium === 'INTERNAL',
            children: floor.queues
              .filter((queue) => queue.key !== call.queue || talks)
              .map((queue) => ({
                key: `move-${queue.key}`,
                label: queue.name,
                onClick: () => void move({ callId, queue: queue.key }),
              })),
          },
          {
            key: 'say',
            label: t('supervise.say'),
            disabled: !SAYABLE.includes(call.state) || prompts.length === 0,
            children: prompts.map(({ key, text }) => ({
              key: `say-${key}`,
              label: text,
              onClick: () => void say({ callId, prompt: key }),
            })),
          },
          {
            key: 'cut',
            danger: true,
            label: t('supervise.cut'),
            onClick: () =>
              void modal.confirm({
                title: t('supervise.cutSure'),
                content: t('supervise.cutHint'),
                okText: t('supervise.cut'),
                cancelText: t('action.cancel'),
                okButtonProps: { danger: true },
                onOk: async () => void (await cut({ callId })),
              }),
          },
        ]
      : []),
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight" onOpenChange={setOpened}>
      <Button
        size="small"
        type="text"
        icon={<MoreOutlined />}
        aria-haspopup="menu"
        aria-label={t('supervise.actionsFor', { who: partyOf(call) || t('call.withheld') })}
      />
    </Dropdown>
  );
}
