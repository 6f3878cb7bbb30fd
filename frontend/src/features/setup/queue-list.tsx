import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/entities/names';
import type { RoutingSetupWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { QueueDialog, type SetupQueue } from './queue-dialog';
import { QueueCloseMutation, QueueOpenMutation } from './setup-documents';

interface Props {
  setup: RoutingSetupWholeFragment;
  again(): void;
}

/** The waiting lines here; closing one with callers in it is asked about twice. */
export function QueueList({ setup, again }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { modal, message } = App.useApp();
  const [edited, setEdited] = useState<SetupQueue | 'new' | null>(null);
  const [close] = useAction(QueueCloseMutation, { quiet: true });
  const [open] = useAction(QueueOpenMutation);
  const closeIt = async (queue: SetupQueue, sure: boolean) => {
    const outcome = await close({ key: queue.key, revision: queue.revision, sure });
    if (!outcome) return;
    if (outcome.ok) return again();
    const text = outcome.errors.map((e) => e.message).join(' ');
    if (outcome.errors.some((e) => e.code === 'CALLERS_WAIT')) ask(queue, text, true);
    else void message.error(text);
  };
  const ask = (queue: SetupQueue, content: string, sure: boolean) =>
    void modal.confirm({
      title: t('setup.closeSure', { name: queue.name }),
      content,
      okText: t('setup.close'),
      okButtonProps: { danger: true },
      onOk: () => void closeIt(queue, sure),
    });
  const columns: TableColumnsType<SetupQueue> = [
    {
      key: 'name',
      title: t('setup.name'),
      width: 160,
      render: (_, q) => (
        <Space>
          <strong>{q.name}</strong>
          {!q.isActive && <Tag>✕ {t('setup.closed')}</Tag>}
        </Space>
      ),
    },
    { key: 'key', title: t('setup.key'), render: (_, q) => <code>{q.key}</code> },
    { key: 'waiting', title: t('setup.waiting'), width: 90, render: (_, q) => q.waiting },
    {
      key: 'level',
      title: t('setup.serviceLevelSeconds'),
      width: 140,
      render: (_, q) => `${q.serviceLevelSeconds} s`,
    },
    { key: 'wrap', title: t('setup.wrapUpSeconds'), width: 120, render: (_, q) => `${q.wrapUpSeconds} s` },
    {
      key: 'overflow',
      title: t('setup.overflow'),
      render: (_, q) =>
        q.overflow.map((o) => `${o.afterSeconds} s → ${names.queue(o.queue)}`).join(', ') || '–',
    },
    {
      key: 'with',
      title: t('setup.options'),
      render: (_, q) => (
        <Space size={4} wrap>
          {q.record && <Tag>● {t('setup.record')}</Tag>}
          {q.callBack && <Tag color="blue">↩ {t('setup.callBack')}</Tag>}
        </Space>
      ),
    },
    {
      key: 'do',
      title: '',
      width: 160,
      render: (_, q) =>
        q.isActive ? (
          <Space>
            <Button size="small" onClick={() => setEdited(q)}>
              {t('action.edit')}
            </Button>
            <Button size="small" danger onClick={() => ask(q, t('setup.closeHint'), false)}>
              {t('setup.close')}
            </Button>
          </Space>
        ) : (
          <Button
            size="small"
            onClick={async () => {
              await open({ key: q.key, revision: q.revision });
              again();
            }}
          >
            {t('setup.reopen')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <div className="setup-head">
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {t('setup.addQueue')}
        </Button>
      </div>
      <Table<SetupQueue>
        size="small"
        rowKey="key"
        columns={columns}
        dataSource={[...setup.queues]}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 1000 }}
      />
      {edited && (
        <QueueDialog
          queue={edited === 'new' ? null : edited}
          all={setup.allQueues}
          prompts={setup.prompts}
          onClose={(saved) => {
            setEdited(null);
            if (saved) again();
          }}
        />
      )}
    </>
  );
}
