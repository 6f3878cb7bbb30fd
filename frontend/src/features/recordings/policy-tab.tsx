import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Input, InputNumber, Select, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { CallDirection } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { PageError, PageWaiting } from '@/shared/ui/page-states';
import { WindowEditor } from '@/shared/ui/window-editor';
import type { Window } from '@/shared/ui/windows';
import {
  RecordingChoicesDocument,
  RecordingPolicyDocument,
  RecordingPolicySetMutation,
} from './recording-documents';

interface Rule {
  id: string;
  percent: number;
  queue: string;
  agentNumber: string;
  seat: string;
  direction?: CallDirection | null;
  windows: Window[];
  note: string;
}
type Field = 'queue' | 'agentNumber' | 'seat';
const DIRECTIONS = ['INBOUND', 'OUTBOUND', 'INTERNAL'] as const satisfies CallDirection[];
const EMPTY = { percent: 100, queue: '', agentNumber: '', seat: '', direction: null, windows: [], note: '' };

/** Which conversations are recorded: the first rule that fits decides; where none does, the queue's own switch. */
export function PolicyTab() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [{ data, error }, ask] = useLiveQuery({ query: RecordingPolicyDocument });
  const [{ data: known }] = useQuery({ query: RecordingChoicesDocument });
  const [draft, setDraft] = useState<Rule[] | null>(null);
  const [set, saving] = useAction(RecordingPolicySetMutation);
  if (error && !data) return <PageError error={error} />;
  if (!data) return <PageWaiting />;
  const rules: Rule[] = draft ?? data.recordingPolicy.map((rule) => ({ ...rule }));
  const change = (id: string, part: Partial<Rule>) =>
    setDraft(rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)));
  const move = (from: number, to: number) => {
    const next = [...rules];
    const [rule] = next.splice(from, 1);
    if (rule) next.splice(to, 0, rule);
    setDraft(next);
  };
  const save = async () => {
    const plain = rules.map(({ id: _, ...rule }) => ({
      ...rule,
      windows: rule.windows.map(({ weekdays, begins, ends }) => ({ weekdays, begins, ends })),
    }));
    const outcome = await set({ rules: plain });
    if (!outcome?.ok) return;
    ask({ requestPolicy: 'network-only' });
    setDraft(null);
    void message.success(t('recordings.saved'));
  };
  const choices = known?.recordingChoices;
  const options = {
    queue: choices?.queues ?? [],
    agentNumber: choices?.agents ?? [],
    seat: choices?.seats ?? [],
  };
  const chosen = (field: Field, width: number) => ({
    key: field,
    title: t(`recordings.${field === 'agentNumber' ? 'agent' : field}`),
    width,
    render: (_: unknown, rule: Rule) => (
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        style={{ width: width - 16 }}
        placeholder={t('recordings.all')}
        aria-label={t(`recordings.${field === 'agentNumber' ? 'agent' : field}`)}
        value={rule[field] || undefined}
        options={options[field].map(({ key, name }) => ({
          value: key,
          label: field === 'queue' ? name : `${key} ${name}`,
        }))}
        onChange={(value) => change(rule.id, { [field]: value ?? '' })}
      />
    ),
  });
  const columns: TableColumnsType<Rule> = [
    {
      key: 'percent',
      title: t('recordings.share'),
      width: 110,
      render: (_, rule) => (
        <InputNumber
          min={0}
          max={100}
          suffix="%"
          style={{ width: 90 }}
          aria-label={t('recordings.share')}
          value={rule.percent}
          onChange={(percent) => change(rule.id, { percent: percent ?? 0 })}
        />
      ),
    },
    chosen('queue', 130),
    {
      key: 'direction',
      title: t('recordings.direction'),
      width: 110,
      render: (_, rule) => (
        <Select
          allowClear
          style={{ width: 94 }}
          placeholder={t('recordings.all')}
          aria-label={t('recordings.direction')}
          value={rule.direction ?? undefined}
          options={DIRECTIONS.map((value) => ({ value, label: t(`recordings.directions.${value}`) }))}
          onChange={(direction) => change(rule.id, { direction: direction ?? null })}
        />
      ),
    },
    chosen('agentNumber', 115),
    chosen('seat', 115),
    {
      key: 'windows',
      title: t('recordings.when'),
      width: 340,
      render: (_, rule) => (
        <WindowEditor windows={rule.windows} onChange={(windows) => change(rule.id, { windows })} />
      ),
    },
    {
      key: 'note',
      title: t('recordings.note'),
      render: (_, rule) => (
        <Input
          maxLength={80}
          aria-label={t('recordings.note')}
          value={rule.note}
          onChange={(event) => change(rule.id, { note: event.target.value })}
        />
      ),
    },
    {
      key: 'do',
      width: 110,
      render: (_, rule, index) => (
        <Space.Compact>
          <Button
            icon={<ArrowUpOutlined />}
            aria-label={t('recordings.sooner')}
            disabled={index === 0}
            onClick={() => move(index, index - 1)}
          />
          <Button
            icon={<ArrowDownOutlined />}
            aria-label={t('recordings.later')}
            disabled={index === rules.length - 1}
            onClick={() => move(index, index + 1)}
          />
          <Button
            danger
            icon={<DeleteOutlined />}
            aria-label={t('recordings.remove')}
            onClick={() => setDraft(rules.filter((each) => each.id !== rule.id))}
          />
        </Space.Compact>
      ),
    },
  ];
  return (
    <div className="recording-rules">
      <p className="recording-rules-about">{t('recordings.policyAbout')}</p>
      <Table<Rule>
        size="small"
        columns={columns}
        dataSource={rules}
        rowKey="id"
        pagination={false}
        scroll={{ x: 1120 }}
        locale={{ emptyText: t('recordings.noPolicy') }}
      />
      <div className="recording-rules-actions">
        <Button
          icon={<PlusOutlined />}
          onClick={() => setDraft([...rules, { ...EMPTY, id: `new ${Date.now()}` }])}
        >
          {t('recordings.addRule')}
        </Button>
        <Button type="primary" disabled={!draft} loading={saving} onClick={() => void save()}>
          {t('action.save')}
        </Button>
        {draft && <Button onClick={() => setDraft(null)}>{t('action.cancel')}</Button>}
      </div>
    </div>
  );
}
