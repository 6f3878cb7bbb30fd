import { getRouteApi, Link } from '@tanstack/react-router';
import { Segmented, Space, type TableColumnsType, Tag } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton, type TextRow, TextStateTag, useTextChanged } from '@/entities/text';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { TextsDocument } from './text-documents';
import { BOXES, type TextSearch } from './text-search';
import './texts.css';

const route = getRouteApi('/texts');

/** Text messages of citizens, a conversation a line: who waits longest first, live. */
export function TextsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const box = search.box ?? 'OPEN';
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: TextsDocument,
    variables: useMemo(() => ({ ...pageVariables(search), box }), [search, box]),
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useTextChanged(again);
  const change = (part: TextSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const counts: Record<string, unknown> = { ...data?.textCounts };

  const columns: TableColumnsType<TextRow> = [
    {
      key: 'from',
      title: t('text.from'),
      width: 210,
      render: (_, row) => (
        <Space size={6} wrap>
          <Link to="/texts/$id" params={{ id: row.id }}>
            <strong>{row.numberLocal}</strong>
          </Link>
          {row.citizen?.name}
          {row.stoppedAt && <Tag color="error">{t('text.stopped')}</Tag>}
        </Space>
      ),
    },
    {
      key: 'text',
      title: t('text.last'),
      render: (_, row) => <span className="texts-last">{row.lastText || '–'}</span>,
    },
    { key: 'at', title: t('text.at'), width: 165, render: (_, row) => dateTime(row.lastAt) },
    {
      key: 'due',
      title: t('text.due'),
      width: 205,
      render: (_, row) =>
        row.doneAt ? (
          '–'
        ) : (
          <Space>
            {dateTime(row.dueAt)}
            {row.overdue && <Tag color="error">{t('text.overdue')}</Tag>}
          </Space>
        ),
    },
    { key: 'state', title: t('case.state'), width: 150, render: (_, row) => <TextStateTag of={row} /> },
    { key: 'who', title: t('text.takenBy'), width: 90, render: (_, row) => row.takenBy || '–' },
    {
      key: 'case',
      title: t('nav.cases'),
      width: 150,
      render: (_, row) =>
        row.caseNumber ? (
          <Link to="/cases/$number" params={{ number: row.caseNumber }}>
            {row.caseNumber}
          </Link>
        ) : (
          row.note || '–'
        ),
    },
  ];
  return (
    <Page
      title={t('nav.texts')}
      actions={
        <>
          <SearchText
            label={t('text.search')}
            value={search.q ?? ''}
            width={260}
            onSearch={(q) => change({ q: q || undefined })}
          />
          <TextButton look={{ type: 'primary' }} />
        </>
      }
    >
      <Segmented
        aria-label={t('text.box')}
        style={{ marginBottom: 10 }}
        value={box}
        options={BOXES.map((value) => {
          const count = counts[value.toLowerCase()];
          return { value, label: `${t(`textBox.${value}`)}${count ? ` ${count}` : ''}` };
        })}
        onChange={(value) => change({ box: value === 'OPEN' ? undefined : value })}
      />
      <ListTable
        columns={columns}
        rows={data?.texts.items}
        total={data?.texts.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={t(search.q ? 'list.noMatch' : 'text.none')}
        rowKey="id"
        width={1130}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={again}
      />
    </Page>
  );
}
