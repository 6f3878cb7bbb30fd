import { PlusOutlined, StarFilled } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Modal, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { CitizenEditor } from '@/entities/citizen';
import { DialNumber } from '@/entities/desk';
import { graphql } from '@/shared/graphql/generated';
import type { CitizenCardFragment } from '@/shared/graphql/generated/graphql';
import { useMay } from '@/shared/session/session';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';

const CitizensDocument = graphql(`
  query Citizens($text: String, $first: Int, $offset: Int) {
    citizens(text: $text, first: $first, offset: $offset) {
      total
      items { ...CitizenCard }
    }
  }
`);

const route = getRouteApi('/citizens');

export function CitizensPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useMay('citizen.edit');
  const [creating, setCreating] = useState(false);
  const [{ data, fetching, error }, ask] = useQuery({
    query: CitizensDocument,
    variables: useMemo(() => pageVariables(search), [search]),
    requestPolicy: 'cache-and-network',
  });
  const columns: TableColumnsType<CitizenCardFragment> = [
    {
      key: 'name',
      title: t('citizen.name'),
      width: 180,
      render: (_, c) => (
        <Link to="/citizens/$id" params={{ id: c.id }}>
          {c.name || t('citizen.unnamed')}
          {c.important && (
            <span className="citizen-important">
              {' '}
              <StarFilled aria-label={t('citizen.important')} />
            </span>
          )}
        </Link>
      ),
    },
    {
      key: 'phones',
      title: t('citizen.phones'),
      width: 260,
      render: (_, c) => c.phones.map((number) => <DialNumber key={number} number={number} />),
    },
    { key: 'area', title: t('citizen.area'), width: 130, render: (_, c) => c.area || '–' },
    { key: 'address', title: t('citizen.address'), ellipsis: true, render: (_, c) => c.address || '–' },
    { key: 'createdAt', title: t('citizen.createdAt'), width: 170, render: (_, c) => dateTime(c.createdAt) },
  ];
  return (
    <Page
      title={t('nav.citizens')}
      actions={
        <>
          <SearchText
            label={t('citizen.search')}
            value={search.q ?? ''}
            width={280}
            onSearch={(q) => void navigate({ search: { q: q || undefined } })}
          />
          {mayEdit && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
              {t('pop.newCitizen')}
            </Button>
          )}
        </>
      }
    >
      <ListTable
        columns={columns}
        rows={data?.citizens.items}
        total={data?.citizens.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q ? t('list.noMatch') : t('citizen.empty')}
        rowKey="id"
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
      {creating && (
        <Modal open title={t('pop.newCitizen')} footer={null} onCancel={() => setCreating(false)} width={480}>
          <CitizenEditor
            citizen={null}
            onCancel={() => setCreating(false)}
            onSaved={(saved) => void navigate({ to: '/citizens/$id', params: { id: saved.id } })}
          />
        </Modal>
      )}
    </Page>
  );
}
