import { App, Button, Input, InputNumber, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GatewayOverviewFragment, NumberClass, TollRuleInput } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { TollsSetMutation } from './gateway-documents';

type Row = TollRuleInput & { id: number };
const CLASSES = [
  'LOCAL',
  'MOBILE',
  'DOMESTIC',
  'SERVICE',
  'PREMIUM',
  'INTERNATIONAL',
] as const satisfies NumberClass[];
const MOST = { concurrent: 100, hourly: 10_000, autoConcurrent: 100_000, autoHourly: 100_000 };
const USUAL = ['LOCAL', 'MOBILE', 'DOMESTIC', 'SERVICE'] satisfies NumberClass[];

/** What may be called from seats, how many at a time, how many an hour. */
export function Tolls({ seen, onSaved }: { seen: GatewayOverviewFragment; onSaved(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<Row[] | null>(null);
  const [set, saving] = useAction(TollsSetMutation);
  const rows: Row[] = draft ?? seen.tolls.map((row, id) => ({ ...row, classes: [...row.classes], id }));
  const change = (id: number, part: Partial<Row>) =>
    setDraft(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => {
    const id = Math.max(0, ...rows.map((row) => row.id)) + 1;
    setDraft([
      ...rows,
      {
        subject: '',
        classes: USUAL,
        concurrent: 4,
        hourly: 120,
        autoConcurrent: 500,
        autoHourly: 10_000,
        id,
      },
    ]);
  };
  const save = async () => {
    const outcome = await set({ rows: rows.map(({ id: _, ...row }) => row) });
    if (!outcome?.ok) return;
    onSaved();
    setDraft(null);
    void message.success(t('gateways.saved'));
  };
  const name = (subject: string) =>
    subject
      ? (seen.tenants.find((tenant) => tenant.key === subject)?.name ?? subject)
      : t('gateways.everybody');
  const number = (row: Row, field: keyof typeof MOST) =>
    draft ? (
      <InputNumber
        min={1}
        max={MOST[field]}
        aria-label={t(`gateways.${field}`)}
        value={row[field]}
        onChange={(value) => change(row.id, { [field]: value ?? 1 })}
      />
    ) : (
      row[field]
    );
  const columns: TableColumnsType<Row> = [
    {
      key: 'subject',
      title: t('gateways.who'),
      width: 190,
      render: (_, row) =>
        draft ? (
          <Input
            aria-label={t('gateways.who')}
            placeholder={t('gateways.whoHint')}
            maxLength={64}
            value={row.subject}
            onChange={(event) => change(row.id, { subject: event.target.value })}
          />
        ) : (
          name(row.subject)
        ),
    },
    {
      key: 'classes',
      title: t('gateways.mayCall'),
      render: (_, row) =>
        draft ? (
          <Select
            mode="multiple"
            aria-label={t('gateways.mayCall')}
            style={{ width: '100%' }}
            value={row.classes as NumberClass[]}
            options={CLASSES.map((value) => ({ value, label: t(`gateways.class.${value}`) }))}
            onChange={(classes) => change(row.id, { classes })}
          />
        ) : (
          row.classes.map((each) => t(`gateways.class.${each}`)).join(t('gateways.comma')) ||
          t('gateways.nothing')
        ),
    },
    {
      key: 'concurrent',
      title: t('gateways.concurrent'),
      width: 110,
      render: (_, row) => number(row, 'concurrent'),
    },
    { key: 'hourly', title: t('gateways.hourly'), width: 110, render: (_, row) => number(row, 'hourly') },
    {
      key: 'autoConcurrent',
      title: t('gateways.autoConcurrent'),
      width: 130,
      render: (_, row) => number(row, 'autoConcurrent'),
    },
    {
      key: 'autoHourly',
      title: t('gateways.autoHourly'),
      width: 130,
      render: (_, row) => number(row, 'autoHourly'),
    },
    ...(draft
      ? [
          {
            key: 'drop',
            width: 90,
            render: (_: unknown, row: Row) => (
              <Button
                type="link"
                danger
                size="small"
                onClick={() => setDraft(rows.filter((r) => r.id !== row.id))}
              >
                {t('gateways.remove')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <section aria-label={t('gateways.tolls')}>
      <div className="gateway-head">
        <h2>{t('gateways.tolls')}</h2>
        <span className="gateway-actions">
          {draft ? (
            <>
              <Button onClick={add}>{t('gateways.addRow')}</Button>
              <Button onClick={() => setDraft(null)}>{t('action.cancel')}</Button>
              <Button type="primary" loading={saving} onClick={() => void save()}>
                {t('action.save')}
              </Button>
            </>
          ) : (
            seen.editable && <Button onClick={() => setDraft(rows)}>{t('action.edit')}</Button>
          )}
        </span>
      </div>
      <Table<Row>
        size="small"
        columns={columns}
        dataSource={rows}
        rowKey="id"
        pagination={false}
        locale={{ emptyText: t('gateways.usualTolls') }}
      />
    </section>
  );
}
