import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select, Space, Switch, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowsQuery } from '@/shared/graphql/generated/graphql';
import { PromptSelect } from '@/shared/ui/prompt-select';
import {
  beginWith,
  changeNode,
  type Drawing,
  type FlowNode,
  freeDigit,
  HAS_CHOICES,
  HAS_PROMPTS,
  HAS_TEXTS,
  LOOKS_UP,
  lead,
  removeNode,
  WAYS,
} from './flow-model';
import { HoursField } from './hours-field';
import { type Speech, TextsField } from './texts-field';

type Choices = FlowsQuery['flowChoices'];

interface Props {
  drawing: Drawing;
  node: FlowNode;
  choices: Choices;
  speech: readonly Speech[];
  onDraw(drawing: Drawing): void;
  onRemoved(): void;
}

const BUSINESS = ['CONSULTATION', 'COMPLAINT', 'SUGGESTION', 'REPORT', 'HELP', 'PRAISE', 'OTHER'] as const;
const COUNTS = {
  tries: [1, 10],
  input_seconds: [1, 60],
  most_digits: [1, 24],
  max_seconds: [1, 600],
  priority: [-100, 100],
} as const;
const COUNTED: Partial<Record<FlowNode['kind'], readonly (keyof typeof COUNTS)[]>> = {
  MENU: ['tries', 'input_seconds'],
  DIGITS: ['most_digits', 'tries', 'input_seconds'],
  CASE_PROGRESS: ['tries', 'input_seconds'],
  SURVEY: ['tries', 'input_seconds'],
  VOICEMAIL: ['max_seconds'],
  QUEUE: ['priority'],
  CALL_BACK: ['priority'],
};

/** What a step does, field by field; what its kind does not have is not asked. */
export function NodePanel({ drawing, node, choices, speech, onDraw, onRemoved }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<FlowNode>) => onDraw(changeNode(drawing, node.key, part));
  const targets = drawing.definition.nodes
    .filter((each) => each.key !== node.key)
    .map((each) => ({ value: each.key, label: `${each.key} · ${t(`flow.kind.${each.kind}`)}` }));
  const start = drawing.definition.start === node.key;
  return (
    <Form layout="vertical" className="flow-panel" size="small">
      <div className="flow-panel-head">
        <strong>{t(`flow.kind.${node.kind}`)}</strong> <code>{node.key}</code>
        {start ? (
          <Tag>▶ {t('flow.start')}</Tag>
        ) : (
          <Space>
            <Button size="small" onClick={() => onDraw(beginWith(drawing, node.key))}>
              ▶ {t('flow.begin')}
            </Button>
            <Button
              size="small"
              danger
              icon={<DeleteOutlined />}
              onClick={() => {
                onDraw(removeNode(drawing, node.key));
                onRemoved();
              }}
            >
              {t('flow.remove')}
            </Button>
          </Space>
        )}
      </div>
      <p className="flow-hint">{t(`flow.hint.${node.kind}`)}</p>
      {HAS_PROMPTS.includes(node.kind) && (
        <Form.Item label={t('flow.prompts')} htmlFor="flow-prompts">
          <PromptSelect
            id="flow-prompts"
            value={node.prompts ?? []}
            prompts={choices.prompts}
            onChange={(prompts) => set({ prompts })}
          />
        </Form.Item>
      )}
      {HAS_TEXTS.includes(node.kind) && (
        <TextsField
          node={node}
          variables={choices.variables}
          speech={speech}
          onChange={(texts) => set({ texts })}
        />
      )}
      {node.kind === 'SET_LANGUAGE' && (
        <Form.Item label={t('say.language')} htmlFor="flow-language">
          <Select
            id="flow-language"
            value={node.language ?? undefined}
            options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`promptLanguage.${value}`) }))}
            onChange={(language) => set({ language })}
          />
        </Form.Item>
      )}
      {LOOKS_UP.includes(node.kind) && (
        <Form.Item label={t('say.silent')} htmlFor="flow-silent" extra={t('say.silentHint')}>
          <Switch
            id="flow-silent"
            checked={node.silent ?? false}
            onChange={(silent) => set({ silent: silent || undefined })}
          />
        </Form.Item>
      )}
      {(node.kind === 'QUEUE' || node.kind === 'CALL_BACK' || node.kind === 'SAY') && (
        <>
          <Form.Item
            label={t('flow.role')}
            htmlFor="flow-role"
            extra={node.kind === 'SAY' ? t('say.roleHint') : undefined}
          >
            <Select
              id="flow-role"
              allowClear={node.kind === 'SAY'}
              value={node.queue_role ?? undefined}
              options={choices.roles.map((value) => ({ value, label: value }))}
              onChange={(queue_role) => set({ queue_role: queue_role ?? null })}
            />
          </Form.Item>
          {node.kind !== 'SAY' && (
            <Form.Item label={t('flow.business')} htmlFor="flow-business">
              <Select
                id="flow-business"
                allowClear
                value={node.business ?? undefined}
                options={BUSINESS.map((value) => ({ value, label: t(`caseKind.${value}`) }))}
                onChange={(business) => set({ business: business ?? null })}
              />
            </Form.Item>
          )}
        </>
      )}
      {node.kind === 'SET_TENANT' && (
        <Form.Item label={t('flow.tenant')} htmlFor="flow-tenant">
          <Select
            id="flow-tenant"
            value={node.tenant ?? undefined}
            options={choices.tenants.map((value) => ({ value, label: value }))}
            onChange={(tenant) => set({ tenant })}
          />
        </Form.Item>
      )}
      {node.kind === 'TRANSFER' && (
        <Form.Item label={t('flow.number')} htmlFor="flow-number">
          <Input
            id="flow-number"
            value={node.number ?? ''}
            onChange={(e) => set({ number: e.target.value })}
          />
        </Form.Item>
      )}
      {node.kind === 'CALENDAR' && <HoursField node={node} onChange={set} />}
      {(COUNTED[node.kind] ?? []).map((field) => (
        <Form.Item key={field} label={t(`flow.${field}`)} htmlFor={`flow-${field}`}>
          <InputNumber
            id={`flow-${field}`}
            min={COUNTS[field][0]}
            max={COUNTS[field][1]}
            value={node[field] ?? null}
            onChange={(value) => set({ [field]: value ?? undefined })}
          />
        </Form.Item>
      ))}
      {HAS_CHOICES.includes(node.kind) && (
        <ChoicesField drawing={drawing} node={node} targets={targets} onDraw={onDraw} />
      )}
      {WAYS[node.kind].map((slot) => (
        <Form.Item key={slot} label={t(`flow.way.${slot}`)} htmlFor={`flow-${slot}`}>
          <Select
            id={`flow-${slot}`}
            allowClear
            value={node[slot] ?? undefined}
            options={targets}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(to) => onDraw(lead(drawing, { from: node.key, slot }, to ?? null))}
          />
        </Form.Item>
      ))}
    </Form>
  );
}

