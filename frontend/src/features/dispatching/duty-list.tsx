import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Empty, Popconfirm, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '@/shared/graphql/errors';
import type { DutyQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { clock } from '@/shared/ui/clock';
import { DutyDocument, DutyDropMutation } from './dispatch-documents';
import { DutyDialog } from './duty-dialog';
import { OnDuty } from './on-duty';

type Duty = DutyQuery['dutyContacts'][number];

/** Who of which unit is called when. */
export function DutyList() {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Duty | 'new' | null>(null);
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: DutyDocument });
  const [drop] = useAction(DutyDropMutation);
  const again = () => ask({ requestPolicy: 'network-only' });
  const hours = (d: Duty) =>
    [
      d.weekdays.length === 0 || d.weekdays.length === 7
        ? t('dispatching.everyDay')
        : d.weekdays.map((day) => t(`weekday.${day as 1}`)).join('、'),
      d.fromMinute === d.toMinute ? t('dispatching.allDay') : `${clock(d.fromMinute)}–${clock(d.toMinute)}`,
    ].join(' · ');
  const columns: TableColumnsType<Duty> = [
    { key: 'unit', title: t('dispatching.department'), width: 200, render: (_, d) => d.departmentName },
    { key: 'name', title: t('dispatching.person'), width: 140, render: (_, d) => d.name },
    { key: 'numbers', title: t('dispatching.numbers'), width: 260, render: (_, d) => d.numbers.join(' / ') },
    { key: 'hours', title: t('dispatching.hours'), render: (_, d) => hours(d) },
    {
      key: 'on',
      title: t('dispatching.now'),
      width: 110,
      render: (_, d) => <OnDuty on={d.onDuty} />,
    },
    { key: 'note', title: t('dispatching.note'), width: 180, render: (_, d) => d.note || '–' },
    {
      key: 'do',
      title: '',
      width: 150,
      render: (_, d) => (
        <Space>
          <Button size="small" onClick={() => setEdited(d)}>
            {t('action.edit')}
          </Button>
          <Popconfirm
            title={t('dispatching.dropSure', { name: d.name })}
            okText={t('dispatching.remove')}
            onConfirm={async () => {
              await drop({ id: d.id });
              again();
            }}
          >
            <Button size="small" danger>
              {t('dispatching.remove')}
            </Button>
          </Popconfirm>
        </Space>
      ),
    },
  ];
  return (
    <>
      {error && !data && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={again}>{t('action.retry')}</Button>}
        />
      )}
      <div className="dispatch-duty-head">
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {t('dispatching.addDuty')}
        </Button>
      </div>
      <Table<Duty>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={data ? [...data.dutyContacts] : []}
        loading={fetching && !data}
        scroll={{ x: 1000 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('dispatching.dutyEmpty')} />,
        }}
      />
      {edited && (
        <DutyDialog
          duty={edited === 'new' ? null : edited}
          departments={data?.dutyDepartments ?? []}
          onClose={(saved) => {
            setEdited(null);
            if (saved) again();
          }}
        />
      )}
    </>
  );
}
