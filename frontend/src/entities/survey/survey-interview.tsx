import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Question, wayThrough } from './questions';
import './survey-interview.css';

interface Props {
  intro: string;
  questions: readonly Question[];
  answers: Record<string, string>;
  onAnswer(key: string, value: string): void;
}

/** The questionnaire as it is asked: the next question appears when the one before it has been answered. */
export function SurveyInterview({ intro, questions, answers, onAnswer }: Props) {
  const { t } = useTranslation();
  return (
    <div className="interview">
      {intro && <blockquote>{intro}</blockquote>}
      <ol>
        {wayThrough(questions, answers).map((question) => (
          <li key={question.key}>
            <fieldset>
              <legend>
                {question.text}
                {!question.required && <small> {t('survey.optional')}</small>}
              </legend>
              <Answer question={question} value={answers[question.key] ?? ''} onAnswer={onAnswer} />
            </fieldset>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Answer({
  question,
  value,
  onAnswer,
}: {
  question: Question;
  value: string;
  onAnswer(key: string, value: string): void;
}) {
  if (question.kind === 'TEXT')
    return (
      <Input.TextArea
        aria-label={question.text}
        rows={2}
        maxLength={2000}
        defaultValue={value}
        onBlur={(e) => {
          if (e.target.value !== value) onAnswer(question.key, e.target.value);
        }}
      />
    );
  const options =
    question.kind === 'CHOICE'
      ? question.choices.map((c) => ({ value: c.value, label: c.label }))
      : Array.from({ length: question.high - question.low + 1 }, (_, n) => String(question.low + n)).map(
          (v) => ({
            value: v,
            label: v,
          }),
        );
  return (
    <span className="interview-scale">
      {question.kind === 'SCALE' && question.low_label && <small>{question.low_label}</small>}
      <Radio.Group
        optionType={question.kind === 'SCALE' ? 'button' : 'default'}
        options={options}
        value={value || null}
        onChange={(e) => onAnswer(question.key, String(e.target.value))}
      />
      {question.kind === 'SCALE' && question.high_label && <small>{question.high_label}</small>}
    </span>
  );
}
