import { PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Form, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Question, questionsOf, SurveyInterview } from '@/entities/survey';
import type { OneSurveyQuery, SurveyWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { AfterCall } from './after-call';
import { freshQuestion } from './fresh-question';
import { QuestionEditor } from './question-editor';
import { SurveyPublishMutation, SurveySaveMutation } from './survey-documents';

interface Props {
  survey: SurveyWholeFragment | null;
  prompts: OneSurveyQuery['surveyPrompts'];
  steps: OneSurveyQuery['surveySteps'];
  onMade(id: string): void;
}

/** The working form of a questionnaire beside how it will be asked. Publishing puts it in force as a version. */
export function Designer({ survey, prompts, steps, onMade }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [title, setTitle] = useState(survey?.title ?? '');
  const [intro, setIntro] = useState(survey?.intro ?? '');
  const [language, setLanguage] = useState(survey?.language ?? 'zh');
  const [questions, setQuestions] = useState<Question[]>(() =>
    survey ? questionsOf(survey.questions) : [freshQuestion([])],
  );
  const [tried, setTried] = useState<Record<string, string>>({});
  const [changed, setChanged] = useState(!survey);
  const [problem, setProblem] = useState('');
  const [save, saving] = useAction(SurveySaveMutation, { quiet: true });
  const [publish, publishing] = useAction(SurveyPublishMutation);
  const set = (next: Question[]) => {
    setQuestions(next);
    setChanged(true);
  };
  const move = (index: number, by: number) => {
    const next = [...questions];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    set(next);
  };
  const keep = async (): Promise<string | null> => {
    const outcome = await save({
      id: survey?.id ?? null,
      input: { title, intro, language, questions: JSON.stringify(questions) },
    });
    if (!outcome) return null;
    if (!outcome.ok) {
      setProblem(outcome.errors.map((e) => e.message).join(' '));
      return null;
    }
    setProblem('');
    setChanged(false);
    return outcome.payload.survey?.id ?? null;
  };
  return (
    <div className="survey-columns">
      <div>
        {problem && <Alert type="error" showIcon role="alert" title={problem} className="survey-gap" />}
        <Space className="survey-gap" wrap>
          <Button
            type="primary"
            loading={saving}
            disabled={!changed}
            onClick={async () => {
              const id = await keep();
              if (!id) return;
              void message.success(t('survey.saved'));
              if (!survey) onMade(id);
            }}
          >
            {t('action.save')}
          </Button>
          <Button
            loading={publishing}
            disabled={!changed && !survey?.unpublished}
            onClick={async () => {
              const id = changed ? await keep() : (survey?.id ?? null);
              if (!id) return;
              const outcome = await publish({ id });
              if (outcome?.ok) void message.success(t('survey.published'));
              if (!survey) onMade(id);
            }}
          >
            {t('survey.publish')}
          </Button>
          <span className="survey-hint">
            {survey?.version ? t('survey.inForce', { version: survey.version }) : t('survey.neverPublished')}
            {survey && !changed && survey.forKeys && ` · ${t('survey.byKeysPossible')}`}
          </span>
        </Space>
        <Form layout="vertical">
          <div className="survey-two">
            <Form.Item label={t('survey.title')} htmlFor="survey-title" required>
              <Input
                id="survey-title"
                maxLength={120}
                value={title}
                onChange={(e) => {
                  setTitle(e.target.value);
                  setChanged(true);
                }}
              />
            </Form.Item>
            <Form.Item label={t('survey.language')} htmlFor="survey-language">
              <Select
                id="survey-language"
                value={language}
                onChange={(value) => {
                  setLanguage(value);
                  setChanged(true);
                }}
                options={[
                  { value: 'zh', label: t('dispatching.spoken.zh') },
                  { value: 'en', label: t('dispatching.spoken.en') },
                ]}
              />
            </Form.Item>
          </div>
          <Form.Item label={t('survey.intro')} htmlFor="survey-intro">
            <Input.TextArea
              id="survey-intro"
              rows={2}
              value={intro}
              onChange={(e) => {
                setIntro(e.target.value);
                setChanged(true);
              }}
            />
          </Form.Item>
        </Form>
        {questions.map((question, index) => (
          <QuestionEditor
            key={question.key}
            question={question}
            index={index}
            later={questions.slice(index + 1)}
            prompts={prompts}
            language={language}
            onChange={(next) => set(questions.map((q) => (q.key === question.key ? next : q)))}
            onUp={index > 0 ? () => move(index, -1) : null}
            onDown={index < questions.length - 1 ? () => move(index, 1) : null}
            onRemove={() => set(withoutQuestion(questions, question.key))}
          />
        ))}
        <Button
          type="dashed"
          block
          icon={<PlusOutlined />}
          onClick={() => set([...questions, freshQuestion(questions)])}
        >
          {t('survey.addQuestion')}
        </Button>
      </div>
      <div className="survey-preview">
        <Card size="small" title={t('survey.preview')}>
          <SurveyInterview
            intro={intro}
            questions={questions}
            answers={tried}
            onAnswer={(key, value) => setTried({ ...tried, [key]: value })}
          />
          <Button size="small" onClick={() => setTried({})}>
            {t('survey.tryAgain')}
          </Button>
        </Card>
        {survey && survey.version > 0 && <AfterCall survey={survey} steps={steps} />}
      </div>
    </div>
  );
}

/** Nothing may lead to a question that is gone. */
const withoutQuestion = (questions: Question[], key: string): Question[] =>
  questions
    .filter((q) => q.key !== key)
    .map((q) => ({ ...q, choices: q.choices.map((c) => (c.next === key ? { ...c, next: '' } : c)) }));
