import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { clock, minuteOf } from '@/shared/ui/clock';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import { DutySaveMutation } from './dispatch-documents';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
interface Props {
  duty: DutyQuery['dutyContacts'][number] | null;
  departments: DutyQuery['dutyDepartments'];
  onClose(saved: boolean): void;
}

/** Who is called, at which numbers, on which days from when to when. */
export function DutyDialog({ duty, departments, onClose }: Props) {
  const { t } = useTranslation();
  const [department, setDepartment] = useState(duty?.departmentCode);
  const [name, setName] = useState(duty?.name ?? '');
  const [numbers, setNumbers] = useState([duty?.numbers[0] ?? '', duty?.numbers[1] ?? '']);
  const [days, setDays] = useState<number[]>(duty ? [...duty.weekdays] : []);
  const [from, setFrom] = useState(clock(duty?.fromMinute ?? 0));
  const [to, setTo] = useState(clock(duty?.toMinute ?? 0));
  const [note, setNote] = useState(duty?.note ?? '');
  const [problem, setProblem] = useState('');
  const [save, saving] = useAction(DutySaveMutation, { quiet: true });
  useFirstFocus('duty-name');
  const submit = async () => {
    const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)];
    if (!department || !name.trim() || !numbers[0]?.trim()) return setProblem(t('dispatching.needDuty'));
    if (fromMinute === undefined || toMinute === undefined) return setProblem(t('dispatching.needHours'));
    const outcome = await save({
      id: duty?.id ?? null,
      input: { departmentCode: department, name, numbers, weekdays: days, fromMinute, toMinute, note },
    });
    if (outcome?.ok) onClose(true);
    else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Modal
      open
      title={t(duty ? 'dispatching.editDuty' : 'dispatching.addDuty')}
      okText={t('action.save')}
      confirmLoading={saving}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
      width={520}
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} className="dispatch-problem" />}
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('dispatching.department')} htmlFor="duty-department" required>
          <Select
            id="duty-department"
            showSearch
            optionFilterProp="label"
            value={department}
            onChange={setDepartment}
            options={departments.map((d) => ({ value: d.code, label: d.name }))}
          />
        </Form.Item>
        <Form.Item label={t('dispatching.person')} htmlFor="duty-name" required>
          <Input id="duty-name" maxLength={64} value={name} onChange={(e) => setName(e.target.value)} />
        </Form.Item>
        <div className="dispatch-two even">
          {(['first', 'second'] as const).map((which, index) => (
            <Form.Item
              key={which}
              label={t(`dispatching.${which}Number`)}
              htmlFor={`duty-${which}`}
              required={index === 0}
            >
              <Input
                id={`duty-${which}`}
                maxLength={32}
                value={numbers[index]}
                onChange={(e) => setNumbers(numbers.map((n, i) => (i === index ? e.target.value : n)))}
              />
            </Form.Item>
          ))}
        </div>
        <Form.Item label={t('dispatching.days')} extra={t('dispatching.daysHint')}>
          <Checkbox.Group
            value={days}
            onChange={setDays}
            options={DAYS.map((value) => ({ value, label: t(`weekday.${value}`) }))}
          />
        </Form.Item>
        <div className="dispatch-two even">
          <Form.Item label={t('dispatching.from')} htmlFor="duty-from">
            <Input id="duty-from" value={from} onChange={(e) => setFrom(e.target.value)} />
          </Form.Item>
          <Form.Item label={t('dispatching.to')} htmlFor="duty-to" extra={t('dispatching.toHint')}>
            <Input id="duty-to" value={to} onChange={(e) => setTo(e.target.value)} />
          </Form.Item>
        </div>
        <Form.Item label={t('dispatching.note')} htmlFor="duty-note">
          <Input id="duty-note" maxLength={200} value={note} onChange={(e) => setNote(e.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
