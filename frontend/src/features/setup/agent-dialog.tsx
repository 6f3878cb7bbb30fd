import { Alert, Form, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayloadError } from '@/shared/graphql/errors';
import type { PeopleSetupQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { AgentAddMutation, AgentChangeMutation } from './setup-documents';

export type SetupAgent = PeopleSetupQuery['peopleSetup']['agents'][number];

interface Props {
  agent: SetupAgent | null;
  onClose(saved: boolean): void;
}

/** A person who takes calls: new, with a first password, or changed. */
export function AgentDialog({ agent, onClose }: Props) {
  const { t } = useTranslation();
  const [displayName, setDisplayName] = useState(agent?.displayName ?? '');
  const [agentNumber, setAgentNumber] = useState(agent?.agentNumber ?? '');
  const [username, setUsername] = useState(agent?.username ?? '');
  const [password, setPassword] = useState('');
  const [supervisor, setSupervisor] = useState(agent?.supervisor ?? false);
  const [autoAnswer, setAutoAnswer] = useState(agent?.autoAnswer ?? false);
  const [errors, setErrors] = useState<PayloadError[]>([]);
  const [add, adding] = useAction(AgentAddMutation, { quiet: true });
  const [change, changing] = useAction(AgentChangeMutation, { quiet: true });
  const submit = async () => {
    const outcome = agent
      ? await change({ agentNumber, displayName, autoAnswer, supervisor })
      : await add({ username, password, displayName, agentNumber, supervisor });
    if (outcome?.ok) onClose(true);
    else if (outcome) setErrors(outcome.errors);
  };
  const field = (...keys: string[]) => {
    const help = errors.find((e) => keys.includes(e.field ?? ''))?.message;
    return { help, validateStatus: help ? ('error' as const) : undefined };
  };
  const known = ['displayName', 'agentNumber', 'username', 'new'];
  const others = errors.filter((e) => !known.includes(e.field ?? ''));
  return (
    <Modal
      open
      title={t(agent ? 'setup.changeAgent' : 'setup.addAgent')}
      okText={t('action.save')}
      confirmLoading={adding || changing}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
    >
      {others.length > 0 && (
        <Alert type="error" showIcon role="alert" title={others.map((e) => e.message).join(' ')} />
      )}
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('setup.displayName')} htmlFor="agent-name" required {...field('displayName')}>
          <Input
            id="agent-name"
            maxLength={64}
            value={displayName}
            onChange={(e) => setDisplayName(e.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('setup.agentNumber')} htmlFor="agent-number" required {...field('agentNumber')}>
          <Input
            id="agent-number"
            maxLength={8}
            disabled={agent !== null}
            value={agentNumber}
            onChange={(e) => setAgentNumber(e.target.value.trim())}
          />
        </Form.Item>
        {!agent && (
          <>
            <Form.Item label={t('setup.username')} htmlFor="agent-user" required {...field('username')}>
              <Input
                id="agent-user"
                autoComplete="off"
                maxLength={64}
                value={username}
                onChange={(e) => setUsername(e.target.value.trim())}
              />
            </Form.Item>
            <Form.Item label={t('setup.password')} htmlFor="agent-password" required {...field('new')}>
              <Input.Password
                id="agent-password"
                autoComplete="new-password"
                value={password}
                onChange={(e) => setPassword(e.target.value)}
              />
            </Form.Item>
          </>
        )}
        <Form.Item label={t('setup.supervisor')} htmlFor="agent-supervisor">
          <Switch id="agent-supervisor" checked={supervisor} onChange={setSupervisor} />
        </Form.Item>
        {agent && (
          <Form.Item label={t('setup.autoAnswer')} htmlFor="agent-auto">
            <Switch id="agent-auto" checked={autoAnswer} onChange={setAutoAnswer} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
