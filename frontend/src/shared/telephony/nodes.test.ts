import { lineOf } from './nodes';

test('a line is as good as its best node', () => {
  expect(lineOf(['refused', 'registered'])).toBe('registered');
  expect(lineOf(['lost', 'connecting'])).toBe('connecting');
  expect(lineOf(['refused', 'lost'])).toBe('lost');
  expect(lineOf(['refused', 'refused'])).toBe('refused');
  expect(lineOf([])).toBe('off');
});
