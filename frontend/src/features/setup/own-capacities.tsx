import { Input, InputNumber, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkSetupWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { AgentCapacitySetMutation } from './work-documents';

type Agent = WorkSetupWholeFragment['agents'][number];

/** Agents who may have more or less in hand than the rest; every change counts at once. */
export function OwnCapacities({ setup }: { setup: WorkSetupWholeFragment }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [set, setting] = useAction(AgentCapacitySetMutation);
  const keep = (agent: Agent, typed: string) => {
    const capacity = typed.trim() === '' ? null : Number(typed);
    if (capacity !== (agent.capacity ?? null)) void set({ agentNumber: agent.agentNumber, capacity });
  };
  const columns: TableColumnsType<Agent> = [
    { key: 'agent', title: t('setup.agent'), render: (_, a) => `${a.agentNumber} ${a.displayName}` },
    {
      key: 'capacity',
      title: t('written.capacity'),
      width: 200,
      render: (_, a) => (
        <InputNumber
          key={a.capacity ?? 'none'}
          size="small"
          min={0}
          max={20}
          precision={0}
          disabled={setting}
          placeholder={t('written.asRest')}
          aria-label={`${a.displayName} · ${t('written.capacity')}`}
          defaultValue={a.capacity ?? undefined}
          onBlur={(e) => keep(a, e.target.value)}
          onPressEnter={(e) => keep(a, e.currentTarget.value)}
        />
      ),
    },
  ];
  const found = setup.agents.filter((a) => `${a.agentNumber} ${a.displayName}`.includes(text.trim()));
  return (
    <section className="work-own">
      <h2>{t('written.own')}</h2>
      <div className="setup-head">
        <Input
          allowClear
          className="setup-search"
          placeholder={t('setup.findAgent')}
          aria-label={t('setup.findAgent')}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        <span className="setup-hint">{t('written.ownHint')}</span>
      </div>
      <Table<Agent>
        size="small"
        rowKey="agentNumber"
        columns={columns}
        dataSource={found}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
      />
    </section>
  );
}
