import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { type Column, drawnColumn, fallsShort, type Report, reportCsv, written } from './figures';
import { daysBefore, daysOf, presetOf, readStatisticsSearch, todayIn } from './statistics-search';

const connected: Column = { key: 'connected', unit: 'PERCENT', norm: 95 };
const offered: Column = { key: 'offered', unit: 'COUNT', norm: null };
const wait: Column = { key: 'waitMean', unit: 'SECONDS', norm: null };

test('figures are written by their unit', () => {
  expect(written(1234, 'COUNT', 'en')).toBe('1,234');
  expect(written(94.96, 'PERCENT', 'en')).toBe('95.0 %');
  expect(written(67.4, 'SECONDS', 'en')).toBe('1:07');
  expect(written(4.256, 'SCORE', 'en')).toBe('4.26');
  expect(written(null, 'PERCENT', 'en')).toBe('–');
});

test('a figure falls short only of a norm, and only when there is a figure', () => {
  expect(fallsShort(94.9, connected)).toBe(true);
  expect(fallsShort(95, connected)).toBe(false);
  expect(fallsShort(null, connected)).toBe(false);
  expect(fallsShort(0, offered)).toBe(false);
});

test('the column asked for is drawn, an unknown one is not', () => {
  expect(drawnColumn([offered, connected], 'connected')).toBe(1);
  expect(drawnColumn([offered, connected], 'gone')).toBe(0);
});

test('the table for spreadsheets has words for keys and plain numbers', () => {
  const report: Report = {
    subject: 'QUEUE',
    begin: '2026-03-02',
    end: '2026-03-02',
    columns: [offered, connected, wait],
    rows: [{ key: 'east.general', values: [3, 66.6666, null] }],
    total: { key: '', values: [3, 66.6666, null] },
  };
  const words = {
    subject: 'Queue',
    total: 'Total',
    column: ({ key }: Column) => key.toUpperCase(),
    row: () => 'General',
  };
  expect(reportCsv(report, words)).toBe(
    '"Queue","OFFERED","CONNECTED","WAITMEAN"\r\n"General","3","66.67",""\r\n"Total","3","66.67",""',
  );
});

test('usual periods', () => {
  const now = dayjs('2026-03-31T10:00');
  const days = (preset: Parameters<typeof daysOf>[0]) =>
    daysOf(preset, now).map((day) => day.format('YYYY-MM-DD'));
  expect(days('today')).toEqual(['2026-03-31', '2026-03-31']);
  expect(days('yesterday')).toEqual(['2026-03-30', '2026-03-30']);
  expect(days('days7')).toEqual(['2026-03-25', '2026-03-31']);
  expect(days('month')).toEqual(['2026-03-01', '2026-03-31']);
  expect(days('lastMonth')).toEqual(['2026-02-01', '2026-02-28']);
  expect(presetOf('2026-02-01', '2026-02-28', now)).toBe('lastMonth');
  expect(presetOf('2026-02-01', '2026-02-27', now)).toBeUndefined();
});

test('an address holds only what can be meant', () => {
  expect(
    readStatisticsSearch({ of: 'AGENT', since: '2026-03-02', until: '2026-13-40', centre: 'ea st' }),
  ).toEqual({
    of: 'AGENT',
    since: '2026-03-02',
    until: undefined,
    centre: undefined,
    draw: undefined,
  });
});

test('the period before is as long, and the month before for a whole month', () => {
  expect(daysBefore('2026-03-02', '2026-03-02')).toEqual(['2026-03-01', '2026-03-01']);
  expect(daysBefore('2026-03-02', '2026-03-08')).toEqual(['2026-02-23', '2026-03-01']);
  expect(daysBefore('2026-03-01', '2026-03-31')).toEqual(['2026-02-01', '2026-02-28']);
  expect(daysBefore('2026-03-01', '2026-03-30')).toEqual(['2026-01-30', '2026-02-28']);
});

test('today is the day of the house, not that of the browser', () => {
  const late = new Date('2026-03-02T20:30:00Z');
  expect(todayIn('Asia/Shanghai', late).format('YYYY-MM-DD')).toBe('2026-03-03');
  expect(todayIn('Europe/London', late).format('YYYY-MM-DD')).toBe('2026-03-02');
});
