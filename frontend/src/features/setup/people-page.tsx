import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Popconfirm, Skeleton, Space, Table, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '@/shared/graphql/errors';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { Page } from '@/shared/ui/page';
import { AgentDialog, type SetupAgent } from './agent-dialog';
import { SeatList } from './seat-list';
import { AgentDeactivateMutation, PeopleSetupDocument } from './setup-documents';
import './setup.css';

/** Who takes calls here, and at which workplaces. */
export function PeoplePage() {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<SetupAgent | 'new' | null>(null);
  const [{ data, error }, ask] = useLiveQuery({ query: PeopleSetupDocument });
  const [deactivate] = useAction(AgentDeactivateMutation);
  const again = () => ask({ requestPolicy: 'network-only' });
  const setup = data?.peopleSetup;
  const agents = setup && (
    <>
      <div className="setup-head">
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {t('setup.addAgent')}
        </Button>
      </div>
      <Table<SetupAgent>
        size="small"
        rowKey="agentNumber"
        dataSource={[...setup.agents]}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { dataIndex: 'agentNumber', title: t('setup.agentNumber'), width: 110 },
          { dataIndex: 'displayName', title: t('setup.displayName') },
          { dataIndex: 'username', title: t('setup.username') },
          {
            key: 'is',
            title: t('setup.options'),
            render: (_, a) => (
              <Space size={4} wrap>
                {a.supervisor && <Tag color="gold">★ {t('setup.supervisor')}</Tag>}
                {a.autoAnswer && <Tag>⚡ {t('setup.autoAnswer')}</Tag>}
                {a.state !== 'SIGNED_OUT' && <Tag color="green">● {t('setup.signedIn')}</Tag>}
              </Space>
            ),
          },
          {
            key: 'do',
            width: 190,
            render: (_, a) => (
              <Space>
                <Button size="small" onClick={() => setEdited(a)}>
                  {t('action.edit')}
                </Button>
                <Popconfirm
                  title={t('setup.deactivateSure', { name: a.displayName })}
                  okText={t('setup.deactivate')}
                  onConfirm={async () => {
                    await deactivate({ agentNumber: a.agentNumber });
                    again();
                  }}
                >
                  <Button size="small" danger>
                    {t('setup.deactivate')}
                  </Button>
                </Popconfirm>
              </Space>
            ),
          },
        ]}
      />
    </>
  );
  return (
    <Page title={t('nav.people')}>
      {error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={again}>{t('action.retry')}</Button>}
        />
      )}
      {!setup && !error && <Skeleton active />}
      {setup && (
        <Tabs
          items={[
            { key: 'agents', label: t('setup.agents'), children: agents },
            { key: 'seats', label: t('setup.seats'), children: <SeatList setup={setup} again={again} /> },
          ]}
        />
      )}
      {edited && (
        <AgentDialog
          agent={edited === 'new' ? null : edited}
          onClose={(saved) => {
            setEdited(null);
            if (saved) again();
          }}
        />
      )}
    </Page>
  );
}
