import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { questionsOf } from '@/entities/survey';
import type { SurveyWholeFragment } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { SurveysDocument } from './survey-documents';

const route = getRouteApi('/surveys');

/** Questionnaires. */
export function SurveysPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: SurveysDocument,
    variables: useMemo(() => pageVariables(search), [search]),
  });
  const columns: TableColumnsType<SurveyWholeFragment> = [
    {
      key: 'title',
      title: t('survey.title'),
      render: (_, s) => (
        <Link to="/surveys/$id" params={{ id: s.id }}>
          {s.title}
        </Link>
      ),
    },
    {
      key: 'questions',
      title: t('survey.questions'),
      width: 90,
      align: 'right',
      render: (_, s) => questionsOf(s.questions).length,
    },
    {
      key: 'version',
      title: t('survey.version'),
      width: 200,
      render: (_, s) =>
        s.version === 0
          ? t('survey.neverPublished')
          : `v${s.version}${s.unpublished ? ` · ${t('survey.changedSince')}` : ''}`,
    },
    {
      key: 'keys',
      title: t('survey.byKeys'),
      width: 110,
      render: (_, s) => (s.forKeys ? `✓ ${t('survey.possible')}` : '–'),
    },
    { key: 'asked', title: t('survey.asked'), width: 90, align: 'right', render: (_, s) => s.asked },
    { key: 'done', title: t('survey.completed'), width: 90, align: 'right', render: (_, s) => s.completed },
    {
      key: 'at',
      title: t('survey.changedAt'),
      width: 240,
      render: (_, s) => `${dateTime(s.changedAt)} ${s.changedBy}`,
    },
  ];
  return (
    <Page
      title={t('nav.surveys')}
      actions={
        <>
          <SearchText
            label={t('survey.search')}
            value={search.q ?? ''}
            width={200}
            onSearch={(q) => void navigate({ search: { q: q || undefined } })}
          />
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => void navigate({ to: '/surveys/$id', params: { id: 'new' } })}
          >
            {t('survey.new')}
          </Button>
        </>
      }
    >
      <ListTable
        columns={columns}
        rows={data?.surveys.items}
        total={data?.surveys.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q ? t('list.noMatch') : t('survey.empty')}
        rowKey="id"
        width={1000}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </Page>
  );
}
