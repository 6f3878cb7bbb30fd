import type { StatisticsQuery } from '@/shared/graphql/generated/graphql';
import { csvOf } from '@/shared/ui/csv';
import { duration } from '@/shared/ui/time';

export type Report = StatisticsQuery['statistics'];
export type Column = Report['columns'][number];
export type Row = Report['rows'][number];

/** A figure as people read it; what cannot be worked out is a dash. */
export function written(value: number | null | undefined, unit: Column['unit'], locale: string): string {
  if (value === null || value === undefined) return '–';
  switch (unit) {
    case 'SECONDS':
      return duration(Math.round(value));
    case 'PERCENT':
      return `${value.toFixed(1)} %`;
    case 'SCORE':
      return value.toFixed(2);
    default:
      return value.toLocaleString(locale);
  }
}

/** A day, or from when to when. */
export const spelled = (begin: string, end: string): string => (begin === end ? begin : `${begin} – ${end}`);

/** Does a figure fall short of what the norm asks? */
export const fallsShort = (value: number | null | undefined, column: Column): boolean =>
  value !== null && value !== undefined && typeof column.norm === 'number' && value < column.norm;

/** The index of the column that is drawn: the one asked for, or the first. */
export const drawnColumn = (columns: readonly Column[], wanted: string | undefined): number =>
  Math.max(
    0,
    columns.findIndex(({ key }) => key === wanted),
  );

/** The table for spreadsheets: plain numbers, seconds as seconds. */
export function reportCsv(
  report: Report,
  words: { subject: string; total: string; column(column: Column): string; row(key: string): string },
): string {
  const plain = (row: Row) =>
    row.values.map((value) => (typeof value === 'number' ? String(Math.round(value * 100) / 100) : ''));
  return csvOf([
    [words.subject, ...report.columns.map(words.column)],
    ...report.rows.map((row) => [words.row(row.key), ...plain(row)]),
    [words.total, ...plain(report.total)],
  ]);
}
