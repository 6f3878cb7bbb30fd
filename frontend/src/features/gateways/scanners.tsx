import { App, Button, InputNumber, Popconfirm, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GatewayOverviewFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { dateTime } from '@/shared/ui/time';
import { AddressLetInMutation, ScannersSetMutation } from './gateway-documents';

type Shut = GatewayOverviewFragment['shutOut'][number];
const MINUTE = 60;

/** Addresses that guess accounts: who is shut out now, and when somebody is. */
export function Scanners({ seen, onSaved }: { seen: GatewayOverviewFragment; onSaved(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<GatewayOverviewFragment['scanners'] | null>(null);
  const [set, saving] = useAction(ScannersSetMutation);
  const [letIn] = useAction(AddressLetInMutation);
  const rules = draft ?? seen.scanners;
  const save = async () => {
    const { failures, withinSeconds, shutSeconds, never } = rules;
    const outcome = await set({ failures, withinSeconds, shutSeconds, never: [...never] });
    if (!outcome?.ok) return;
    setDraft(null);
    onSaved();
    void message.success(t('gateways.saved'));
  };
  const columns: TableColumnsType<Shut> = [
    { key: 'address', title: t('sip.address'), width: 180, dataIndex: 'address' },
    { key: 'failures', title: t('sip.tries'), width: 80, align: 'right', dataIndex: 'failures' },
    { key: 'accounts', title: t('sip.tried'), render: (_, row) => row.accounts.join(', ') || '–' },
    { key: 'since', title: t('sip.since'), width: 170, render: (_, row) => dateTime(row.since) },
    { key: 'until', title: t('sip.until'), width: 170, render: (_, row) => dateTime(row.until) },
    ...(seen.editable
      ? [
          {
            key: 'do',
            width: 100,
            render: (_: unknown, row: Shut) => (
              <Popconfirm
                title={t('sip.letInSure', { address: row.address })}
                okText={t('sip.letIn')}
                cancelText={t('action.cancel')}
                onConfirm={async () => {
                  const outcome = await letIn({ address: row.address });
                  if (outcome?.ok) void message.success(t('sip.isIn', { address: row.address }));
                  onSaved();
                }}
              >
                <Button type="link" size="small">
                  {t('sip.letIn')}
                </Button>
              </Popconfirm>
            ),
          },
        ]
      : []),
  ];
  const number = (
    field: 'failures' | 'withinSeconds' | 'shutSeconds',
    min: number,
    max: number,
    unit = 1,
  ) => (
    <InputNumber
      min={min}
      max={max}
      aria-label={t(`sip.rule_${field}`)}
      value={Math.round(rules[field] / unit)}
      onChange={(value) => draft && setDraft({ ...draft, [field]: (value ?? min) * unit })}
    />
  );
  return (
    <section aria-label={t('sip.scanners')}>
      <div className="gateway-head">
        <h2>{t('sip.scanners')}</h2>
        <span className="gateway-actions">
          {draft ? (
            <>
              <Button onClick={() => setDraft(null)}>{t('action.cancel')}</Button>
              <Button type="primary" loading={saving} onClick={() => void save()}>
                {t('action.save')}
              </Button>
            </>
          ) : (
            seen.editable && <Button onClick={() => setDraft(seen.scanners)}>{t('action.edit')}</Button>
          )}
        </span>
      </div>
      {draft ? (
        <div className="sip-form">
          <span>{t('sip.rule_failures')}</span>
          {number('failures', 3, 10_000)}
          <span>{t('sip.rule_withinSeconds')}</span>
          {number('withinSeconds', 1, 3600)}
          <span>{t('sip.rule_shutSeconds')}</span>
          {number('shutSeconds', 1, 10_080, MINUTE)}
          <label htmlFor="scanners-never">{t('sip.never')}</label>
          <Select
            id="scanners-never"
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', ' ', ';']}
            placeholder="10.0.0.0/8"
            value={[...rules.never]}
            onChange={(never: string[]) => setDraft({ ...draft, never })}
          />
        </div>
      ) : (
        <p className="gateway-hint">
          {t('sip.rule', {
            failures: rules.failures,
            seconds: rules.withinSeconds,
            minutes: Math.round(rules.shutSeconds / MINUTE),
          })}
          {rules.never.length > 0 && ` ${t('sip.neverSaid', { networks: rules.never.join(', ') })}`}
        </p>
      )}
      <Table<Shut>
        size="small"
        columns={columns}
        dataSource={[...seen.shutOut]}
        rowKey="address"
        pagination={seen.shutOut.length > 10 ? { pageSize: 10, size: 'small' } : false}
        locale={{ emptyText: t('sip.nobodyOut') }}
      />
    </section>
  );
}
