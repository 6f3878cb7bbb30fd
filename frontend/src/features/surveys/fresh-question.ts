import type { Question } from '@/entities/survey';

/** A question of its own key: q1, q2 … */
export function freshQuestion(others: readonly Question[]): Question {
  let n = others.length + 1;
  while (others.some((q) => q.key === `q${n}`)) n += 1;
  return {
    key: `q${n}`,
    kind: 'CHOICE',
    text: '',
    required: true,
    choices: [
      { value: 'a', label: '', next: '' },
      { value: 'b', label: '', next: '' },
    ],
    low: 1,
    high: 5,
    low_label: '',
    high_label: '',
    prompt: '',
  };
}

/** A value that no other choice has: a, b, c … */
export function freshValue(values: readonly string[]): string {
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') if (!values.includes(letter)) return letter;
  return `v${values.length}`;
}
