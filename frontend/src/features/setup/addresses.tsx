import { Alert, Button, Empty, Popconfirm, Skeleton, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Medium } from '@/entities/work';
import { errorCode } from '@/shared/graphql/errors';
import type {
  RoutingSetupWholeFragment,
  ServiceAddressRowFragment,
} from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { AddressDialog } from './address-dialog';
import { ServiceAddressDropMutation, ServiceAddressesDocument } from './address-documents';

const KINDS = ['MAIL', 'SMS'] as const;

/** What citizens write to here, and how answers from there begin and end. */
export function Addresses({ routing }: { routing: RoutingSetupWholeFragment }) {
  const { t } = useTranslation();
  const [{ data, error }, ask] = useLiveQuery({ query: ServiceAddressesDocument });
  const again = () => ask({ requestPolicy: 'network-only' });
  const [drop, dropping] = useAction(ServiceAddressDropMutation);
  const [editing, setEditing] = useState<ServiceAddressRowFragment | 'new' | null>(null);
  const rows = data?.serviceAddresses;
  if (error && !rows)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t(`error.${errorCode(error)}`)}
        action={<Button onClick={again}>{t('action.retry')}</Button>}
      />
    );
  if (!rows) return <Skeleton active />;
  const off = rows.some((row) => !data.workSetup.media.some((each) => each.medium === row.kind && each.isOn));
  const queueName = (key: string) => routing.queues.find((queue) => queue.key === key)?.name ?? key;
  return (
    <>
      <p className="setup-hint">{t('address.hint')}</p>
      {off && <Alert type="warning" showIcon title={t('address.switchedOff')} style={{ marginBottom: 10 }} />}
      <Space className="setup-head">
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('address.new')}
        </Button>
      </Space>
      <Table
        size="small"
        rowKey="id"
        dataSource={[...rows]}
        pagination={false}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('address.none')} />,
        }}
        columns={[
          {
            key: 'kind',
            title: t('address.kind'),
            width: 100,
            render: (_, row) => <Medium medium={row.kind} />,
          },
          {
            key: 'address',
            title: t('address.address'),
            render: (_, row) => (
              <Space>
                <strong>{row.address}</strong>
                {!row.isOpen && <Tag>{t('address.closed')}</Tag>}
              </Space>
            ),
          },
          { dataIndex: 'name', title: t('address.name') },
          {
            key: 'queue',
            title: t('address.queue'),
            render: (_, row) => (row.queue ? queueName(row.queue) : t('address.byRule')),
          },
          {
            key: 'receipt',
            title: t('address.receipt'),
            ellipsis: true,
            render: (_, row) => row.receipt || '–',
          },
          {
            key: 'do',
            width: 190,
            render: (_, row) => (
              <Space>
                <Button size="small" onClick={() => setEditing(row)}>
                  {t('action.edit')}
                </Button>
                <Popconfirm
                  title={t('address.dropSure', { address: row.address })}
                  okText={t('address.drop')}
                  onConfirm={() => drop({ id: row.id }).then(again)}
                >
                  <Button size="small" danger disabled={dropping}>
                    {t('address.drop')}
                  </Button>
                </Popconfirm>
              </Space>
            ),
          },
        ]}
      />
      {editing && (
        <AddressDialog
          address={editing === 'new' ? null : editing}
          kinds={KINDS.filter((kind) => data.workSetup.media.some((each) => each.medium === kind))}
          queues={routing.queues.map((queue) => ({ value: queue.key, label: queue.name }))}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            again();
          }}
        />
      )}
    </>
  );
}
