import { describe, expect, it } from 'vitest';
import { type Question, wayThrough } from './questions';

const base = { required: true, choices: [], low: 1, high: 5, low_label: '', high_label: '', prompt: '' };
const QUESTIONS: Question[] = [
  {
    ...base,
    key: 'contacted',
    kind: 'CHOICE',
    text: '?',
    choices: [
      { value: 'yes', label: '是', next: '' },
      { value: 'no', label: '否', next: 'why' },
      { value: 'stop', label: '不', next: 'END' },
    ],
  },
  { ...base, key: 'mark', kind: 'SCALE', text: '?' },
  { ...base, key: 'why', kind: 'TEXT', text: '?', required: false },
];
const keys = (answers: Record<string, string>) => wayThrough(QUESTIONS, answers).map((q) => q.key);

describe('the way through a questionnaire', () => {
  it('goes on with each answer', () => {
    expect(keys({})).toEqual(['contacted']);
    expect(keys({ contacted: 'yes' })).toEqual(['contacted', 'mark']);
    expect(keys({ contacted: 'yes', mark: '3' })).toEqual(['contacted', 'mark', 'why']);
  });

  it('jumps and ends where the answer says so', () => {
    expect(keys({ contacted: 'no' })).toEqual(['contacted', 'why']);
    expect(keys({ contacted: 'stop' })).toEqual(['contacted']);
  });
});
