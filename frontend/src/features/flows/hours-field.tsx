import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { clock, type FlowNode, minutes, type OpenHours } from './flow-model';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

interface Props {
  node: FlowNode;
  onChange(part: Partial<FlowNode>): void;
}

/** Opening hours, several periods, with holidays and make-up days. */
export function HoursField({ node, onChange }: Props) {
  const { t } = useTranslation();
  const hours = node.hours ?? [];
  const set = (index: number, part: Partial<OpenHours>) =>
    onChange({ hours: hours.map((each, i) => (i === index ? { ...each, ...part } : each)) });
  const time = (index: number, field: 'begins' | 'ends', text: string) => {
    const value = minutes(text);
    if (value !== null) set(index, { [field]: value });
  };
  return (
    <>
      <Form.Item label={t('flow.hours')}>
        {hours.map((each, index) => (
          <div key={index} className="flow-hours">
            <Select
              aria-label={t('flow.weekdays')}
              mode="multiple"
              value={each.weekdays}
              options={WEEK.map((value) => ({ value, label: t(`flow.weekday.${value}`) }))}
              onChange={(weekdays) => set(index, { weekdays })}
            />
            <Input
              aria-label={t('flow.begins')}
              defaultValue={clock(each.begins)}
              onBlur={(e) => time(index, 'begins', e.target.value)}
            />
            <Input
              aria-label={t('flow.ends')}
              defaultValue={clock(each.ends)}
              onBlur={(e) => time(index, 'ends', e.target.value)}
            />
            <Button size="small" onClick={() => onChange({ hours: hours.filter((_, i) => i !== index) })}>
              {t('flow.remove')}
            </Button>
          </div>
        ))}
        <Button
          size="small"
          onClick={() => onChange({ hours: [...hours, { weekdays: [6, 7], begins: 540, ends: 720 }] })}
        >
          {t('flow.addHours')}
        </Button>
      </Form.Item>
      {(['closed_days', 'working_days'] as const).map((field) => (
        <Form.Item key={field} label={t(`flow.${field}`)} htmlFor={`flow-${field}`}>
          <Select
            id={`flow-${field}`}
            mode="tags"
            tokenSeparators={[',', ' ']}
            placeholder="2026-10-01"
            value={node[field] ?? []}
            onChange={(days) => onChange({ [field]: days })}
          />
        </Form.Item>
      ))}
    </>
  );
}
