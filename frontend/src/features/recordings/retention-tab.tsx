import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, InputNumber, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useQuery } from 'urql';
import type { RecordingKind, RetentionPreviewQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { PageError, PageWaiting } from '@/shared/ui/page-states';
import { dateTime } from '@/shared/ui/time';
import {
  RecordingChoicesDocument,
  RecordingRetentionDocument,
  RecordingRetentionSetMutation,
  RetentionPreviewDocument,
} from './recording-documents';
import { RECORDING_KINDS } from './recording-search';

interface Rule {
  id: number;
  kind: RecordingKind;
  queue: string;
  days: number;
}
type Effect = RetentionPreviewQuery['retentionPreview'][number];

/** How long recordings are kept. Before shorter rules are saved, what they would delete is shown and confirmed. */
export function RetentionTab() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useClient();
  const [{ data, error }, ask] = useLiveQuery({ query: RecordingRetentionDocument });
  const [{ data: known }] = useQuery({ query: RecordingChoicesDocument });
  const [draft, setDraft] = useState<Rule[] | null>(null);
  const [effects, setEffects] = useState<readonly Effect[] | null>(null);
  const [set, saving] = useAction(RecordingRetentionSetMutation);
  if (error && !data) return <PageError error={error} />;
  if (!data) return <PageWaiting />;
  const rules: Rule[] = draft ?? data.recordingRetention.map((rule, id) => ({ ...rule, id }));
  const plain = rules.map(({ kind, queue, days }) => ({ kind, queue, days }));
  const queues = known?.recordingChoices.queues ?? [];
  const change = (id: number, part: Partial<Rule>) =>
    setDraft(rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)));
  const preview = async () => {
    const answer = await client
      .query(RetentionPreviewDocument, { rules: plain }, { requestPolicy: 'network-only' })
      .toPromise();
    if (answer.data) setEffects(answer.data.retentionPreview);
    else void message.error(answer.error?.graphQLErrors[0]?.message ?? t('error.NETWORK'));
  };
  const save = async () => {
    const outcome = await set({ rules: plain });
    setEffects(null);
    if (!outcome?.ok) return;
    ask({ requestPolicy: 'network-only' });
    setDraft(null);
    void message.success(t('recordings.saved'));
  };
  const columns: TableColumnsType<Rule> = [
    {
      key: 'kind',
      title: t('recordings.kind'),
      width: 170,
      render: (_, rule) => (
        <Select
          style={{ width: 150 }}
          aria-label={t('recordings.kind')}
          value={rule.kind}
          options={RECORDING_KINDS.map((value) => ({ value, label: t(`recordings.kinds.${value}`) }))}
          onChange={(kind) => change(rule.id, { kind })}
        />
      ),
    },
    {
      key: 'queue',
      title: t('recordings.queue'),
      width: 220,
      render: (_, rule) => (
        <Select
          allowClear
          style={{ width: 200 }}
          placeholder={t('recordings.otherQueues')}
          aria-label={t('recordings.queue')}
          value={rule.queue || undefined}
          options={queues.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(queue) => change(rule.id, { queue: queue ?? '' })}
        />
      ),
    },
    {
      key: 'days',
      title: t('recordings.keptFor'),
      width: 170,
      render: (_, rule) => (
        <InputNumber
          min={1}
          max={36_500}
          suffix={t('recordings.dayUnit')}
          style={{ width: 140 }}
          aria-label={t('recordings.keptFor')}
          value={rule.days}
          onChange={(days) => change(rule.id, { days: days ?? 1 })}
        />
      ),
    },
    {
      key: 'do',
      render: (_, rule) => (
        <Button
          danger
          icon={<DeleteOutlined />}
          aria-label={t('recordings.remove')}
          onClick={() => setDraft(rules.filter((each) => each.id !== rule.id))}
        />
      ),
    },
  ];
  const { waiting, oldest, stored, megabytes } = data.recordingStorage;
  const add = () => {
    const id = Math.max(0, ...rules.map((rule) => rule.id)) + 1;
    setDraft([...rules, { id, kind: 'CONVERSATION', queue: '', days: 365 }]);
  };
  return (
    <div className="recording-rules">
      <Alert
        type={waiting && oldest && Date.now() - Date.parse(oldest) > 600_000 ? 'warning' : 'info'}
        showIcon
        title={t('recordings.storage', { count: stored, megabytes: Math.round(megabytes).toLocaleString() })}
        description={
          waiting > 0
            ? t('recordings.waiting', { count: waiting, since: oldest ? dateTime(oldest) : '' })
            : t('recordings.nothingWaits')
        }
      />
      <p className="recording-rules-about">{t('recordings.retentionAbout')}</p>
      <Table<Rule>
        size="small"
        columns={columns}
        dataSource={rules}
        rowKey="id"
        pagination={false}
        locale={{ emptyText: t('recordings.noRetention') }}
      />
      <div className="recording-rules-actions">
        <Button icon={<PlusOutlined />} onClick={add}>
          {t('recordings.addRule')}
        </Button>
        <Button type="primary" disabled={!draft} loading={saving} onClick={() => void preview()}>
          {t('recordings.saveRetention')}
        </Button>
        {draft && <Button onClick={() => setDraft(null)}>{t('action.cancel')}</Button>}
        {!draft && rules.length > 0 && (
          <Button onClick={() => void preview()}>{t('recordings.preview')}</Button>
        )}
      </div>
      {effects && (
        <Effects
          effects={effects}
          saving={saving}
          onSave={draft ? () => void save() : undefined}
          onClose={() => setEffects(null)}
        />
      )}
    </div>
  );
}

interface EffectsProps {
  effects: readonly Effect[];
  saving: boolean;
  /** Missing: the rules are in force already. */
  onSave: (() => void) | undefined;
  onClose(): void;
}

function Effects({ effects, saving, onSave, onClose }: EffectsProps) {
  const { t } = useTranslation();
  const count = effects.reduce((sum, effect) => sum + effect.count, 0);
  const columns: TableColumnsType<Effect> = [
    {
      key: 'rule',
      title: t('recordings.rule'),
      render: (_, each) =>
        `${t(`recordings.kinds.${each.kind}`)} ${each.queue} > ${each.days} ${t('recordings.dayUnit')}`,
    },
    { key: 'count', title: t('recordings.count'), align: 'right', dataIndex: 'count' },
    {
      key: 'hours',
      title: t('recordings.hours'),
      align: 'right',
      render: (_, each) => each.hours.toFixed(1),
    },
    { key: 'mb', title: 'MB', align: 'right', render: (_, each) => each.megabytes.toFixed(1) },
    { key: 'held', title: t('recordings.sparedByHold'), align: 'right', dataIndex: 'held' },
    {
      key: 'oldest',
      title: t('recordings.oldest'),
      render: (_, each) => (each.oldest ? dateTime(each.oldest) : '–'),
    },
  ];
  return (
    <Modal
      open
      width={760}
      title={t('recordings.previewTitle')}
      okText={onSave ? t('recordings.confirmRetention') : t('action.close')}
      cancelText={t('action.cancel')}
      okButtonProps={{ danger: Boolean(onSave && count), loading: saving }}
      onOk={onSave ?? onClose}
      onCancel={onClose}
    >
      <p>{count ? t('recordings.wouldDelete', { count }) : t('recordings.wouldDeleteNothing')}</p>
      <Table<Effect>
        size="small"
        columns={columns}
        dataSource={[...effects]}
        rowKey={(each) => `${each.kind} ${each.queue}`}
        pagination={false}
      />
    </Modal>
  );
}
