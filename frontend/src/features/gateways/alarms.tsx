import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { GatewayOverviewFragment } from '@/shared/graphql/generated/graphql';
import { dateTime } from '@/shared/ui/time';

type Alarm = GatewayOverviewFragment['alarms'][number];

/** What people must know of, newest first. */
export function Alarms({ alarms }: { alarms: readonly Alarm[] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Alarm> = [
    { key: 'at', title: t('gateways.at'), width: 170, render: (_, a) => dateTime(a.at) },
    { key: 'kind', title: t('gateways.what'), width: 260, render: (_, a) => t(`gateways.alarm.${a.kind}`) },
    { key: 'subject', title: t('gateways.subject'), width: 180, dataIndex: 'subject' },
    { key: 'detail', title: t('gateways.detail'), dataIndex: 'detail' },
    { key: 'count', title: t('gateways.times'), width: 80, align: 'right', dataIndex: 'count' },
  ];
  return (
    <section aria-label={t('gateways.alarms')}>
      <h2>{t('gateways.alarms')}</h2>
      <Table<Alarm>
        size="small"
        columns={columns}
        dataSource={[...alarms]}
        rowKey={(a) => `${a.at} ${a.kind} ${a.subject} ${a.detail}`}
        pagination={alarms.length > 10 ? { pageSize: 10, size: 'small' } : false}
        locale={{ emptyText: t('gateways.noAlarms') }}
      />
    </section>
  );
}
