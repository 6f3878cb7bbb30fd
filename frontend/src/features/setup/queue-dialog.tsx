import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, InputNumber, Modal, Select, Space, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/entities/names';
import type { PayloadError } from '@/shared/graphql/errors';
import type { RoutingSetupWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { QueueSaid, type QueueSaidSettings } from './queue-said';
import { QueueAddMutation, QueueChangeMutation } from './setup-documents';

export type SetupQueue = RoutingSetupWholeFragment['queues'][number];

const SECONDS = [
  ['serviceLevelSeconds', 15],
  ['ringSeconds', 15],
  ['wrapUpSeconds', 30],
  ['firstNoticeSeconds', 10],
  ['noticeEverySeconds', 30],
  ['preferredWaitSeconds', 0],
] as const;
const SWITCHES = ['record', 'callBack'] as const;

interface Props {
  queue: SetupQueue | null;
  all: RoutingSetupWholeFragment['allQueues'];
  prompts: RoutingSetupWholeFragment['prompts'];
  onClose(saved: boolean): void;
}

/** Everything that a waiting line can be set to; refusals stand at their field. */
export function QueueDialog({ queue, all, prompts, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const [name, setName] = useState(queue?.name ?? '');
  const [role, setRole] = useState(queue?.role ?? '');
  const [selection, setSelection] = useState(queue?.selection ?? 'LONGEST_IDLE');
  const [seconds, setSeconds] = useState<Record<string, number>>(
    Object.fromEntries(SECONDS.map(([key, usual]) => [key, queue?.[key] ?? usual])),
  );
  const [on, setOn] = useState<Record<string, boolean>>(
    Object.fromEntries(SWITCHES.map((key) => [key, queue?.[key] ?? key !== 'callBack'])),
  );
  const [said, setSaid] = useState<QueueSaidSettings>({
    welcomePrompts: [...(queue?.welcomePrompts ?? [])],
    busyPrompts: [...(queue?.busyPrompts ?? [])],
    comfortPrompts: [...(queue?.comfortPrompts ?? [])],
    comfortEverySeconds: queue?.comfortEverySeconds ?? 60,
    notices: queue?.notices ?? true,
    tellWait: queue?.tellWait ?? true,
    music: queue?.music ?? true,
  });
  const [tries, setTries] = useState(queue?.callBackTries ?? 3);
  const [pause, setPause] = useState(queue?.callBackPauseSeconds ?? 300);
  const [overflow, setOverflow] = useState(
    (queue?.overflow ?? []).map(({ afterSeconds, queue: to }) => ({ afterSeconds, queue: to })),
  );
  const [errors, setErrors] = useState<PayloadError[]>([]);
  const [add, adding] = useAction(QueueAddMutation, { quiet: true });
  const [change, changing] = useAction(QueueChangeMutation, { quiet: true });
  const wrong = (field: string) => errors.find((e) => e.field === field)?.message;
  const others = errors.filter(
    (e) =>
      !['name', 'role', 'overflow'].includes(e.field ?? '') &&
      !(e.field && (e.field in seconds || e.field in said)),
  );

  const submit = async () => {
    const settings = {
      ...seconds,
      ...on,
      ...said,
      selection,
      callBackTries: tries,
      callBackPauseSeconds: pause,
      overflow: overflow.filter((step) => step.queue),
    };
    const outcome = queue
      ? await change({ key: queue.key, revision: queue.revision, name, settings })
      : await add({ role, name, settings });
    if (outcome?.ok) onClose(true);
    else if (outcome) setErrors(outcome.errors);
  };

  const field = (key: string) => ({
    help: wrong(key),
    validateStatus: wrong(key) ? ('error' as const) : undefined,
  });
  return (
    <Modal
      open
      width={720}
      title={queue ? `${t('setup.changeQueue')} · ${queue.name}` : t('setup.addQueue')}
      okText={t('action.save')}
      confirmLoading={adding || changing}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
    >
      {others.length > 0 && (
        <Alert type="error" showIcon role="alert" title={others.map((e) => e.message).join(' ')} />
      )}
      <Form layout="vertical" onFinish={() => void submit()} className="setup-form">
        <Form.Item label={t('setup.name')} htmlFor="queue-name" required {...field('name')}>
          <Input id="queue-name" maxLength={64} value={name} onChange={(e) => setName(e.target.value)} />
        </Form.Item>
        <Form.Item
          label={t('setup.role')}
          htmlFor="queue-role"
          required
          {...field('role')}
          extra={t('setup.roleHint')}
        >
          <Input
            id="queue-role"
            maxLength={32}
            disabled={queue !== null}
            value={role}
            onChange={(e) => setRole(e.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('setup.selection')} htmlFor="queue-selection">
          <Select
            id="queue-selection"
            value={selection}
            onChange={setSelection}
            options={(['LONGEST_IDLE', 'HIGHEST_LEVEL'] as const).map((value) => ({
              value,
              label: t(`setup.select.${value}`),
            }))}
          />
        </Form.Item>
        {SECONDS.map(([key]) => (
          <Form.Item key={key} label={t(`setup.${key}`)} htmlFor={`queue-${key}`} {...field(key)}>
            <InputNumber
              id={`queue-${key}`}
              min={0}
              suffix={t('setup.seconds')}
              value={seconds[key]}
              onChange={(value) => setSeconds({ ...seconds, [key]: value ?? 0 })}
            />
          </Form.Item>
        ))}
        {SWITCHES.map((key) => (
          <Form.Item key={key} label={t(`setup.${key}`)} htmlFor={`queue-${key}`}>
            <Switch
              id={`queue-${key}`}
              checked={on[key]}
              onChange={(value) => setOn({ ...on, [key]: value })}
            />
          </Form.Item>
        ))}
        {on.callBack && (
          <>
            <Form.Item label={t('setup.callBackTries')} htmlFor="queue-tries" {...field('callBackTries')}>
              <InputNumber
                id="queue-tries"
                min={1}
                max={10}
                value={tries}
                onChange={(v) => setTries(v ?? 1)}
              />
            </Form.Item>
            <Form.Item
              label={t('setup.callBackPause')}
              htmlFor="queue-pause"
              {...field('callBackPauseSeconds')}
            >
              <InputNumber
                id="queue-pause"
                min={30}
                suffix={t('setup.seconds')}
                value={pause}
                onChange={(v) => setPause(v ?? 300)}
              />
            </Form.Item>
          </>
        )}
        <QueueSaid
          value={said}
          prompts={prompts}
          wrong={wrong}
          onChange={(part) => setSaid({ ...said, ...part })}
        />
        <Form.Item label={t('setup.overflow')} className="setup-wide" {...field('overflow')}>
          {overflow.map((step, index) => (
            <Space key={index} className="setup-step">
              <InputNumber
                min={0}
                max={3600}
                aria-label={t('setup.afterSeconds')}
                suffix={t('setup.seconds')}
                value={step.afterSeconds}
                onChange={(v) =>
                  setOverflow(overflow.map((s, i) => (i === index ? { ...s, afterSeconds: v ?? 0 } : s)))
                }
              />
              <Select
                showSearch
                aria-label={t('setup.overflowTo')}
                className="setup-target"
                value={step.queue || undefined}
                placeholder={t('setup.overflowTo')}
                onChange={(to) =>
                  setOverflow(overflow.map((s, i) => (i === index ? { ...s, queue: to } : s)))
                }
                options={all
                  .filter((q) => q.key !== queue?.key)
                  .map((q) => ({ value: q.key, label: names.queue(q.key) }))}
              />
              <Button
                aria-label={t('setup.remove')}
                icon={<DeleteOutlined />}
                onClick={() => setOverflow(overflow.filter((_, i) => i !== index))}
              />
            </Space>
          ))}
          <Button
            icon={<PlusOutlined />}
            onClick={() => setOverflow([...overflow, { afterSeconds: 30, queue: '' }])}
          >
            {t('setup.addOverflow')}
          </Button>
        </Form.Item>
      </Form>
    </Modal>
  );
}
