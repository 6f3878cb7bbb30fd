import {
  Alert,
  App,
  Checkbox,
  DatePicker,
  Form,
  Input,
  InputNumber,
  Modal,
  Radio,
  Select,
  Space,
} from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '@/shared/graphql/generated';
import type { ListKind } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useViewer } from '@/shared/session/session';
import { useFirstFocus } from '@/shared/ui/use-first-focus';

const ServicesDocument = graphql(`
  query Services { services { number flow } }
`);
const ListedNumberKeepMutation = graphql(`
  mutation ListedNumberKeep(
    $number: String!, $kind: ListKind!, $reason: String!, $until: DateTime, $services: [String!], $tenant: String,
    $priority: Int, $free: Boolean
  ) {
    listedNumberKeep(
      number: $number, kind: $kind, reason: $reason, until: $until, services: $services, tenant: $tenant,
      priority: $priority, free: $free
    ) { entry { id } errors { code field message } }
  }
`);

interface Props {
  number?: string;
  reason?: string;
  kind?: ListKind;
  services?: readonly string[];
  priority?: number;
  free?: boolean;
  until?: string | null;
  /** Of an entry that is renewed: its tenant's key, "" for the whole city. */
  tenant?: string;
  onClose(done: boolean): void;
}

/** A number onto the black or white list: why, until when, for which services. */
export function ListNumberDialog(props: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const viewer = useViewer();
  const city = viewer.tenant.kind === 'CITY';
  const [number, setNumber] = useState(props.number ?? '');
  const [kind, setKind] = useState<ListKind>(props.kind ?? 'BLACK');
  const [reason, setReason] = useState(props.reason ?? '');
  const [until, setUntil] = useState<Dayjs | null>(
    props.until === undefined ? dayjs().add(30, 'day') : props.until ? dayjs(props.until) : null,
  );
  const [services, setServices] = useState<string[]>([...(props.services ?? [])]);
  const [priority, setPriority] = useState(props.priority ?? 0);
  const [free, setFree] = useState(props.free ?? false);
  const [own, setOwn] = useState(props.tenant === undefined ? !city : props.tenant !== '');
  const [problem, setProblem] = useState('');
  const [{ data }] = useQuery({ query: ServicesDocument });
  const [keep, keeping] = useAction(ListedNumberKeepMutation, { quiet: true });
  useFirstFocus(props.number ? 'list-reason' : 'list-number');
  const submit = async () => {
    if (!number.trim() || !reason.trim()) return setProblem(t('form.required'));
    const outcome = await keep({
      number: number.trim(),
      kind,
      reason: reason.trim(),
      until: until?.toISOString() ?? null,
      services,
      priority: kind === 'WHITE' ? priority : 0,
      free: kind === 'WHITE' && free,
      tenant: own ? props.tenant || viewer.tenant.key : '',
    });
    if (outcome?.ok) {
      void message.success(t('lists.kept'));
      props.onClose(true);
    } else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Modal
      open
      title={t('lists.add')}
      okText={t('action.save')}
      confirmLoading={keeping}
      onOk={() => void submit()}
      onCancel={() => props.onClose(false)}
      width={480}
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 10 }} />}
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('lists.kind')}>
          <Radio.Group
            value={kind}
            onChange={(e) => setKind(e.target.value as ListKind)}
            options={[
              { value: 'BLACK', label: t('listKind.BLACK') },
              { value: 'WHITE', label: t('listKind.WHITE') },
            ]}
          />
        </Form.Item>
        {kind === 'WHITE' && (
          <Form.Item label={t('grant.effects')} extra={t('grant.hint')}>
            <Space size="large" wrap>
              <Space>
                <label htmlFor="list-priority">{t('grant.queuePriority')}</label>
                <InputNumber
                  id="list-priority"
                  min={0}
                  max={1000}
                  precision={0}
                  value={priority}
                  onChange={(value) => setPriority(value ?? 0)}
                />
              </Space>
              <Checkbox checked={free} onChange={(e) => setFree(e.target.checked)}>
                {t('grant.free')}
              </Checkbox>
            </Space>
          </Form.Item>
        )}
        <Form.Item label={t('lists.number')} htmlFor="list-number" required>
          <Input
            id="list-number"
            value={number}
            maxLength={25}
            disabled={props.number !== undefined}
            onChange={(e) => setNumber(e.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('lists.reason')} htmlFor="list-reason" required>
          <Input
            id="list-reason"
            value={reason}
            maxLength={200}
            onChange={(e) => setReason(e.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('lists.until')} htmlFor="list-until" extra={t('lists.untilHint')}>
          <DatePicker
            id="list-until"
            showTime
            value={until}
            minDate={dayjs()}
            onChange={setUntil}
            style={{ width: '100%' }}
          />
        </Form.Item>
        <Form.Item label={t('lists.services')} htmlFor="list-services" extra={t('lists.servicesHint')}>
          <Select
            id="list-services"
            mode="multiple"
            value={services}
            onChange={setServices}
            options={(data?.services ?? []).map((each) => ({ value: each.number, label: each.number }))}
          />
        </Form.Item>
        {city && (
          <Form.Item label={t('lists.reach')}>
            <Radio.Group
              value={own}
              onChange={(e) => setOwn(e.target.value as boolean)}
              options={[
                { value: false, label: t('lists.wholeCity') },
                { value: true, label: t('lists.ownCalls') },
              ]}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
