import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Space, type TableColumnsType, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useViewer } from '@/shared/session/session';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { AddDialog } from './add-dialog';
import { type Prompt, type PromptLanguage, PromptsDocument, placeName } from './prompt-documents';
import { PromptDrawer } from './prompt-drawer';
import type { PromptSearch } from './prompt-search';
import './prompts.css';

const route = getRouteApi('/prompts');

/** Everything the platform says by itself, as this city or county plays it. */
export function PromptsPage() {
  const { t } = useTranslation();
  const viewer = useViewer();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: PromptsDocument,
    variables: useMemo(() => ({ ...pageVariables(search), changed: search.changed ?? null }), [search]),
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const change = (part: PromptSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const shown = data?.prompts.items.find((each) => each.key === open);

  const part = (row: Prompt, language: string) => row.languages.find((each) => each.language === language);
  const inForce = (found: PromptLanguage | undefined) => (
    <Space>
      {found?.inForce ? (
        <Tag color="processing">{t('prompts.version', { number: found.inForce })}</Tag>
      ) : (
        <Tag>{t('prompts.house')}</Tag>
      )}
      {found && !found.exists && <Tag color="error">{t('prompts.fileMissing')}</Tag>}
    </Space>
  );
  const columns: TableColumnsType<Prompt> = [
    {
      key: 'key',
      title: t('prompts.key'),
      width: 200,
      render: (_, row) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row.key)}>
          {row.key}
          {row.sharedBy && <Tag className="prompt-shared">{t('sharedPrompt.shared')}</Tag>}
        </Button>
      ),
    },
    {
      key: 'text',
      title: t('prompts.text'),
      render: (_, row) => part(row, viewer.locale === 'en' ? 'en' : 'zh')?.text || t('prompts.tone'),
    },
    {
      key: 'zh',
      title: t('promptLanguage.zh'),
      width: 170,
      render: (_, row) => inForce(part(row, 'zh')),
    },
    {
      key: 'en',
      title: t('promptLanguage.en'),
      width: 170,
      render: (_, row) => inForce(part(row, 'en')),
    },
    {
      key: 'used',
      title: t('prompts.usedIn'),
      width: 180,
      render: (_, row) => row.usedIn.map((place) => placeName(place, t)).join(', ') || '–',
    },
  ];
  return (
    <Page
      title={t('nav.prompts')}
      actions={
        <>
          <Checkbox
            checked={search.changed ?? false}
            onChange={(e) => change({ changed: e.target.checked ? true : undefined })}
          >
            {t('prompts.changed')}
          </Checkbox>
          <SearchText
            label={t('prompts.search')}
            value={search.q ?? ''}
            width={220}
            onSearch={(q) => change({ q: q || undefined })}
          />
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('prompts.add')}
          </Button>
        </>
      }
    >
      <ListTable
        columns={columns}
        rows={data?.prompts.items}
        total={data?.prompts.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={t('list.noMatch')}
        rowKey="key"
        width={1040}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={again}
      />
      {shown && (
        <PromptDrawer key={shown.key} prompt={shown} onChanged={again} onClose={() => setOpen(null)} />
      )}
      {adding && (
        <AddDialog
          onClose={(done) => {
            setAdding(false);
            if (done) again();
          }}
        />
      )}
    </Page>
  );
}
