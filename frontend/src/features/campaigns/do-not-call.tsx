import { Button, Form, Input, Popconfirm, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoNotCallListQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime } from '@/shared/ui/time';
import { DoNotCallAddMutation, DoNotCallDocument, DoNotCallDropMutation } from './campaign-documents';
import type { CampaignSearch } from './campaign-search';

type Row = DoNotCallListQuery['doNotCall']['items'][number];

/** Numbers that no campaign dials. */
export function DoNotCall({ search, onPage }: { search: CampaignSearch; onPage(page?: number): void }) {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [add, adding] = useAction(DoNotCallAddMutation);
  const [drop] = useAction(DoNotCallDropMutation);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: DoNotCallDocument,
    variables: useMemo(() => pageVariables(search), [search]),
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const columns: TableColumnsType<Row> = [
    { key: 'number', title: t('campaign.number'), width: 180, render: (_, row) => localNumber(row.number) },
    { key: 'reason', title: t('campaign.reason'), render: (_, row) => row.reason },
    {
      key: 'until',
      title: t('campaign.until'),
      width: 170,
      render: (_, row) => dateTime(row.until) || t('campaign.forGood'),
    },
    { key: 'by', title: t('campaign.addedBy'), width: 120, render: (_, row) => row.addedBy },
    { key: 'at', title: t('campaign.addedAt'), width: 170, render: (_, row) => dateTime(row.addedAt) },
    {
      key: 'do',
      title: '',
      width: 110,
      render: (_, row) => (
        <Popconfirm
          title={t('campaign.allowSure', { number: localNumber(row.number) })}
          okText={t('campaign.allow')}
          onConfirm={async () => {
            await drop({ id: row.id });
            again();
          }}
        >
          <Button size="small">{t('campaign.allow')}</Button>
        </Popconfirm>
      ),
    },
  ];
  return (
    <>
      <Form
        layout="inline"
        className="campaign-dnc"
        onFinish={async () => {
          const outcome = await add({ number, reason });
          if (!outcome?.ok) return;
          setNumber('');
          setReason('');
          again();
        }}
      >
        <Form.Item label={t('campaign.number')} htmlFor="dnc-number" required>
          <Input id="dnc-number" maxLength={32} value={number} onChange={(e) => setNumber(e.target.value)} />
        </Form.Item>
        <Form.Item label={t('campaign.reason')} htmlFor="dnc-reason" required>
          <Input
            id="dnc-reason"
            maxLength={200}
            style={{ width: 280 }}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </Form.Item>
        <Button htmlType="submit" type="primary" loading={adding} disabled={!number.trim() || !reason.trim()}>
          {t('campaign.forbid')}
        </Button>
      </Form>
      <ListTable
        columns={columns}
        rows={data?.doNotCall.items}
        total={data?.doNotCall.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q ? t('list.noMatch') : t('campaign.dncEmpty')}
        rowKey="id"
        onPage={(page) => onPage(page === 1 ? undefined : page)}
        onRetry={again}
      />
    </>
  );
}