interface ChoicesProps {
  drawing: Drawing;
  node: FlowNode;
  targets: { value: string; label: string }[];
  onDraw(drawing: Drawing): void;
}

function ChoicesField({ drawing, node, targets, onDraw }: ChoicesProps) {
  const { t } = useTranslation();
  const free = freeDigit(node);
  const rename = (from: string, to: string) => {
    const entries = Object.entries(node.choices ?? {}).map(([digits, target]) => [
      digits === from ? to : digits,
      target,
    ]);
    onDraw(changeNode(drawing, node.key, { choices: Object.fromEntries(entries) }));
  };
  return (
    <Form.Item label={t('flow.way.choice')}>
      {Object.entries(node.choices ?? {}).map(([digits, to]) => (
        <div key={digits} className="flow-choice">
          <Input
            aria-label={t('flow.digits')}
            defaultValue={digits}
            maxLength={node.kind === 'MENU' ? 1 : 24}
            onBlur={(e) => {
              const wanted = e.target.value.trim();
              if (wanted && wanted !== digits && !(wanted in (node.choices ?? {}))) rename(digits, wanted);
              else e.target.value = digits;
            }}
          />
          <Select
            aria-label={t('flow.leadsTo', { digits })}
            allowClear
            value={to}
            options={targets}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(target) =>
              onDraw(lead(drawing, { from: node.key, slot: `choice:${digits}` }, target ?? null))
            }
          />
        </div>
      ))}
      {free && (
        <Select
          aria-label={t('flow.addChoice', { digits: free })}
          placeholder={t('flow.addChoice', { digits: free })}
          value={null}
          options={targets}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(to: string | null) =>
            to && onDraw(lead(drawing, { from: node.key, slot: `choice:${free}` }, to))
          }
        />
      )}
      <p className="flow-hint">{t('flow.choicesHint')}</p>
    </Form.Item>
  );
}
