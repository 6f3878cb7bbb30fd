import { Button, Input, InputNumber, Popconfirm, Select, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutingSetupWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import {
  CalledNumberDropMutation,
  CalledNumberSetMutation,
  CallerAreaDropMutation,
  CallerAreaSetMutation,
} from './setup-documents';

interface Props {
  setup: RoutingSetupWholeFragment;
  again(): void;
}

/** What can be called and where it leads; whose the callers are. The same number or prefix again changes it. */
export function NumbersAreas({ setup, again }: Props) {
  const { t } = useTranslation();
  const [number, setNumber] = useState({ number: '', flow: '', language: 'zh', priority: 0 });
  const [area, setArea] = useState({ prefix: '', tenant: '' });
  const [saveNumber] = useAction(CalledNumberSetMutation);
  const [dropNumber] = useAction(CalledNumberDropMutation);
  const [saveArea] = useAction(CallerAreaSetMutation);
  const [dropArea] = useAction(CallerAreaDropMutation);
  const languages = (['zh', 'en'] as const).map((value) => ({ value, label: t(`setup.language.${value}`) }));
  const remove = (name: string, go: () => Promise<unknown>) => (
    <Popconfirm
      title={t('setup.removeSure', { name })}
      okText={t('setup.remove')}
      onConfirm={async () => {
        await go();
        again();
      }}
    >
      <Button size="small" danger>
        {t('setup.remove')}
      </Button>
    </Popconfirm>
  );
  return (
    <>
      <h2>{t('setup.numbers')}</h2>
      <Space wrap className="setup-head">
        <Input
          aria-label={t('setup.number')}
          placeholder={t('setup.number')}
          maxLength={32}
          value={number.number}
          onChange={(e) => setNumber({ ...number, number: e.target.value.trim() })}
        />
        <Select
          aria-label={t('setup.flow')}
          placeholder={t('setup.flow')}
          className="setup-target"
          value={number.flow || undefined}
          onChange={(flow) => setNumber({ ...number, flow })}
          options={setup.flows.map((value) => ({ value, label: value }))}
        />
        <Select
          aria-label={t('setup.spoken')}
          value={number.language}
          onChange={(language) => setNumber({ ...number, language })}
          options={languages}
        />
        <InputNumber
          aria-label={t('setup.priority')}
          prefix={t('setup.priority')}
          min={-9}
          max={9}
          value={number.priority}
          onChange={(v) => setNumber({ ...number, priority: v ?? 0 })}
        />
        <Button
          type="primary"
          disabled={!number.number || !number.flow}
          onClick={async () => {
            const outcome = await saveNumber(number);
            if (outcome?.ok) setNumber({ number: '', flow: '', language: 'zh', priority: 0 });
            again();
          }}
        >
          {t('action.save')}
        </Button>
      </Space>
      <Table
        size="small"
        rowKey="number"
        dataSource={[...setup.numbers]}
        pagination={false}
        columns={[
          { dataIndex: 'number', title: t('setup.number') },
          { dataIndex: 'flow', title: t('setup.flow') },
          {
            dataIndex: 'language',
            title: t('setup.spoken'),
            render: (value: string) => t(value === 'en' ? 'setup.language.en' : 'setup.language.zh'),
          },
          { dataIndex: 'priority', title: t('setup.priority') },
          {
            key: 'do',
            width: 170,
            render: (_, row) => (
              <Space>
                <Button size="small" onClick={() => setNumber({ ...row })}>
                  {t('action.edit')}
                </Button>
                {remove(row.number, () => dropNumber({ number: row.number }))}
              </Space>
            ),
          },
        ]}
      />
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
          options={setup.tenants.map((value) => ({ value, label: value }))}
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
          { dataIndex: 'tenant', title: t('setup.belongs') },
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
