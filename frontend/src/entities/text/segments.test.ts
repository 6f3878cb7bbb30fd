import { segments } from './segments';

test.each([
  ['', 0],
  ['   \n ', 0],
  ['修', 1],
  ['修'.repeat(63), 1], // with 【12345】: 70
  ['修'.repeat(64), 2],
  ['修'.repeat(127), 2], // 134 = 2 × 67
  ['修'.repeat(128), 3],
  ['a'.repeat(150), 1], // "[12345] " takes 10 septets: its brackets two each
  ['a'.repeat(151), 2],
  ['a'.repeat(296), 2], // 306 = 2 × 153
  ['a'.repeat(297), 3],
  ['€'.repeat(75), 1],
  ['€'.repeat(76), 2],
  [`ż${'a'.repeat(61)}`, 1], // not of the alphabet: 16 bits for all
  [`ż${'a'.repeat(62)}`, 2],
  ['a  \n b', 1],
])('%j goes out as %i', (body, count) => {
  expect(segments(body)).toBe(count);
});

test('a character of two units is not cut in two', () => {
  expect(segments(`修${'😀'.repeat(31)}`)).toBe(1); // 7 + 1 + 62 = 70
  expect(segments(`修${'😀'.repeat(59)}`)).toBe(2); // 8 + 58 = 66, the next would be cut at 67
  expect(segments(`修${'😀'.repeat(63)}`)).toBe(3);
});
