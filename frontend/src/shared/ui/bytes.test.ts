import { expect, test } from 'vitest';
import { bytes } from './bytes';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [999_600, '1.0 MB'],
  [123_456_789, '123 MB'],
  [3_000_000_000, '3.0 GB'],
])('given %d bytes when shown then %s', (count, shown) => {
  expect(bytes(count)).toBe(shown);
});
