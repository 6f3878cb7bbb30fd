import { Button, Input, InputNumber, Popconfirm, Select, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/entities/names';
import type { RoutingSetupWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useViewer } from '@/shared/session/session';
import { AreasPart } from './areas-part';
import { CalledNumberDropMutation, CalledNumberSetMutation } from './setup-documents';

interface Props {
  setup: RoutingSetupWholeFragment;
  again(): void;
}

const EMPTY = { number: '', flow: '', language: 'zh', priority: 0, tenant: '' };

/** What can be called and where it leads; whose the callers are. The same number or prefix again changes it. */
export function NumbersAreas({ setup, again }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const here = useViewer().tenant.key;
  const [number, setNumber] = useState(EMPTY);
  const [saveNumber] = useAction(CalledNumberSetMutation);
  const [dropNumber] = useAction(CalledNumberDropMutation);
  const counties = setup.tenants.filter((key) => key !== here);
  const fitting = setup.flows.filter((key) => !key.includes('.') || key.startsWith(`${number.tenant}.`));
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
      <h2>{t(setup.isCity ? 'setup.numbers' : 'countyNumbers.ownNumbers')}</h2>
      <Space wrap className="setup-head">
        <Input
          aria-label={t('setup.number')}
          placeholder={t('setup.number')}
          maxLength={32}
          disabled={!setup.isCity}
          value={number.number}
          onChange={(e) => setNumber({ ...number, number: e.target.value.trim() })}
        />
        <Select
          aria-label={t('setup.flow')}
          placeholder={t('setup.flow')}
          className="setup-target"
          value={number.flow || undefined}
          onChange={(flow) => setNumber({ ...number, flow })}
          options={fitting.map((value) => ({ value, label: value }))}
        />
        <Select
          aria-label={t('setup.spoken')}
          value={number.language}
          onChange={(language) => setNumber({ ...number, language })}
          options={languages}
        />
        {setup.isCity && (
          <Select
            aria-label={t('countyNumbers.givenTo')}
            value={number.tenant}
            className="setup-target"
            onChange={(tenant) => setNumber({ ...number, tenant })}
            options={[
              { value: '', label: t('countyNumbers.ofCity') },
              ...counties.map((value) => ({ value, label: names.tenant(value) })),
            ]}
          />
        )}
        <InputNumber
          aria-label={t('setup.priority')}
          disabled={!setup.isCity}
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
            if (outcome?.ok) setNumber(EMPTY);
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
          {
            dataIndex: 'tenant',
            title: t('countyNumbers.givenTo'),
            render: (value: string) => (value ? names.tenant(value) : t('countyNumbers.ofCity')),
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
                {setup.isCity && remove(row.number, () => dropNumber({ number: row.number }))}
              </Space>
            ),
          },
        ]}
      />
      {setup.isCity && <AreasPart setup={setup} again={again} remove={remove} />}
    </>
  );
}
