import { expect, test } from 'vitest';
import { aCall, aPop } from '@/testing/people';
import { numberOf } from './call-work';

test('the form of an internal call has no number: the colleague is no citizen', () => {
  const pop = { callerLocal: '' };
  expect(numberOf(aCall({ party: 'city:8001', pop: aPop({ ...pop, medium: 'INTERNAL' }) }))).toBe('');
  expect(numberOf(aCall({ party: '+8613800010001', pop: aPop(pop) }))).toBe('138 0001 0001');
});
