export type QuestionKind = 'CHOICE' | 'SCALE' | 'TEXT';
export interface Choice {
  value: string;
  label: string;
  next: string;
}
/** As the server keeps it. */
export interface Question {
  key: string;
  kind: QuestionKind;
  text: string;
  required: boolean;
  choices: Choice[];
  low: number;
  high: number;
  low_label: string;
  high_label: string;
  prompt: string;
}
export const END = 'END';

export const questionsOf = (json: string): Question[] => JSON.parse(json) as Question[];

/** The questions that are asked, given these answers, up to the first required one without an answer. */
export function wayThrough(questions: readonly Question[], answers: Record<string, string>): Question[] {
  const asked: Question[] = [];
  let skipTo = '';
  for (const question of questions) {
    if (skipTo && question.key !== skipTo) continue;
    skipTo = '';
    asked.push(question);
    const value = answers[question.key];
    if (!value && question.required) return asked;
    const chosen = question.choices.find((choice) => choice.value === value);
    if (chosen?.next === END) return asked;
    skipTo = chosen?.next ?? '';
  }
  return asked;
}
