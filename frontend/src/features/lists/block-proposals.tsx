import { App, Badge, Button, Card, Popconfirm, Space, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { graphql } from '@/shared/graphql/generated';
import type { BlockProposalsQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime } from '@/shared/ui/time';

const BlockProposalsDocument = graphql(`
  query BlockProposals { blockProposals { id number reason days agent at contactId } }
`);
const BlockProposalDecideMutation = graphql(`
  mutation BlockProposalDecide($id: ID!, $accept: Boolean!) {
    blockProposalDecide(id: $id, accept: $accept) { proposal { id } errors { code field message } }
  }
`);
type Proposal = BlockProposalsQuery['blockProposals'][number];

/** Callers whom agents wish to be blocked; nothing is shown while there are none. */
export function BlockProposals({ onDecided }: { onDecided(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [{ data }, ask] = useLiveQuery({ query: BlockProposalsDocument });
  const [decide] = useAction(BlockProposalDecideMutation);
  const rows = data?.blockProposals ?? [];
  if (rows.length === 0) return null;
  const settle = async (row: Proposal, accept: boolean) => {
    const outcome = await decide({ id: row.id, accept });
    if (outcome?.ok) void message.success(t(accept ? 'block.accepted' : 'block.refused'));
    ask({ requestPolicy: 'network-only' });
    onDecided();
  };
  return (
    <Card
      size="small"
      className="block-proposals"
      style={{ marginBottom: 12 }}
      title={
        <Space>
          {t('block.proposals')}
          <Badge count={rows.length} />
        </Space>
      }
    >
      <Table<Proposal>
        size="small"
        rowKey="id"
        dataSource={[...rows]}
        pagination={{ pageSize: 5, hideOnSinglePage: true }}
        columns={[
          {
            key: 'number',
            title: t('lists.number'),
            width: 150,
            render: (_, row) => localNumber(row.number),
          },
          { dataIndex: 'reason', title: t('lists.reason') },
          {
            key: 'days',
            title: t('block.term'),
            width: 110,
            render: (_, row) => t('block.days', { count: row.days }),
          },
          { dataIndex: 'agent', title: t('block.agent'), width: 160 },
          { key: 'at', title: t('block.at'), width: 165, render: (_, row) => dateTime(row.at) },
          {
            key: 'do',
            width: 190,
            render: (_, row) => (
              <Space>
                <Popconfirm
                  title={t('block.acceptTitle', { number: localNumber(row.number) })}
                  okText={t('block.accept')}
                  cancelText={t('action.cancel')}
                  onConfirm={() => settle(row, true)}
                >
                  <Button size="small" danger>
                    {t('block.accept')}
                  </Button>
                </Popconfirm>
                <Button size="small" onClick={() => void settle(row, false)}>
                  {t('block.refuse')}
                </Button>
              </Space>
            ),
          },
        ]}
      />
    </Card>
  );
}
