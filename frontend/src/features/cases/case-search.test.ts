import { isFiltered, readCaseSearch, toFilter } from './case-search';

test('an empty address is the inbox', () => {
  expect(toFilter(readCaseSearch({})).box).toBe('inbox');
});

test('odd values fall back and leave the rest alone', () => {
  const search = readCaseSearch({ box: 'attic', kind: 'NOISE', page: -3, q: 'lamp', sort: '-dueAt' });
  expect(search).toMatchObject({ q: 'lamp', sort: '-dueAt' });
  expect(search.box).toBeUndefined();
  expect(search.kind).toBeUndefined();
  expect(search.page).toBeUndefined();
});

test('the view becomes the filter of the question', () => {
  const filter = toFilter({
    box: 'all',
    states: ['DISPATCHED'],
    q: 'lamp',
    overdue: true,
    from: '2026-01-02',
  });
  expect(filter).toMatchObject({
    box: 'all',
    states: ['DISPATCHED'],
    text: 'lamp',
    overdue: true,
    kind: null,
  });
  expect(filter.registeredFrom).toBe(new Date('2026-01-02T00:00:00').toISOString());
});

test('the box alone is no filter', () => {
  expect(isFiltered({ box: 'review' })).toBe(false);
  expect(isFiltered({ box: 'review', q: 'x' })).toBe(true);
});

test('a number in the address is text to look for', () => {
  expect(readCaseSearch({ phone: 13800000000, from: 'yesterday', page: 1 })).toEqual({
    phone: '13800000000',
  });
});
