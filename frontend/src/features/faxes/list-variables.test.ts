import dayjs from 'dayjs';
import { readFaxSearch } from './fax-search';
import { listVariables } from './list-variables';

test('what the address may say, and nothing else', () => {
  expect(
    readFaxSearch({ tab: 'out', out: 'GOING', box: 'XX', since: '2026-07-04', until: 'now', page: 2 }),
  ).toEqual({
    tab: 'out',
    out: 'GOING',
    box: undefined,
    since: '2026-07-04',
    until: undefined,
    q: undefined,
    page: 2,
  });
});

test('the last day counts to its end', () => {
  const asked = listVariables({ since: '2026-07-04', until: '2026-07-04' });
  expect(dayjs(asked.until).diff(dayjs(asked.since), 'hour')).toBe(24);
  expect(listVariables({})).toEqual({ text: null, first: 20, offset: 0, since: null, until: null });
});
