import { DeleteOutlined, EditOutlined, KeyOutlined, PlusOutlined, SendOutlined } from '@ant-design/icons';
import {
  Alert,
  Button,
  Empty,
  Modal,
  Popconfirm,
  Space,
  Table,
  type TableColumnsType,
  Tag,
  Typography,
} from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '@/shared/graphql/errors';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { isMail, type Recipient, RecipientDialog, shownAddress } from './recipient-dialog';
import { SendDialog } from './send-dialog';
import { RecipientRemoveMutation, RecipientRenewMutation, RecipientsDocument } from './sending-documents';

/** To whom statistics are sent. */
export function Recipients({ onSent }: { onSent(): void }) {
  const { t } = useTranslation();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: RecipientsDocument, variables: {} });
  const [edited, setEdited] = useState<Recipient | 'new' | null>(null);
  const [sent, setSent] = useState<Recipient | null>(null);
  const [secret, setSecret] = useState('');
  const [remove] = useAction(RecipientRemoveMutation);
  const [renew] = useAction(RecipientRenewMutation);
  const again = () => ask({ requestPolicy: 'network-only' });
  const columns: TableColumnsType<Recipient> = [
    {
      key: 'name',
      title: t('sending.name'),
      width: 180,
      render: (_, row) => (
        <>
          {row.name} {!row.isOpen && <Tag>{t('sending.closed')}</Tag>}
        </>
      ),
    },
    {
      key: 'url',
      title: t('sending.url'),
      ellipsis: true,
      render: (_, row) => <code>{shownAddress(row.url)}</code>,
    },
    {
      key: 'subjects',
      title: t('sending.subjects'),
      width: 240,
      render: (_, row) => row.subjects.map((subject) => t(`statistics.subject.${subject}`)).join('、'),
    },
    {
      key: 'every',
      title: t('sending.every'),
      width: 150,
      render: (_, row) => `${t(`sending.of.${row.every}`)} · ${String(row.hour).padStart(2, '0')}:00`,
    },
    {
      key: 'actions',
      width: 190,
      render: (_, row) => (
        <Space size={0}>
          <Act icon={<SendOutlined />} label={t('sending.send')} onClick={() => setSent(row)} />
          <Act icon={<EditOutlined />} label={t('sending.change')} onClick={() => setEdited(row)} />
          {!isMail(row.url) && (
            <Popconfirm
              title={t('sending.renewSure')}
              onConfirm={async () => {
                const outcome = await renew({ id: row.id });
                if (outcome?.ok) setSecret(outcome.payload.secret ?? '');
              }}
            >
              <Act icon={<KeyOutlined />} label={t('sending.renew')} />
            </Popconfirm>
          )}
          <Popconfirm
            title={t('sending.removeSure')}
            onConfirm={async () => (await remove({ id: row.id }))?.ok && again()}
          >
            <Act icon={<DeleteOutlined />} label={t('sending.remove')} />
          </Popconfirm>
        </Space>
      ),
    },
  ];
  return (
    <section>
      <div className="sending-head">
        <h2>{t('sending.recipients')}</h2>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {t('sending.add')}
        </Button>
      </div>
      {error && !data && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={again}>{t('action.retry')}</Button>}
        />
      )}
      <Table<Recipient>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={data?.reportRecipients ?? []}
        loading={fetching && !data}
        pagination={false}
        scroll={{ x: 900 }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('sending.nobody')} />,
        }}
      />
      {edited && (
        <RecipientDialog
          recipient={edited === 'new' ? null : edited}
          onClose={(done, made) => {
            setEdited(null);
            if (made) setSecret(made);
            if (done) again();
          }}
        />
      )}
      {sent && (
        <SendDialog
          recipient={sent}
          onClose={(done) => {
            setSent(null);
            if (done) onSent();
          }}
        />
      )}
      <Modal
        open={secret !== ''}
        title={t('sending.secret')}
        closable={false}
        footer={
          <Button type="primary" onClick={() => setSecret('')}>
            {t('sending.noted')}
          </Button>
        }
      >
        <p>{t('sending.secretHint')}</p>
        <Typography.Text code copyable>
          {secret}
        </Typography.Text>
      </Modal>
    </section>
  );
}

interface ActProps {
  icon: React.ReactNode;
  label: string;
  onClick?: () => void;
}

function Act({ icon, label, ...rest }: ActProps) {
  return <Button type="text" size="small" icon={icon} aria-label={label} title={label} {...rest} />;
}
