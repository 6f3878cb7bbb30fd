import { getRouteApi } from '@tanstack/react-router';
import { Alert, Button, Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorCode } from '@/shared/graphql/errors';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { Page } from '@/shared/ui/page';
import { Answers } from './answers';
import { Designer } from './designer';
import { Statistics } from './statistics';
import { SurveyDocument } from './survey-documents';
import { SURVEY_TABS, type SurveySearch } from './survey-search';
import './surveys.css';

const route = getRouteApi('/surveys/$id');

/** One questionnaire: its questions, what was answered, the statistics. */
export function SurveyPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isNew = id === 'new';
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: SurveyDocument, variables: { id } });
  const survey = data?.survey ?? null;
  const tab = isNew ? 'design' : (search.tab ?? 'design');
  const change = (part: SurveySearch) => void navigate({ search: (old) => ({ ...old, ...part }) });
  return (
    <Page
      title={survey?.title ?? t(isNew ? 'survey.new' : 'nav.surveys')}
      aside={
        !isNew && (
          <Segmented
            value={tab}
            onChange={(value) => change({ tab: value, q: undefined, page: undefined })}
            options={SURVEY_TABS.map((value) => ({ value, label: t(`survey.tab.${value}`) }))}
          />
        )
      }
    >
      {!data ? (
        fetching ? (
          <Skeleton active paragraph={{ rows: 8 }} />
        ) : (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={error ? t(`error.${errorCode(error)}`) : t('error.INTERNAL')}
            action={
              <Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>
            }
          />
        )
      ) : !survey && !isNew ? (
        <Alert type="warning" showIcon title={t('error.notFound')} />
      ) : tab === 'design' ? (
        <Designer
          key={survey?.id ?? 'new'}
          survey={survey}
          prompts={data.surveyPrompts}
          steps={data.surveySteps}
          onMade={(made) => void navigate({ to: '/surveys/$id', params: { id: made }, replace: true })}
        />
      ) : tab === 'answers' && survey ? (
        <Answers survey={survey} search={search} change={change} />
      ) : (
        survey && <Statistics id={survey.id} />
      )}
    </Page>
  );
}
