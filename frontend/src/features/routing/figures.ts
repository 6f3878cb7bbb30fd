import type { FiguresFragment } from '@/shared/graphql/generated/graphql';

type Queue = FiguresFragment['total'];

/** A figure of a queue: which way is better, and how it is written. */
export const MEASURES = [
  { key: 'offered', of: (q: Queue) => q.offered, kind: 'count', better: 0 },
  { key: 'answered', of: (q: Queue) => q.answered, kind: 'count', better: 1 },
  { key: 'abandoned', of: (q: Queue) => q.abandoned, kind: 'count', better: -1 },
  { key: 'serviceLevel', of: serviceLevel, kind: 'percent', better: 1 },
  { key: 'meanWait', of: (q: Queue) => q.meanWait, kind: 'seconds', better: -1 },
  { key: 'lateWait', of: (q: Queue) => q.lateWait, kind: 'seconds', better: -1 },
  { key: 'longestWait', of: (q: Queue) => q.longestWait, kind: 'seconds', better: -1 },
  { key: 'overflowed', of: (q: Queue) => q.overflowed, kind: 'count', better: 0 },
] as const;

export type Measure = (typeof MEASURES)[number];

/** Percent of the offered calls that were answered in time. */
export function serviceLevel(queue: Queue): number {
  return queue.offered ? (100 * queue.inTime) / queue.offered : 100;
}

const DIGITS = { count: 0, percent: 1, seconds: 1 } as const;
const UNIT = { count: '', percent: ' %', seconds: ' s' } as const;

export const written = (kind: Measure['kind'], value: number): string =>
  `${value.toFixed(DIGITS[kind])}${UNIT[kind]}`;

/** The difference as it is written, and whether it is for the better (1), for the worse (-1) or neither (0). */
export function difference(
  measure: Measure,
  draft: Queue,
  inForce: Queue,
): { text: string; verdict: number } {
  const by = measure.of(draft) - measure.of(inForce);
  const text = written(measure.kind, by);
  const none = Number.parseFloat(text) === 0;
  return {
    text: none ? '–' : by > 0 ? `+${text}` : text,
    verdict: none ? 0 : Math.sign(by) * measure.better,
  };
}
