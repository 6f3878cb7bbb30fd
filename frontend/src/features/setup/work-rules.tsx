import {
  Alert,
  App,
  Button,
  Form,
  InputNumber,
  Select,
  Skeleton,
  Switch,
  Table,
  type TableColumnsType,
} from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Medium } from '@/entities/work';
import { errorCode, type PayloadError } from '@/shared/graphql/errors';
import type { RoutingSetupWholeFragment, WorkSetupWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { OwnCapacities } from './own-capacities';
import { WorkRulesSetMutation, WorkSetupDocument } from './work-documents';

type Rule = WorkSetupWholeFragment['media'][number];
const NUMBERS = ['capacity', 'callWeight', 'offerSeconds', 'pauseSeconds'] as const;
const HINTS = { capacity: 'written.capacityHint', callWeight: 'written.callWeightHint' } as const;

/** Which written work is handed out, through which queue, and how much of it an agent may have at once. */
export function WorkRules({ routing }: { routing: RoutingSetupWholeFragment }) {
  const { t } = useTranslation();
  const [{ data, error }, ask] = useLiveQuery({ query: WorkSetupDocument });
  const setup = data?.workSetup;
  if (error && !setup)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t(`error.${errorCode(error)}`)}
        action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
      />
    );
  if (!setup) return <Skeleton active />;
  return (
    <>
      <p className="setup-hint">{t('written.rulesHint')}</p>
      <RulesForm key={setup.revision} setup={setup} routing={routing} />
      <OwnCapacities setup={setup} />
    </>
  );
}

interface Props {
  setup: WorkSetupWholeFragment;
  routing: RoutingSetupWholeFragment;
}

function RulesForm({ setup, routing }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [numbers, setNumbers] = useState(Object.fromEntries(NUMBERS.map((key) => [key, setup[key]])));
  const [blocksCalls, setBlocks] = useState(setup.blocksCalls);
  const [media, setMedia] = useState<Rule[]>([...setup.media]);
  const [errors, setErrors] = useState<PayloadError[]>([]);
  const [save, saving] = useAction(WorkRulesSetMutation, { quiet: true });
  const incomplete = media.some((rule) => rule.isOn && !rule.queue);
  const camel = (field: string | null | undefined) => errors.find((e) => e.field === field)?.message;
  const rest = errors.filter((e) => !NUMBERS.some((key) => key === e.field));

  const submit = async () => {
    const outcome = await save({
      revision: setup.revision,
      settings: {
        capacity: numbers.capacity ?? setup.capacity,
        callWeight: numbers.callWeight ?? setup.callWeight,
        offerSeconds: numbers.offerSeconds ?? setup.offerSeconds,
        pauseSeconds: numbers.pauseSeconds ?? setup.pauseSeconds,
        blocksCalls,
      },
      media: media.map(({ medium, isOn, queue, priority, weight }) => ({
        medium,
        isOn,
        queue,
        priority,
        weight,
      })),
    });
    if (outcome?.ok) {
      setErrors([]);
      void message.success(t('written.saved'));
    } else if (outcome) setErrors(outcome.errors);
  };
  return (
    <Form layout="vertical" onFinish={() => void submit()}>
      {(rest.length > 0 || incomplete) && (
        <Alert
          type={rest.length > 0 ? 'error' : 'warning'}
          showIcon
          role="alert"
          title={rest.length > 0 ? rest.map((e) => e.message).join(' ') : t('written.needsQueue')}
          style={{ marginBottom: 12 }}
        />
      )}
      <Media media={media} routing={routing} onChange={setMedia} />
      <div className="setup-form work-numbers">
        {NUMBERS.map((key) => (
          <Form.Item
            key={key}
            label={t(`written.${key}`)}
            htmlFor={`work-${key}`}
            extra={key in HINTS ? t(HINTS[key as 'capacity']) : undefined}
            help={camel(key)}
            validateStatus={camel(key) ? 'error' : undefined}
          >
            <InputNumber
              id={`work-${key}`}
              min={0}
              precision={0}
              value={numbers[key]}
              onChange={(value) => setNumbers({ ...numbers, [key]: value ?? 0 })}
            />
          </Form.Item>
        ))}
        <Form.Item
          label={t('written.blocksCalls')}
          htmlFor="work-blocks"
          extra={t('written.blocksCallsHint')}
          className="work-blocks"
        >
          <Switch id="work-blocks" checked={blocksCalls} onChange={setBlocks} />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={saving} disabled={incomplete}>
        {t('written.save')}
      </Button>
    </Form>
  );
}

interface MediaProps {
  media: Rule[];
  routing: RoutingSetupWholeFragment;
  onChange(media: Rule[]): void;
}

function Media({ media, routing, onChange }: MediaProps) {
  const { t } = useTranslation();
  const set = (medium: string, part: Partial<Rule>) =>
    onChange(media.map((rule) => (rule.medium === medium ? { ...rule, ...part } : rule)));
  const served = (queue: string) => routing.skills.some((skill) => skill.queue === queue);
  const number = (rule: Rule, key: 'weight' | 'priority', least: number) => (
    <InputNumber
      size="small"
      min={least}
      precision={0}
      aria-label={`${t(`workMedium.${rule.medium}`)} · ${t(`written.${key}`)}`}
      value={rule[key]}
      onChange={(value) => set(rule.medium, { [key]: value ?? least })}
    />
  );
  const columns: TableColumnsType<Rule> = [
    {
      key: 'medium',
      title: t('written.medium'),
      width: 140,
      render: (_, rule) => <Medium medium={rule.medium} />,
    },
    {
      key: 'on',
      title: t('written.isOn'),
      width: 100,
      render: (_, rule) => (
        <Switch
          size="small"
          aria-label={`${t(`workMedium.${rule.medium}`)} · ${t('written.isOn')}`}
          checked={rule.isOn}
          onChange={(isOn) => set(rule.medium, { isOn })}
        />
      ),
    },
    {
      key: 'queue',
      title: t('written.queue'),
      render: (_, rule) => (
        <>
          <Select
            size="small"
            className="setup-target"
            aria-label={`${t(`workMedium.${rule.medium}`)} · ${t('written.queue')}`}
            placeholder={t('written.chooseQueue')}
            value={rule.queue || undefined}
            onChange={(queue) => set(rule.medium, { queue })}
            options={routing.queues
              .filter((queue) => queue.isActive)
              .map(({ key, name }) => ({ value: key, label: `${name} · ${key}` }))}
          />
          {rule.isOn && rule.queue && !served(rule.queue) && (
            <small className="work-unserved"> ⚠ {t('written.noAgents')}</small>
          )}
        </>
      ),
    },
    { key: 'weight', title: t('written.weight'), width: 110, render: (_, rule) => number(rule, 'weight', 1) },
    {
      key: 'priority',
      title: t('written.priority'),
      width: 110,
      render: (_, rule) => number(rule, 'priority', -9),
    },
    {
      key: 'waiting',
      title: t('written.waiting'),
      width: 90,
      align: 'right',
      render: (_, rule) => rule.waiting,
    },
  ];
  return (
    <Table<Rule>
      size="small"
      rowKey="medium"
      columns={columns}
      dataSource={media}
      pagination={false}
      scroll={{ x: 800 }}
      style={{ marginBottom: 16 }}
    />
  );
}
