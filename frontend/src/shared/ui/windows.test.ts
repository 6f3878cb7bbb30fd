import { describe, expect, it } from 'vitest';
import { clockOf, minutesOf } from '@/shared/ui/windows';

describe('times of a rule', () => {
  it('given minutes when shown then as a clock, and back', () => {
    for (const [minutes, clock] of [
      [0, '00:00'],
      [545, '09:05'],
      [1440, '24:00'],
    ] as const) {
      expect(clockOf(minutes)).toBe(clock);
      expect(minutesOf(clock)).toBe(minutes);
    }
  });
  it('given no time when read then nothing', () => {
    for (const clock of ['', '9', '24:01', '09:60', '-1:00', 'ab:cd'])
      expect(minutesOf(clock)).toBeUndefined();
  });
});
