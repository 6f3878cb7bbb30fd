import { expect, test } from 'vitest';
import { csvOf } from './csv';

test('cells are quoted, and none is a formula', () => {
  expect(
    csvOf([
      ['a', 'b "c"'],
      ['=1+1', '-'],
    ]),
  ).toBe('"a","b ""c"""\r\n"\'=1+1","\'-"');
});
