import { FilterOutlined } from '@ant-design/icons';
import { Badge, Button, Form, Input, InputNumber, Popover, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { trunkName } from '@/entities/names';
import { CitizenSelect } from './citizen-select';
import { type RecordingSearch, rarerOf } from './recording-search';

interface Props {
  search: RecordingSearch;
  queues: readonly { key: string; name: string }[];
  trunks: readonly string[];
  onChange(part: RecordingSearch): void;
}

const NONE = {
  queue: undefined,
  node: undefined,
  trunk: undefined,
  case: undefined,
  citizen: undefined,
  shortest: undefined,
  longest: undefined,
  held: undefined,
};

/** The rarer conditions of the search, with their number on the button. */
export function MoreFilters({ search, queues, trunks, onChange }: Props) {
  const { t } = useTranslation();
  const word = (field: 'node' | 'case') => (
    <Form.Item label={t(`recordings.${field}`)}>
      <Input
        key={search[field] ?? ''}
        allowClear
        aria-label={t(`recordings.${field}`)}
        defaultValue={search[field]}
        onBlur={(event) => onChange({ [field]: event.target.value.trim() || undefined })}
        onPressEnter={(event) => onChange({ [field]: event.currentTarget.value.trim() || undefined })}
      />
    </Form.Item>
  );
  const seconds = (field: 'shortest' | 'longest') => (
    <InputNumber
      min={0}
      max={86_400}
      style={{ width: 120 }}
      aria-label={t(`recordings.${field}`)}
      placeholder={t(`recordings.${field}`)}
      suffix={t('recordings.seconds')}
      value={search[field]}
      onChange={(value) => onChange({ [field]: value ?? undefined })}
    />
  );
  const count = rarerOf(search);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Form layout="vertical" style={{ width: 270 }}>
          <Form.Item label={t('recordings.queue')}>
            <Select
              allowClear
              showSearch
              optionFilterProp="label"
              aria-label={t('recordings.queue')}
              value={search.queue}
              options={queues.map(({ key, name }) => ({ value: key, label: name }))}
              onChange={(queue) => onChange({ queue })}
            />
          </Form.Item>
          <Form.Item label={t('recordings.trunk')}>
            <Select
              allowClear
              showSearch
              optionFilterProp="label"
              aria-label={t('recordings.trunk')}
              value={search.trunk}
              options={trunks.map((key) => ({ value: key, label: trunkName(key, t) }))}
              onChange={(trunk) => onChange({ trunk })}
            />
          </Form.Item>
          <Form.Item label={t('recordings.length')}>
            {seconds('shortest')} – {seconds('longest')}
          </Form.Item>
          {word('case')}
          <Form.Item label={t('recordings.citizen')}>
            <CitizenSelect value={search.citizen} onChange={(citizen) => onChange({ citizen })} />
          </Form.Item>
          {word('node')}
          <Form.Item label={t('recordings.held')}>
            <Select
              allowClear
              aria-label={t('recordings.held')}
              value={search.held}
              options={[
                { value: true, label: t('recordings.isHeld') },
                { value: false, label: t('recordings.notHeld') },
              ]}
              onChange={(held) => onChange({ held })}
            />
          </Form.Item>
          <Button block disabled={count === 0} onClick={() => onChange(NONE)}>
            {t('action.clear')}
          </Button>
        </Form>
      }
    >
      <Badge count={count} size="small">
        <Button icon={<FilterOutlined />}>{t('recordings.more')}</Button>
      </Badge>
    </Popover>
  );
}
