import { Input, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutingSetupWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { SkillSetMutation } from './setup-documents';

interface Props {
  setup: RoutingSetupWholeFragment;
  again(): void;
}
type Agent = RoutingSetupWholeFragment['agents'][number];
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Who serves which queue how well; every change counts at once. */
export function SkillMatrix({ setup, again }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [set, setting] = useAction(SkillSetMutation);
  const level = (agent: string, queue: string) =>
    setup.skills.find((s) => s.agentNumber === agent && s.queue === queue)?.level ?? null;
  const columns: TableColumnsType<Agent> = [
    {
      key: 'agent',
      title: t('setup.agent'),
      fixed: 'left',
      width: 200,
      render: (_, a) => `${a.agentNumber} ${a.displayName}`,
    },
    ...setup.queues
      .filter((q) => q.isActive)
      .map((queue) => ({
        key: queue.key,
        title: queue.name,
        width: 130,
        render: (_: unknown, a: Agent) => {
          const now = level(a.agentNumber, queue.key);
          return (
            <Select
              size="small"
              className="setup-level"
              disabled={setting}
              aria-label={`${a.displayName} · ${queue.name}`}
              value={now ?? 0}
              onChange={async (next: number) => {
                await set({ agentNumber: a.agentNumber, queue: queue.key, level: next || null, was: now });
                again();
              }}
              options={[{ value: 0, label: '–' }, ...LEVELS.map((n) => ({ value: n, label: String(n) }))]}
            />
          );
        },
      })),
  ];
  const found = setup.agents.filter((a) => `${a.agentNumber} ${a.displayName}`.includes(text.trim()));
  return (
    <>
      <div className="setup-head">
        <Input
          allowClear
          className="setup-search"
          placeholder={t('setup.findAgent')}
          aria-label={t('setup.findAgent')}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        <span className="setup-hint">{t('setup.levelHint')}</span>
      </div>
      <Table<Agent>
        size="small"
        rowKey="agentNumber"
        columns={columns}
        dataSource={found}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
      />
    </>
  );
}
