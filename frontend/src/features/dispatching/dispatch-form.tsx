import { PlusOutlined } from '@ant-design/icons';
import {
  Alert,
  App,
  Button,
  Checkbox,
  Drawer,
  Empty,
  Form,
  Input,
  InputNumber,
  Select,
  Skeleton,
  Space,
} from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import { DispatchStartMutation, DutyDocument } from './dispatch-documents';
import { OnDuty } from './on-duty';

type Duty = DutyQuery['dutyContacts'][number];
interface Extra {
  name: string;
  number: string;
}
interface Props {
  caseNumber: string | undefined;
  /** The dispatch that was started, or nothing. */
  onClose(id: string | null): void;
}

/** Choose message and units, look once more, dial. */
export function DispatchForm({ caseNumber, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { message, modal } = App.useApp();
  const [{ data, fetching }] = useLiveQuery({ query: DutyDocument });
  const [start, starting] = useAction(DispatchStartMutation, { quiet: true });
  const [title, setTitle] = useState('');
  const [number, setNumber] = useState(caseNumber ?? '');
  const [messages, setMessages] = useState<string[]>([]);
  const [language, setLanguage] = useState('zh');
  const [chosen, setChosen] = useState<string[]>([]);
  const [extras, setExtras] = useState<Extra[]>([]);
  const [rules, setRules] = useState({ tries: 3, intervalSeconds: 60, ringSeconds: 30 });
  const [problem, setProblem] = useState('');
  useFirstFocus('dispatch-title');

  const texts = new Map(
    data?.dispatchMessages.map((m) => [m.key, language === 'en' || i18n.language === 'en' ? m.en : m.zh]),
  );
  const spoken = messages.map((key) => texts.get(key)).join(language === 'en' ? ' ' : '');
  const units = [
    ...(data?.dutyContacts ?? [])
      .filter((d) => chosen.includes(d.id))
      .map((d) => ({
        name: d.departmentName,
        person: d.name,
        numbers: [...d.numbers],
        departmentCode: d.departmentCode,
      })),
    ...extras
      .filter((e) => e.name.trim() && e.number.trim())
      .map((e) => ({ name: e.name, numbers: [e.number], person: '' })),
  ];

  const submit = async () => {
    if (!title.trim()) return setProblem(t('dispatching.needTitle'));
    if (messages.length === 0) return setProblem(t('dispatching.needMessage'));
    if (units.length === 0) return setProblem(t('dispatching.needUnits'));
    setProblem('');
    const sure = await modal.confirm({
      title: t('dispatching.sure', { count: units.length }),
      content: units.map((u) => u.name).join('、'),
      okText: t('dispatching.dialNow'),
    });
    if (!sure) return;
    const outcome = await start({
      input: {
        title,
        messages,
        units,
        text: spoken,
        language,
        caseNumber: number.trim() || null,
        ...rules,
      },
    });
    if (outcome?.ok) {
      void message.success(t('dispatching.started'));
      onClose(outcome.payload.dispatch?.id ?? null);
    } else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };

  return (
    <Drawer
      open
      size={760}
      title={t('dispatching.new')}
      onClose={() => onClose(null)}
      extra={
        <Button type="primary" danger loading={starting} onClick={() => void submit()}>
          {t('dispatching.dialNow')}
        </Button>
      }
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} className="dispatch-problem" />}
      <Form layout="vertical" onFinish={() => void submit()}>
        <div className="dispatch-two">
          <Form.Item label={t('dispatching.title')} htmlFor="dispatch-title" required>
            <Input
              id="dispatch-title"
              maxLength={120}
              value={title}
              onChange={(e) => setTitle(e.target.value)}
            />
          </Form.Item>
          <Form.Item label={t('case.number')} htmlFor="dispatch-case">
            <Input
              id="dispatch-case"
              maxLength={14}
              value={number}
              onChange={(e) => setNumber(e.target.value)}
            />
          </Form.Item>
        </div>
        <div className="dispatch-two">
          <Form.Item label={t('dispatching.message')} htmlFor="dispatch-message" required>
            <Select
              id="dispatch-message"
              mode="multiple"
              placeholder={t('dispatching.chooseMessage')}
              value={messages}
              onChange={setMessages}
              optionFilterProp="label"
              options={[...texts].map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item label={t('dispatching.language')} htmlFor="dispatch-language">
            <Select
              id="dispatch-language"
              value={language}
              onChange={setLanguage}
              options={[
                { value: 'zh', label: t('dispatching.spoken.zh') },
                { value: 'en', label: t('dispatching.spoken.en') },
              ]}
            />
          </Form.Item>
        </div>
        {spoken && <blockquote className="dispatch-spoken">{spoken}</blockquote>}
        <h3 className="dispatch-heading">
          {t('dispatching.units')} <small>{t('dispatching.chosen', { count: units.length })}</small>
        </h3>
        {fetching && !data ? (
          <Skeleton active paragraph={{ rows: 4 }} />
        ) : (
          <DutyChoice duties={data?.dutyContacts ?? []} chosen={chosen} onChange={setChosen} />
        )}
        <Extras extras={extras} onChange={setExtras} />
        <h3 className="dispatch-heading">{t('dispatching.rules')}</h3>
        <Space size="large" wrap>
          <Rule label="tries" min={1} max={10} rules={rules} onChange={setRules} />
          <Rule label="intervalSeconds" min={5} max={3600} rules={rules} onChange={setRules} />
          <Rule label="ringSeconds" min={10} max={120} rules={rules} onChange={setRules} />
        </Space>
      </Form>
    </Drawer>
  );
}

