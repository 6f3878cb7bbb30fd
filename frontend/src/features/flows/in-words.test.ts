import { expect, test } from 'vitest';
import { inWords } from './flow-simulator';

test('what a simulated caller hears is told in words', () => {
  const texts = new Map([['welcome', '您好']]);
  const told = ['welcome', 'say:现在, 请稍候', 'number-12', 'digits:2611', 'digit-3', 'unknown'].map((each) =>
    inWords(each, texts),
  );
  expect(told).toEqual(['您好', '现在, 请稍候', '12', '2611', '3', 'unknown']);
});
