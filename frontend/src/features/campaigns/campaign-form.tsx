import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignInput, CampaignWholeFragment, DialMode } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { clock, minuteOf } from '@/shared/ui/clock';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import { AnsweringMachines } from './answering-machines';
import { CampaignChoices, CampaignSaveMutation } from './campaign-documents';

const MODES = ['PREVIEW', 'PROGRESSIVE', 'PREDICTIVE', 'AUTOMATIC'] as const satisfies readonly DialMode[];
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const NUMBERS = {
  abandonPercent: [0, 10],
  holdSeconds: [0, 10],
  ringSeconds: [10, 60],
  lines: [1, 200],
  maxTries: [1, 10],
  busyMinutes: [1, 1440],
  noAnswerMinutes: [1, 10080],
} as const;
type NumberName = keyof typeof NUMBERS;

/** Which settings have a meaning in a mode. */
const OF_MODE: Record<DialMode, readonly NumberName[]> = {
  PREVIEW: ['maxTries', 'busyMinutes', 'noAnswerMinutes'],
  PROGRESSIVE: ['ringSeconds', 'maxTries', 'busyMinutes', 'noAnswerMinutes'],
  PREDICTIVE: [
    'abandonPercent',
    'holdSeconds',
    'ringSeconds',
    'lines',
    'maxTries',
    'busyMinutes',
    'noAnswerMinutes',
  ],
  AUTOMATIC: ['lines', 'ringSeconds', 'maxTries', 'busyMinutes', 'noAnswerMinutes'],
};

interface Props {
  campaign: CampaignWholeFragment | null;
  onClose(id: string | null): void;
}

/** All settings of a campaign; only those that count in its mode are shown. */
export function CampaignForm({ campaign, onClose }: Props) {
  const { t } = useTranslation();
  const [{ data }] = useLiveQuery({ query: CampaignChoices });
  const [save, saving] = useAction(CampaignSaveMutation, { quiet: true });
  const [problem, setProblem] = useState('');
  const [input, setInput] = useState<CampaignInput>({
    name: campaign?.name ?? '',
    mode: campaign?.mode ?? 'PREDICTIVE',
    queue: campaign?.queue ?? '',
    surveyId: campaign?.surveyId ?? null,
    script: campaign?.script ?? '',
    abandonPercent: campaign?.abandonPercent ?? 3,
    holdSeconds: campaign?.holdSeconds ?? 2,
    ringSeconds: campaign?.ringSeconds ?? 25,
    lines: campaign?.lines ?? 20,
    weekdays: campaign ? [...campaign.weekdays] : [],
    maxTries: campaign?.maxTries ?? 3,
    busyMinutes: campaign?.busyMinutes ?? 10,
    noAnswerMinutes: campaign?.noAnswerMinutes ?? 120,
    machine: campaign?.machine ?? 'OFF',
    messagePrompt: campaign?.messagePrompt ?? 'dialler-message',
    machineMinutes: campaign?.machineMinutes ?? 240,
  });
  const [from, setFrom] = useState(clock(campaign?.fromMinute ?? 540));
  const [to, setTo] = useState(clock(campaign?.toMinute ?? 1200));
  const set = (part: Partial<CampaignInput>) => setInput((old) => ({ ...old, ...part }));
  useFirstFocus('campaign-name');
  const automatic = input.mode === 'AUTOMATIC';
  const surveys = (data?.surveys.items ?? []).filter((s) => s.version > 0 && (!automatic || s.forKeys));
  const submit = async () => {
    const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)];
    if (!input.name.trim()) return setProblem(t('campaign.needName'));
    if (fromMinute === undefined || toMinute === undefined || fromMinute >= toMinute)
      return setProblem(t('campaign.needHours'));
    if (!automatic && !input.queue) return setProblem(t('campaign.needQueue'));
    if (automatic && !input.surveyId) return setProblem(t('campaign.needSurvey'));
    const outcome = await save({ id: campaign?.id ?? null, input: { ...input, fromMinute, toMinute } });
    if (outcome?.ok) onClose(outcome.payload.campaign?.id ?? null);
    else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Drawer
      open
      size={640}
      title={t(campaign ? 'campaign.edit' : 'campaign.new')}
      onClose={() => onClose(null)}
      extra={
        <Button type="primary" loading={saving} onClick={() => void submit()}>
          {t('action.save')}
        </Button>
      }
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} className="campaign-gap" />}
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('campaign.name')} htmlFor="campaign-name" required>
          <Input
            id="campaign-name"
            maxLength={120}
            value={input.name}
            onChange={(e) => set({ name: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('campaign.modeName')} extra={t(`campaign.modeHint.${input.mode}`)}>
          <Segmented
            value={input.mode}
            onChange={(mode) => set({ mode })}
            options={MODES.map((value) => ({ value, label: t(`campaign.mode.${value}`) }))}
          />
        </Form.Item>
        <div className="campaign-grid">
          {!automatic && (
            <Form.Item label={t('campaign.queue')} htmlFor="campaign-queue" required>
              <Select
                id="campaign-queue"
                value={input.queue || undefined}
                onChange={(queue) => set({ queue })}
                options={data?.campaignQueues.map((q) => ({ value: q.key, label: q.name })) ?? []}
              />
            </Form.Item>
          )}
          <Form.Item label={t('campaign.survey')} htmlFor="campaign-survey" required={automatic}>
            <Select
              id="campaign-survey"
              allowClear={!automatic}
              value={input.surveyId ?? undefined}
              onChange={(surveyId?: string) => set({ surveyId: surveyId ?? null })}
              options={surveys.map((s) => ({ value: s.id, label: s.title }))}
              notFoundContent={t('campaign.noSurveys')}
            />
          </Form.Item>
        </div>
        {!automatic && (
          <Form.Item label={t('campaign.script')} htmlFor="campaign-script">
            <Input.TextArea
              id="campaign-script"
              rows={3}
              value={input.script ?? ''}
              onChange={(e) => set({ script: e.target.value })}
            />
          </Form.Item>
        )}
        {input.mode !== 'PREVIEW' && (
          <AnsweringMachines input={input} messages={data?.campaignMessages ?? []} onChange={set} />
        )}
        <Form.Item label={t('campaign.days')} extra={t('campaign.daysHint')}>
          <Checkbox.Group
            value={[...(input.weekdays ?? [])]}
            onChange={(weekdays) => set({ weekdays })}
            options={DAYS.map((value) => ({ value, label: t(`weekday.${value}`) }))}
          />
        </Form.Item>
        <div className="campaign-grid">
          <Form.Item label={t('campaign.from')} htmlFor="campaign-from">
            <Input id="campaign-from" value={from} onChange={(e) => setFrom(e.target.value)} />
          </Form.Item>
          <Form.Item label={t('campaign.to')} htmlFor="campaign-to">
            <Input id="campaign-to" value={to} onChange={(e) => setTo(e.target.value)} />
          </Form.Item>
          {OF_MODE[input.mode].map((name) => (
            <Form.Item key={name} label={t(`campaign.${name}`)} htmlFor={`campaign-${name}`}>
              <InputNumber
                id={`campaign-${name}`}
                min={NUMBERS[name][0]}
                max={NUMBERS[name][1]}
                step={name === 'abandonPercent' ? 0.5 : 1}
                value={input[name]}
                onChange={(value) => set({ [name]: value ?? NUMBERS[name][0] })}
              />
            </Form.Item>
          ))}
        </div>
      </Form>
    </Drawer>
  );
}
