import { DownloadOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Select, Space, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialNumber } from '@/entities/desk';
import { type Question, questionsOf } from '@/entities/survey';
import type {
  SurveyChannel,
  SurveyResponsesQuery,
  SurveyWholeFragment,
} from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { saveCsv } from '@/shared/ui/csv';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { ResponsesDocument, SurveyExportMutation } from './survey-documents';
import type { SurveySearch } from './survey-search';

const CHANNELS = ['AGENT', 'KEYS', 'AFTER_CALL'] as const satisfies readonly SurveyChannel[];
type Row = SurveyResponsesQuery['surveyResponses']['items'][number];

/** What people answered, searched and taken away as CSV. */
export function Answers({
  survey,
  search,
  change,
}: {
  survey: SurveyWholeFragment;
  search: SurveySearch;
  change(part: SurveySearch): void;
}) {
  const { t } = useTranslation();
  const [complete, setComplete] = useState<boolean | null>(null);
  const [channel, setChannel] = useState<SurveyChannel | null>(null);
  const [take, taking] = useAction(SurveyExportMutation);
  const questions = useMemo(() => questionsOf(survey.questions), [survey.questions]);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: ResponsesDocument,
    variables: useMemo(
      () => ({ surveyId: survey.id, complete, channel, ...pageVariables(search) }),
      [survey.id, complete, channel, search],
    ),
  });
  const columns: TableColumnsType<Row> = [
    { key: 'at', title: t('survey.at'), width: 165, render: (_, r) => dateTime(r.changedAt) },
    {
      key: 'who',
      title: t('survey.who'),
      width: 190,
      render: (_, r) => (
        <>
          {r.number && <DialNumber number={r.number} caseNumber={r.caseNumber} />} {r.name}
        </>
      ),
    },
    {
      key: 'case',
      title: t('machine.caseNumber'),
      width: 145,
      render: (_, r) =>
        r.caseNumber ? (
          <Link to="/cases/$number" params={{ number: r.caseNumber }}>
            {r.caseNumber}
          </Link>
        ) : (
          '–'
        ),
    },
    {
      key: 'channel',
      title: t('survey.channelName'),
      width: 110,
      render: (_, r) => t(`survey.channel.${r.channel}`),
    },
    { key: 'agent', title: t('campaign.agent'), width: 80, render: (_, r) => r.agentNumber || '–' },
    {
      key: 'complete',
      title: t('survey.complete'),
      width: 90,
      render: (_, r) => (r.isComplete ? `✓ v${r.version}` : `◐ v${r.version}`),
    },
    {
      key: 'answers',
      title: t('afterCall.answers'),
      render: (_, r) => (
        <Given questions={questions} answers={JSON.parse(r.answers) as Record<string, string>} />
      ),
    },
  ];
  return (
    <>
      <Space className="survey-gap">
        <Select
          aria-label={t('survey.complete')}
          style={{ width: 130 }}
          value={complete}
          onChange={setComplete}
          options={[
            { value: null, label: t('survey.all') },
            { value: true, label: t('survey.completeOnly') },
            { value: false, label: t('survey.partialOnly') },
          ]}
        />
        <Select
          aria-label={t('survey.channelName')}
          style={{ width: 150 }}
          value={channel}
          onChange={setChannel}
          options={[
            { value: null, label: t('afterCall.allWays') },
            ...CHANNELS.map((value) => ({ value, label: t(`survey.channel.${value}`) })),
          ]}
        />
        <SearchText
          label={t('survey.searchAnswers')}
          value={search.q ?? ''}
          width={240}
          onSearch={(q) => change({ q: q || undefined, page: undefined })}
        />
        <Button
          icon={<DownloadOutlined />}
          loading={taking}
          onClick={async () => {
            const outcome = await take({ id: survey.id });
            if (outcome?.ok && outcome.payload.csv) saveCsv(`${survey.title}.csv`, outcome.payload.csv);
          }}
        >
          {t('survey.export')}
        </Button>
      </Space>
      <ListTable
        columns={columns}
        rows={data?.surveyResponses.items}
        total={data?.surveyResponses.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || complete !== null || channel ? t('list.noMatch') : t('survey.noAnswers')}
        rowKey="id"
        width={1100}
        onPage={(page) => change({ page: page === 1 ? undefined : page })}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </>
  );
}

function Given({ questions, answers }: { questions: readonly Question[]; answers: Record<string, string> }) {
  const known = new Map(questions.map((q) => [q.key, q]));
  return (
    <ul className="survey-given">
      {Object.entries(answers).map(([key, value]) => {
        const question = known.get(key);
        return (
          <li key={key}>
            <span>{question?.text ?? key}</span>{' '}
            <strong>{question?.choices.find((c) => c.value === value)?.label ?? value}</strong>
          </li>
        );
      })}
    </ul>
  );
}

/** Spreadsheets here know UTF-8 by its mark. */
