import { Alert, Button, Empty, Input, Modal, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { AgentStateTag } from '@/entities/agent';
import { CallConsultMutation, CallTransferMutation, useDeskAction } from '@/entities/desk';
import { graphql } from '@/shared/graphql/generated';
import { useFirstFocus } from '@/shared/ui/use-first-focus';

const TransferTargetsQuery = graphql(`
  query TransferTargets($text: String) {
    transferTargets(text: $text) { key label kind state }
  }
`);
const REFRESH_MS = 2000;
const NUMBER = /^\+?[0-9]{3,20}$/;

/** Ask a colleague first (the form travels along), or hand the call over at once. A number works too. */
export default function ConsultDialog({ callId, onClose }: { callId: string; onClose(): void }) {
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
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), REFRESH_MS);
    return () => clearInterval(timer);
  }, [ask]);

  const number = text.replace(/[ -]/g, '');
  const targets = [
    ...(data?.transferTargets ?? []),
    ...(NUMBER.test(number) ? [{ key: number, label: number, kind: 'number', state: null }] : []),
  ];
  const selected = Math.min(chosen, targets.length - 1);
  const go = async (how: 'consult' | 'transfer', target: string | undefined) => {
    if (!target) return;
    const outcome =
      how === 'consult' ? await consult({ callId, target }) : await transfer({ callId, target });
    if (outcome?.ok) onClose();
    else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  const kindWord = (kind: string) =>
    kind.toLowerCase() === 'agent'
      ? t('call.targetAgent')
      : kind.toLowerCase() === 'queue'
        ? t('call.targetQueue')
        : t('call.targetNumber');

  return (
    <Modal open title={t('call.consultTitle')} onCancel={onClose} footer={null} width={560}>
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
        }}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return;
          if (e.key === 'ArrowDown') setChosen(Math.min(selected + 1, targets.length - 1));
          else if (e.key === 'ArrowUp') setChosen(Math.max(selected - 1, 0));
          else if (e.key === 'Enter') {
            const target = targets[selected];
            void go(target?.kind.toLowerCase() === 'queue' ? 'transfer' : 'consult', target?.key);
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
            {target.kind.toLowerCase() !== 'queue' && (
              <Button
                size="small"
                type="primary"
                loading={consulting}
                onClick={() => void go('consult', target.key)}
              >
                {t('call.consultVerb')}
              </Button>
            )}
            <Button size="small" loading={transferring} onClick={() => void go('transfer', target.key)}>
              {t('call.transferVerb')}
            </Button>
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
