import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { setLocale } from '@/shared/i18n';
import { axeViolations } from '@/testing/axe';
import type { Question } from './questions';
import { SurveyInterview } from './survey-interview';

beforeAll(() => setLocale('zh-Hans'));

const base = { required: true, choices: [], low: 1, high: 5, low_label: '', high_label: '', prompt: '' };
const QUESTIONS: Question[] = [
  {
    ...base,
    key: 'contacted',
    kind: 'CHOICE',
    text: '是否已经与您联系？',
    choices: [
      { value: 'yes', label: '已联系', next: '' },
      { value: 'no', label: '没有联系', next: 'why' },
    ],
  },
  { ...base, key: 'mark', kind: 'SCALE', text: '是否满意？', low_label: '不满意', high_label: '满意' },
  { ...base, key: 'why', kind: 'TEXT', text: '为什么？', required: false },
];

function Interview({ told }: { told: [string, string][] }) {
  const [answers, setAnswers] = useState<Record<string, string>>({});
  return (
    <SurveyInterview
      intro="您好"
      questions={QUESTIONS}
      answers={answers}
      onAnswer={(key, value) => {
        told.push([key, value]);
        setAnswers({ ...answers, [key]: value });
      }}
    />
  );
}

test('the next question comes with the answer to the one before it', async () => {
  const told: [string, string][] = [];
  const { container } = render(<Interview told={told} />);
  expect(screen.queryByText('是否满意？')).toBeNull();
  await userEvent.click(screen.getByLabelText('已联系'));
  expect(screen.getByText('是否满意？')).toBeTruthy();
  await userEvent.click(screen.getByText('4'));
  await userEvent.type(screen.getByLabelText('为什么？'), '很快');
  await userEvent.tab();
  expect(told).toEqual([
    ['contacted', 'yes'],
    ['mark', '4'],
    ['why', '很快'],
  ]);
  expect(await axeViolations(container)).toEqual([]);
});

test('another answer leads another way', async () => {
  render(<Interview told={[]} />);
  await userEvent.click(screen.getByLabelText('没有联系'));
  expect(screen.queryByText('是否满意？')).toBeNull();
  expect(screen.getByText('为什么？')).toBeTruthy();
});
