import { describe, expect, it } from 'vitest';
import { clock, minuteOf } from './clock';

describe('time of day', () => {
  it('reads what it writes', () => {
    for (const minute of [0, 5, 510, 1439]) expect(minuteOf(clock(minute))).toBe(minute);
    expect(clock(510)).toBe('08:30');
  });

  it('knows what is no time of day', () => {
    for (const text of ['', '24:01', '8', '08:60', 'noon']) expect(minuteOf(text)).toBeUndefined();
  });
});
