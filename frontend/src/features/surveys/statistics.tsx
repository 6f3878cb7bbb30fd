import { Alert, Button, Card, Empty, Select, Skeleton, Space, Statistic } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Question, questionsOf } from '@/entities/survey';
import { errorCode } from '@/shared/graphql/errors';
import type { SurveyChannel, SurveyStatisticsQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { StatisticsDocument } from './survey-documents';

const BarChart = lazy(() => import('@/shared/ui/bar-chart'));
type Result = NonNullable<SurveyStatisticsQuery['surveyStatistics']>['results'][number];

/** Each question's answers, counted and drawn; the numbers stand beside the drawing. */
export function Statistics({ id }: { id: string }) {
  const { t } = useTranslation();
  const [version, setVersion] = useState<number | null>(null);
  const [channel, setChannel] = useState<SurveyChannel | null>(null);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: StatisticsDocument,
    variables: { surveyId: id, version, channel },
  });
  const found = data?.surveyStatistics;
  if (!data && fetching) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (error && !data)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t(`error.${errorCode(error)}`)}
        action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
      />
    );
  if (!found) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('survey.neverPublished')} />;
  const questions = questionsOf(found.questions);
  return (
    <>
      <Space size="large" className="survey-gap">
        <Select
          aria-label={t('survey.version')}
          value={found.version}
          onChange={setVersion}
          options={found.versions.map((value) => ({ value, label: `v${value}` }))}
        />
        <Select
          aria-label={t('survey.channelName')}
          style={{ width: 190 }}
          value={channel}
          onChange={setChannel}
          options={[
            { value: null, label: t('afterCall.allWays') },
            ...found.channels.map((c) => ({
              value: c.channel,
              label: `${t(`survey.channel.${c.channel}`)} ${c.asked}`,
            })),
          ]}
        />
        <Statistic title={t('survey.asked')} value={found.asked} />
        <Statistic title={t('survey.completed')} value={found.completed} />
        <Statistic
          title={t('survey.completionRate')}
          value={found.asked ? (100 * found.completed) / found.asked : 0}
          precision={1}
          suffix="%"
        />
      </Space>
      <div className="survey-results">
        {found.results.map((result) => {
          const question = questions.find((q) => q.key === result.key);
          return question && <ResultCard key={result.key} question={question} result={result} />;
        })}
      </div>
    </>
  );
}

function ResultCard({ question, result }: { question: Question; result: Result }) {
  const { t } = useTranslation();
  const labels = result.counts.map(
    (c) => question.choices.find((choice) => choice.value === c.value)?.label ?? c.value,
  );
  const share = (count: number) => (result.answered ? Math.round((100 * count) / result.answered) : 0);
  return (
    <Card size="small" title={question.text} extra={t('survey.answered', { count: result.answered })}>
      {result.mean !== null && result.mean !== undefined && (
        <Statistic title={t('survey.mean')} value={result.mean} precision={2} suffix={`/ ${question.high}`} />
      )}
      {question.kind === 'TEXT' ? (
        <p className="survey-hint">{t('survey.textInList')}</p>
      ) : (
        <>
          <Suspense fallback={<Skeleton active paragraph={{ rows: 3 }} />}>
            <BarChart label={question.text} names={labels} values={result.counts.map((c) => c.count)} />
          </Suspense>
          <table className="survey-table">
            <tbody>
              {result.counts.map((c, index) => (
                <tr key={c.value}>
                  <th scope="row">{labels[index]}</th>
                  <td>{c.count}</td>
                  <td>{share(c.count)}%</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Card>
  );
}
