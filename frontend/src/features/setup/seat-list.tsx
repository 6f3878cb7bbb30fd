import { Button, Input, Popconfirm, Segmented, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleSetupQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { mediaTag } from '@/shared/ui/sip';
import { SeatPhone } from './seat-phone';
import { SeatCloseMutation, SeatSetMutation } from './setup-documents';

interface Props {
  setup: PeopleSetupQuery['peopleSetup'];
  again(): void;
}

/** Workplaces: near or remote, their number, who sits there. */
export function SeatList({ setup, again }: Props) {
  const { t } = useTranslation();
  const empty = { key: `${setup.tenant}-`, number: '', remote: false };
  const [seat, setSeat] = useState(empty);
  const [save] = useAction(SeatSetMutation);
  const [close] = useAction(SeatCloseMutation);
  const [phoned, setPhoned] = useState<PeopleSetupQuery['peopleSetup']['seats'][number] | null>(null);
  return (
    <>
      <Space wrap className="setup-head">
        <Input
          aria-label={t('setup.seatKey')}
          placeholder={t('setup.seatKey')}
          value={seat.key}
          onChange={(e) => setSeat({ ...seat, key: e.target.value.trim() })}
        />
        <Input
          aria-label={t('setup.seatNumber')}
          placeholder={t('setup.seatNumber')}
          maxLength={16}
          value={seat.number}
          onChange={(e) => setSeat({ ...seat, number: e.target.value.trim() })}
        />
        <Segmented
          value={seat.remote ? 'remote' : 'near'}
          onChange={(value) => setSeat({ ...seat, remote: value === 'remote' })}
          options={(['near', 'remote'] as const).map((value) => ({ value, label: t(`setup.${value}`) }))}
        />
        <Button
          type="primary"
          disabled={!seat.number || seat.key === empty.key}
          onClick={async () => {
            const outcome = await save(seat);
            if (outcome?.ok) setSeat(empty);
            again();
          }}
        >
          {t('action.save')}
        </Button>
      </Space>
      <Table
        size="small"
        rowKey="key"
        dataSource={[...setup.seats]}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { dataIndex: 'key', title: t('setup.seatKey') },
          { dataIndex: 'number', title: t('setup.seatNumber') },
          {
            dataIndex: 'remote',
            title: t('setup.place'),
            render: (remote: boolean) => t(remote ? 'setup.remote' : 'setup.near'),
          },
          {
            key: 'phone',
            title: t('sip.phone'),
            render: (_, row) =>
              row.phone ? mediaTag(t, row.phone.transport, row.phone.media) : t('sip.browser'),
          },
          {
            dataIndex: 'agent',
            title: t('setup.sitsHere'),
            render: (agent: string | null) => agent?.split(':').pop() ?? '–',
          },
          {
            key: 'do',
            width: 260,
            render: (_, row) => (
              <Space>
                <Button size="small" onClick={() => setPhoned(row)}>
                  {t('sip.phone')}…
                </Button>
                <Button
                  size="small"
                  onClick={() => setSeat({ key: row.key, number: row.number, remote: row.remote })}
                >
                  {t('action.edit')}
                </Button>
                <Popconfirm
                  title={t(row.agent ? 'setup.seatUsedSure' : 'setup.removeSure', { name: row.key })}
                  okText={t('setup.remove')}
                  onConfirm={async () => {
                    await close({ key: row.key });
                    again();
                  }}
                >
                  <Button size="small" danger>
                    {t('setup.remove')}
                  </Button>
                </Popconfirm>
              </Space>
            ),
          },
        ]}
      />
      {phoned && (
        <SeatPhone
          seat={phoned}
          onClose={() => {
            setPhoned(null);
            again();
          }}
        />
      )}
    </>
  );
}
