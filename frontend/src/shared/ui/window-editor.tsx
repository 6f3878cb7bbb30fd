import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import './window-editor.css';
import { clockOf, minutesOf, newWindow, type Window } from '@/shared/ui/windows';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** When a rule counts: no window means always; one that ends before it begins goes over midnight. */
export function WindowEditor({
  windows,
  none,
  onChange,
}: {
  windows: Window[];
  /** what the button says while there is no window; usually that it counts always */
  none?: string;
  onChange(windows: Window[]): void;
}) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<Window>) =>
    onChange(windows.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const time = (index: number, field: 'begins' | 'ends') => (
    <Input
      key={`${field} ${windows[index]?.[field]}`}
      style={{ width: 64 }}
      aria-label={t(`recordings.${field}`)}
      defaultValue={clockOf(windows[index]?.[field] ?? 0)}
      onBlur={(event) => change(index, { [field]: minutesOf(event.target.value) ?? windows[index]?.[field] })}
    />
  );
  return (
    <div className="recording-windows">
      {windows.map((window, index) => (
        <div className="recording-window" key={index}>
          <Select
            mode="multiple"
            maxTagCount="responsive"
            style={{ width: 170 }}
            aria-label={t('recordings.weekdays')}
            value={window.weekdays}
            options={DAYS.map((value) => ({ value, label: t(`recordings.days.${value}`) }))}
            onChange={(weekdays) => change(index, { weekdays: [...weekdays].sort() })}
          />
          {time(index, 'begins')} – {time(index, 'ends')}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('recordings.removeWindow')}
            onClick={() => onChange(windows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        style={{ width: 170 }}
        onClick={() => onChange([...windows, newWindow()])}
      >
        {windows.length ? t('recordings.addWindow') : (none ?? t('recordings.always'))}
      </Button>
    </div>
  );
}
