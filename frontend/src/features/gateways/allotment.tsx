import { App, Button, InputNumber, Progress, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ChannelAllotmentInput,
  ChannelsWhenFull,
  ChannelUse,
  GatewayOverviewFragment,
} from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { ChannelsAllotMutation } from './gateway-documents';

type Row = ChannelAllotmentInput & { taken: number; id: number };
const USES = [
  'INBOUND',
  'OUTBOUND',
  'DIALLER',
  'ENFORCEMENT',
  'FAX',
  'INTERNAL',
] as const satisfies ChannelUse[];
const FULL = ['PROMPT', 'BUSY', 'FLOW'] as const satisfies ChannelsWhenFull[];

/** Channels in use by what they are used for, and who may take how many. */
export function Allotment({ seen, onSaved }: { seen: GatewayOverviewFragment; onSaved(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<Row[] | null>(null);
  const [channels, setChannels] = useState(0);
  const [allot, saving] = useAction(ChannelsAllotMutation);
  const rows: Row[] = draft ?? seen.allotments.map((row, id) => ({ ...row, id }));
  const subjects = [
    { value: '', label: t('gateways.whole') },
    ...seen.numbers.map((value) => ({ value, label: value })),
    ...seen.tenants.map((tenant) => ({ value: tenant.key, label: tenant.name })),
  ];
  const edit = () => {
    setChannels(seen.channels);
    setDraft(rows);
  };
  const change = (id: number, part: Partial<Row>) =>
    setDraft(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => {
    const free = USES.find((use) => !rows.some((row) => row.use === use && !row.subject)) ?? 'INBOUND';
    const id = Math.max(0, ...rows.map((row) => row.id)) + 1;
    const usual = { subject: '', guaranteed: 0, maximum: 0, whenFull: 'PROMPT' as const, flow: '' };
    setDraft([...rows, { ...usual, use: free, taken: 0, id }]);
  };
  const save = async () => {
    const plain = rows.map(({ use, subject, guaranteed, maximum, whenFull, flow }) => ({
      use,
      subject,
      guaranteed,
      maximum,
      whenFull,
      flow: whenFull === 'FLOW' ? flow : '',
    }));
    const outcome = await allot({ channels, rows: plain });
    if (!outcome?.ok) return;
    onSaved();
    setDraft(null);
    void message.success(t('gateways.saved'));
  };
  const number = (row: Row, field: 'guaranteed' | 'maximum') =>
    draft ? (
      <InputNumber
        min={0}
        max={100_000}
        aria-label={`${t(`gateways.${field}`)} ${t(`gateways.use.${row.use}`)}`}
        value={row[field]}
        onChange={(value) => change(row.id, { [field]: value ?? 0 })}
      />
    ) : field === 'maximum' && row.maximum === 0 ? (
      t('gateways.unlimited')
    ) : (
      row[field]
    );
  const columns: TableColumnsType<Row> = [
    {
      key: 'use',
      title: t('gateways.usedFor'),
      width: 150,
      render: (_, row) =>
        draft ? (
          <Select
            aria-label={t('gateways.usedFor')}
            style={{ width: 130 }}
            value={row.use}
            options={USES.map((value) => ({ value, label: t(`gateways.use.${value}`) }))}
            onChange={(use) => change(row.id, { use })}
          />
        ) : (
          t(`gateways.use.${row.use}`)
        ),
    },
    {
      key: 'subject',
      title: t('gateways.of'),
      width: 170,
      render: (_, row) =>
        draft ? (
          <Select
            aria-label={t('gateways.of')}
            style={{ width: 150 }}
            value={row.subject}
            options={subjects}
            onChange={(subject) => change(row.id, { subject })}
          />
        ) : (
          (subjects.find((each) => each.value === row.subject)?.label ?? row.subject)
        ),
    },
    {
      key: 'guaranteed',
      title: t('gateways.guaranteed'),
      width: 120,
      render: (_, row) => number(row, 'guaranteed'),
    },
    { key: 'maximum', title: t('gateways.maximum'), width: 120, render: (_, row) => number(row, 'maximum') },
    {
      key: 'full',
      title: t('gateways.whenFull'),
      render: (_, row) =>
        row.use !== 'INBOUND' ? (
          t('gateways.full.REFUSED')
        ) : draft ? (
          <span className="gateway-full">
            <Select
              aria-label={t('gateways.whenFull')}
              style={{ width: 180 }}
              value={row.whenFull}
              options={FULL.map((value) => ({ value, label: t(`gateways.full.${value}`) }))}
              onChange={(whenFull) => change(row.id, { whenFull })}
            />
            {row.whenFull === 'FLOW' && (
              <Select
                aria-label={t('gateways.flow')}
                placeholder={t('gateways.flow')}
                style={{ width: 140 }}
                value={row.flow || undefined}
                options={seen.flows.map((value) => ({ value, label: value }))}
                onChange={(flow) => change(row.id, { flow })}
              />
            )}
          </span>
        ) : (
          `${t(`gateways.full.${row.whenFull}`)}${row.flow ? ` (${row.flow})` : ''}`
        ),
    },
    { key: 'taken', title: t('gateways.taken'), width: 90, align: 'right', dataIndex: 'taken' },
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
    <section aria-label={t('gateways.allotment')}>
      <div className="gateway-head">
        <h2>{t('gateways.allotment')}</h2>
        <span className="gateway-total">
          {t('gateways.inUse', { taken: seen.taken })}
          {' / '}
          {draft ? (
            <InputNumber
              min={0}
              max={100_000}
              aria-label={t('gateways.channels')}
              value={channels}
              onChange={(value) => setChannels(value ?? 0)}
            />
          ) : seen.channels ? (
            seen.channels
          ) : (
            t('gateways.notCounted')
          )}
        </span>
        {seen.channels > 0 && (
          <Progress
            percent={Math.round((100 * seen.taken) / seen.channels)}
            size="small"
            status={seen.taken >= seen.channels ? 'exception' : 'normal'}
            aria-label={t('gateways.channels')}
          />
        )}
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
            seen.editable && <Button onClick={edit}>{t('action.edit')}</Button>
          )}
        </span>
      </div>
      <ul className="gateway-uses">
        {seen.uses.map((each) => (
          <li key={each.use}>
            <span>{t(`gateways.use.${each.use}`)}</span>
            <strong>{each.taken}</strong>
          </li>
        ))}
      </ul>
      <Table<Row>
        size="small"
        columns={columns}
        dataSource={rows}
        rowKey="id"
        pagination={false}
        locale={{ emptyText: t('gateways.noRows') }}
      />
      {draft && <p className="gateway-hint">{t('gateways.allotmentHint')}</p>}
    </section>
  );
}
