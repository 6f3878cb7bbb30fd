import { describe, expect, it } from 'vitest';
import { channelPath, readPeaks, stepOf, within } from './waveform';

describe('the picture of a recording', () => {
  it('given base64 when read then one number for each stretch', () => {
    expect([...readPeaks('AQL/')]).toEqual([1, 2, 255]);
  });
  it('given peaks when drawn then as high above the middle as below, and silence is a thin line', () => {
    expect(channelPath(Uint8Array.from([255, 0]), 20, 10)).toBe('M0,10.0L1,19.5L1,20.5L0,30.0Z');
    expect(channelPath(new Uint8Array(0), 20, 10)).toBe('');
  });
  it('given keys when pressed then the player moves, but never out of the recording', () => {
    expect(stepOf('ArrowLeft', 3, 60)).toBe(-2);
    expect(within(-2, 60)).toBe(0);
    expect(within(stepOf('PageUp', 40, 60) ?? 0, 60)).toBe(60);
    expect(stepOf('End', 3, 60)).toBe(60);
    expect(stepOf('a', 3, 60)).toBeUndefined();
  });
});
