import { Button, Input, Select, Space, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/entities/names';
import type { RoutingSetupWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { CallerAreaDropMutation, CallerAreaSetMutation } from './setup-documents';

interface Props {
  setup: RoutingSetupWholeFragment;
  again(): void;
  remove(name: string, go: () => Promise<unknown>): ReactNode;
}

/** Whose the callers are, by the beginning of their number. */
export function AreasPart({ setup, again, remove }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const [area, setArea] = useState({ prefix: '', tenant: '' });
  const [saveArea] = useAction(CallerAreaSetMutation);
  const [dropArea] = useAction(CallerAreaDropMutation);
  return (
    <>
      <h2>{t('setup.areas')}</h2>
      <Space wrap className="setup-head">
        <Input
          aria-label={t('setup.prefix')}
          placeholder="+861380001"
          maxLength={16}
          value={area.prefix}
          onChange={(e) => setArea({ ...area, prefix: e.target.value.trim() })}
        />
        <Select
          aria-label={t('setup.belongs')}
          placeholder={t('setup.belongs')}
          className="setup-target"
          value={area.tenant || undefined}
          onChange={(tenant) => setArea({ ...area, tenant })}
          options={setup.tenants.map((value) => ({ value, label: names.tenant(value) }))}
        />
        <Button
          type="primary"
          disabled={!area.prefix || !area.tenant}
          onClick={async () => {
            const outcome = await saveArea(area);
            if (outcome?.ok) setArea({ prefix: '', tenant: '' });
            again();
          }}
        >
          {t('action.save')}
        </Button>
      </Space>
      <Table
        size="small"
        rowKey="prefix"
        dataSource={[...setup.areas]}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        columns={[
          { dataIndex: 'prefix', title: t('setup.prefix') },
          { dataIndex: 'tenant', title: t('setup.belongs'), render: names.tenant },
          {
            key: 'do',
            width: 170,
            render: (_, row) => (
              <Space>
                <Button size="small" onClick={() => setArea({ ...row })}>
                  {t('action.edit')}
                </Button>
                {remove(row.prefix, () => dropArea({ prefix: row.prefix }))}
              </Space>
            ),
          },
        ]}
      />
    </>
  );
}
