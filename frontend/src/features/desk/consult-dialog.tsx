import { Alert, Button, Empty, Input, Modal, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { AgentStateTag } from '@/entities/agent';
import {
  CallConsultMutation,
  CallInviteMutation,
  CallTransferMutation,
  TransferTargetsQuery,
  useDeskAction,
} from '@/entities/desk';
import { useFirstFocus } from '@/shared/ui/use-first-focus';

const REFRESH_MS = 2000;
const NUMBER = /^\+?[0-9]{3,20}$/;

/** A colleague can be rung while ready, not otherwise. */
const away = ({ kind, state }: { kind: string; state?: string | null }): boolean =>
  kind === 'agent' && state !== 'READY';

interface Props {
  callId: string;
  /** Only ask somebody into the conversation. */
  invite?: boolean;
  onClose(): void;
}

/** Ask a colleague first (the form travels along), hand the call over at once, or ask them into the conversation. A
 * number works too. */
export default function ConsultDialog({ callId, invite: only = false, onClose }: Props) {
  const { t } = useTranslation();
  useFirstFocus('consult-target');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [problem, setProblem] = useState('');
  const [{ data, fetching, error }, ask] = useQuery({
    query: TransferTargetsQuery,
    variables: { text: text || null },
    requestPolicy: 'cache-and-network',
  });
  const [consult, consulting] = useDeskAction(CallConsultMutation, { quiet: true });
  const [transfer, transferring] = useDeskAction(CallTransferMutation, { quiet: true });
  const [invite, inviting] = useDeskAction(CallInviteMutation, { quiet: true });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), REFRESH_MS);
    return () => clearInterval(timer);
  }, [ask]);

  const number = text.replace(/[ -]/g, '');
  const targets = [
    ...(data?.transferTargets ?? []).filter((target) => !only || target.kind !== 'queue'),
    ...(NUMBER.test(number) ? [{ key: number, label: number, kind: 'number', state: null }] : []),
  ];
  const selected = Math.min(chosen, targets.length - 1);
  const run = { consult, transfer, invite };
  const go = async (how: keyof typeof run, target: string | undefined) => {
    if (!target) return;
    const outcome = await run[how]({ callId, target });
    if (outcome?.ok) onClose();
    else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  const kindWord = (kind: string) =>
    kind === 'agent'
      ? t('call.targetAgent')
      : kind === 'queue'
        ? t('call.targetQueue')
        : t('call.targetNumber');

  return (
    <Modal
      open
      title={t(only ? 'control.inviteTitle' : 'call.consultTitle')}
      onCancel={onClose}
      footer={null}
      width={620}
    >
      {problem && <Alert type="error" showIcon title={problem} role="alert" style={{ marginBottom: 10 }} />}
      {error && !data && (
        <Alert type="error" showIcon title={t('error.NETWORK')} style={{ marginBottom: 10 }} />
      )}
      <Input
        id="consult-target"
        aria-label={t('call.findTarget')}
        placeholder={t('call.findTarget')}
        value={text}
        onChange={(e) => {
          setText(e.target.value);
          setChosen(0);
          setProblem('');
        }}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return;
          if (e.key === 'ArrowDown') setChosen(Math.min(selected + 1, targets.length - 1));
          else if (e.key === 'ArrowUp') setChosen(Math.max(selected - 1, 0));
          else if (e.key === 'Enter') {
            const target = targets[selected];
            void go(only ? 'invite' : target?.kind === 'queue' ? 'transfer' : 'consult', target?.key);
          } else return;
          e.preventDefault();
        }}
      />
      <ul className="target-list" aria-label={t('call.targets')}>
        {targets.map((target, i) => (
          <li key={target.key} data-selected={i === selected} onMouseEnter={() => setChosen(i)}>
            <span className="target-kind">{kindWord(target.kind)}</span>
            <span className="target-name">{target.label}</span>
            {target.state && <AgentStateTag state={target.state} />}
            {!only && target.kind !== 'queue' && (
              <Button
                size="small"
                type="primary"
                disabled={away(target)}
                loading={consulting}
                onClick={() => void go('consult', target.key)}
              >
                {t('call.consultVerb')}
              </Button>
            )}
            {target.kind !== 'queue' && (
              <Button
                size="small"
                type={only ? 'primary' : 'default'}
                disabled={away(target)}
                loading={inviting}
                onClick={() => void go('invite', target.key)}
              >
                {t('control.inviteVerb')}
              </Button>
            )}
            {!only && (
              <Button
                size="small"
                disabled={away(target)}
                loading={transferring}
                onClick={() => void go('transfer', target.key)}
              >
                {t('call.transferVerb')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {targets.length === 0 &&
        (fetching ? (
          <Spin />
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('call.noTargets')} />
        ))}
    </Modal>
  );
}
