import { duration } from './time';

test.each([
  [0, '0:00'],
  [-3, '0:00'],
  [7.9, '0:07'],
  [247, '4:07'],
  [3753, '1:02:33'],
])('%d seconds read %s', (seconds, text) => expect(duration(seconds)).toBe(text));
