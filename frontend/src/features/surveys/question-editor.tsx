import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Input, InputNumber, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Question, QuestionKind } from '@/entities/survey';
import type { OneSurveyQuery } from '@/shared/graphql/generated/graphql';
import { freshValue } from './fresh-question';

const KINDS: readonly QuestionKind[] = ['CHOICE', 'SCALE', 'TEXT'];
interface Props {
  question: Question;
  index: number;
  later: readonly Question[];
  prompts: OneSurveyQuery['surveyPrompts'];
  language: string;
  onChange(question: Question): void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove(): void;
}

/** One question: kind, words, answers with where they lead, the recording that asks it. */
export function QuestionEditor(props: Props) {
  const { t } = useTranslation();
  const { question, index, prompts, language, onChange, onUp, onDown, onRemove } = props;
  const set = (part: Partial<Question>) => onChange({ ...question, ...part });
  const id = `question-${question.key}`;
  return (
    <Card
      size="small"
      className="survey-gap"
      title={t('survey.question', { n: index + 1 })}
      extra={
        <Space size={2}>
          <Checkbox checked={question.required} onChange={(e) => set({ required: e.target.checked })}>
            {t('survey.required')}
          </Checkbox>
          <Button
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={t('survey.up')}
            disabled={!onUp}
            onClick={() => onUp?.()}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={t('survey.down')}
            disabled={!onDown}
            onClick={() => onDown?.()}
          />
          <Button
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={t('survey.remove')}
            onClick={onRemove}
          />
        </Space>
      }
    >
      <div className="survey-question">
        <Select
          aria-label={t('survey.kindName')}
          value={question.kind}
          onChange={(kind) => set({ kind })}
          options={KINDS.map((value) => ({ value, label: t(`survey.kind.${value}`) }))}
        />
        <Input
          id={id}
          aria-label={t('survey.text')}
          placeholder={t('survey.text')}
          maxLength={500}
          value={question.text}
          onChange={(e) => set({ text: e.target.value })}
        />
      </div>
      {question.kind === 'CHOICE' && <Choices {...props} />}
      {question.kind === 'SCALE' && (
        <Space wrap className="survey-part">
          <InputNumber
            aria-label={t('survey.low')}
            min={0}
            max={9}
            value={question.low}
            onChange={(low) => set({ low: low ?? 1 })}
          />
          <Input
            aria-label={t('survey.lowLabel')}
            placeholder={t('survey.lowLabel')}
            maxLength={20}
            value={question.low_label}
            onChange={(e) => set({ low_label: e.target.value })}
          />
          –
          <InputNumber
            aria-label={t('survey.high')}
            min={1}
            max={10}
            value={question.high}
            onChange={(high) => set({ high: high ?? 5 })}
          />
          <Input
            aria-label={t('survey.highLabel')}
            placeholder={t('survey.highLabel')}
            maxLength={20}
            value={question.high_label}
            onChange={(e) => set({ high_label: e.target.value })}
          />
        </Space>
      )}
      {question.kind !== 'TEXT' && (
        <Select
          className="survey-part survey-prompt"
          aria-label={t('survey.prompt')}
          allowClear
          placeholder={t('survey.prompt')}
          value={question.prompt || undefined}
          onChange={(prompt?: string) => set({ prompt: prompt ?? '' })}
          options={prompts.map((p) => ({ value: p.key, label: `♪ ${language === 'en' ? p.en : p.zh}` }))}
        />
      )}
    </Card>
  );
}

function Choices({ question, later, onChange }: Props) {
  const { t } = useTranslation();
  const set = (choices: Question['choices']) => onChange({ ...question, choices });
  return (
    <div className="survey-part">
      {question.choices.map((choice, index) => (
        <div key={choice.value} className="survey-choice">
          <span aria-hidden>{index + 1}</span>
          <Input
            aria-label={t('survey.choice', { n: index + 1 })}
            placeholder={t('survey.choice', { n: index + 1 })}
            maxLength={80}
            value={choice.label}
            onChange={(e) =>
              set(
                question.choices.map((c) => (c.value === choice.value ? { ...c, label: e.target.value } : c)),
              )
            }
          />
          <Select
            aria-label={t('survey.then')}
            value={choice.next}
            onChange={(next) =>
              set(question.choices.map((c) => (c.value === choice.value ? { ...c, next } : c)))
            }
            options={[
              { value: '', label: t('survey.thenNext') },
              ...later.map((q) => ({ value: q.key, label: `→ ${q.text || q.key}` })),
              { value: 'END', label: t('survey.thenEnd') },
            ]}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('survey.removeChoice', { n: index + 1 })}
            disabled={question.choices.length <= 2}
            onClick={() => set(question.choices.filter((c) => c.value !== choice.value))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={question.choices.length >= 12}
        onClick={() =>
          set([
            ...question.choices,
            { value: freshValue(question.choices.map((c) => c.value)), label: '', next: '' },
          ])
        }
      >
        {t('survey.addChoice')}
      </Button>
    </div>
  );
}