interface Rules {
  tries: number;
  intervalSeconds: number;
  ringSeconds: number;
}

function Rule({
  label,
  min,
  max,
  rules,
  onChange,
}: {
  label: keyof Rules;
  min: number;
  max: number;
  rules: Rules;
  onChange(rules: Rules): void;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item label={t(`dispatching.${label}`)} htmlFor={`dispatch-${label}`}>
      <InputNumber
        id={`dispatch-${label}`}
        min={min}
        max={max}
        precision={0}
        value={rules[label]}
        onChange={(value) => onChange({ ...rules, [label]: value ?? min })}
      />
    </Form.Item>
  );
}

function DutyChoice({
  duties,
  chosen,
  onChange,
}: {
  duties: readonly Duty[];
  chosen: string[];
  onChange(ids: string[]): void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const sorted = useMemo(
    () =>
      duties
        .filter((d) => `${d.departmentName} ${d.name} ${d.numbers.join(' ')}`.includes(text.trim()))
        .sort((a, b) => Number(b.onDuty) - Number(a.onDuty)),
    [duties, text],
  );
  if (duties.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('dispatching.dutyEmpty')} />;
  return (
    <>
      <Space className="dispatch-choose" wrap>
        <Input
          allowClear
          aria-label={t('dispatching.searchDuty')}
          placeholder={t('dispatching.searchDuty')}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        <Button onClick={() => onChange(duties.filter((d) => d.onDuty).map((d) => d.id))}>
          {t('dispatching.allOnDuty')}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => onChange([])}>
          {t('dispatching.none')}
        </Button>
      </Space>
      <ul className="dispatch-duties">
        {sorted.map((duty) => (
          <li key={duty.id}>
            <Checkbox
              checked={chosen.includes(duty.id)}
              onChange={(e) =>
                onChange(
                  e.target.checked ? [...chosen, duty.id] : chosen.filter((other) => other !== duty.id),
                )
              }
            >
              <strong>{duty.departmentName}</strong> {duty.name}
            </Checkbox>
            <span className="dispatch-numbers">{duty.numbers.join(' / ')}</span>
            <OnDuty on={duty.onDuty} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Extras({ extras, onChange }: { extras: Extra[]; onChange(extras: Extra[]): void }) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<Extra>) =>
    onChange(extras.map((e, i) => (i === index ? { ...e, ...part } : e)));
  return (
    <>
      {extras.map((extra, index) => (
        <Space key={index} className="dispatch-extra">
          <Input
            aria-label={t('dispatching.extraName')}
            placeholder={t('dispatching.extraName')}
            maxLength={64}
            value={extra.name}
            onChange={(e) => change(index, { name: e.target.value })}
          />
          <Input
            aria-label={t('dispatching.extraNumber')}
            placeholder={t('dispatching.extraNumber')}
            maxLength={32}
            value={extra.number}
            onChange={(e) => change(index, { number: e.target.value })}
          />
          <Button type="text" onClick={() => onChange(extras.filter((_, i) => i !== index))}>
            {t('dispatching.remove')}
          </Button>
        </Space>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        className="dispatch-extra"
        onClick={() => onChange([...extras, { name: '', number: '' }])}
      >
        {t('dispatching.addExtra')}
      </Button>
    </>
  );
}
