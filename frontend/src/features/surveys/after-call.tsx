import { Alert, App, Button, Card, Empty, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { questionsOf } from '@/entities/survey';
import type { OneSurveyQuery, SurveyWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { SurveyFeedMutation } from './survey-documents';

interface Props {
  survey: SurveyWholeFragment;
  steps: OneSurveyQuery['surveySteps'];
}

const idOf = (step: { flow: string; node: string }) => `${step.flow}/${step.node}`;

/** Which satisfaction steps of the IVR flows feed this questionnaire, each with the question that it asks. */
export function AfterCall({ survey, steps }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(survey.feeds.map((feed) => [idOf(feed), feed.question])),
  );
  const [changed, setChanged] = useState(false);
  const [problem, setProblem] = useState('');
  const [save, saving] = useAction(SurveyFeedMutation, { quiet: true });
  const texts = new Map(questionsOf(survey.questions).map((q) => [q.key, q.text]));
  const gone = survey.feeds.filter((feed) => !steps.some((step) => idOf(step) === idOf(feed)));
  const submit = async () => {
    const feeds = steps.flatMap((step) => {
      const question = chosen[idOf(step)];
      return question ? [{ flow: step.flow, node: step.node, question }] : [];
    });
    const outcome = await save({ id: survey.id, feeds });
    if (outcome?.ok) {
      setProblem('');
      setChanged(false);
      void message.success(t('afterCall.saved'));
    } else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Card
      size="small"
      className="survey-after"
      title={t('afterCall.title')}
      extra={
        <Button
          size="small"
          type="primary"
          disabled={!changed}
          loading={saving}
          onClick={() => void submit()}
        >
          {t('action.save')}
        </Button>
      }
    >
      <p className="survey-hint">{t('afterCall.hint')}</p>
      {problem && <Alert type="error" showIcon role="alert" title={problem} className="survey-gap" />}
      {gone.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="survey-gap"
          title={t('afterCall.gone', { steps: gone.map(idOf).join('、') })}
        />
      )}
      {steps.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('afterCall.noSteps')} />
      ) : (
        steps.map((step) => (
          <div key={idOf(step)} className="survey-step">
            <span>
              {step.flow} › {step.node}
            </span>
            <Select
              aria-label={t('afterCall.question', { step: idOf(step) })}
              allowClear
              placeholder={t('afterCall.feedsNothing')}
              notFoundContent={t('afterCall.noQuestions')}
              value={chosen[idOf(step)]}
              onChange={(question?: string) => {
                setChosen((old) => ({ ...old, [idOf(step)]: question ?? '' }));
                setChanged(true);
              }}
              options={survey.fedQuestions.map((value) => ({ value, label: texts.get(value) ?? value }))}
            />
          </div>
        ))
      )}
    </Card>
  );
}
