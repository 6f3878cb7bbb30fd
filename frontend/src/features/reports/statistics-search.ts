import dayjs, { type Dayjs } from 'dayjs';
import type { StatisticsSubject } from '@/shared/graphql/generated/graphql';
import { readOneOf } from '@/shared/ui/list-search';

export const SUBJECTS = [
  'CENTRE',
  'DAY',
  'HOUR',
  'QUEUE',
  'AGENT',
  'PAUSE',
  'BUSINESS',
  'CALLED',
  'TRUNK',
  'MEDIUM',
  'CALLER',
  'WRITTEN',
  'FAULT',
] as const satisfies readonly StatisticsSubject[];

/** Which table, of which days (both included), of which centre; all of it is in the address. */
export interface StatisticsSearch {
  of?: StatisticsSubject;
  since?: string;
  until?: string;
  centre?: string;
  /** The column that is drawn. */
  draw?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && DAY.test(value) && dayjs(value).format('YYYY-MM-DD') === value
    ? value
    : undefined;
const word = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\w{1,64}$/.test(value) ? value : undefined;

export const readStatisticsSearch = (raw: Record<string, unknown>): StatisticsSearch => ({
  of: readOneOf(SUBJECTS, raw.of),
  since: day(raw.since),
  until: day(raw.until),
  centre: word(raw.centre),
  draw: word(raw.draw),
});

export const PRESETS = ['today', 'yesterday', 'days7', 'month', 'lastMonth'] as const;
export type Preset = (typeof PRESETS)[number];

/** The day it is in the house's time zone, wherever the browser stands. */
export const todayIn = (timeZone: string, now = new Date()): Dayjs =>
  dayjs(new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(now));

/** First and last day of a usual period, seen from `now`. */
export function daysOf(preset: Preset, now: Dayjs): [Dayjs, Dayjs] {
  const last = now.subtract(1, 'month');
  switch (preset) {
    case 'today':
      return [now, now];
    case 'yesterday':
      return [now.subtract(1, 'day'), now.subtract(1, 'day')];
    case 'days7':
      return [now.subtract(6, 'day'), now];
    case 'month':
      return [now.startOf('month'), now];
    case 'lastMonth':
      return [last.startOf('month'), last.endOf('month')];
  }
}

/** The usual period that these days are, if they are one. */
export const presetOf = (since: string, until: string, now: Dayjs): Preset | undefined =>
  PRESETS.find((preset) => {
    const [first, last] = daysOf(preset, now);
    return first.format('YYYY-MM-DD') === since && last.format('YYYY-MM-DD') === until;
  });

/** The days to compare with: the month before a whole month, else as many days before the first. */
export function daysBefore(begin: string, end: string): [string, string] {
  const [first, last] = [dayjs(begin), dayjs(end)];
  const month = first.date() === 1 && last.isSame(first.endOf('month'), 'day');
  const before = first.subtract(1, 'day');
  const from = month ? before.startOf('month') : first.subtract(last.diff(first, 'day') + 1, 'day');
  return [from.format('YYYY-MM-DD'), before.format('YYYY-MM-DD')];
}
