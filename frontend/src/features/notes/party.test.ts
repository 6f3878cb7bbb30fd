import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import type { NoteThreadLineFragment } from '@/shared/graphql/generated/graphql';
import { inOrder, othersOf } from './party';

const t = ((key: string, { tenant = '' } = {}) => `${key}:${tenant}`) as unknown as TFunction;
const city = { __typename: 'Tenant' as const, key: 'city', name: '市级中心' };
const east = { __typename: 'Tenant' as const, key: 'east', name: '东区' };
const party = (tenant: typeof city | typeof east, kind: 'PERSON' | 'SHIFT' | 'CENTRE', label = '') => ({
  __typename: 'NoteParty' as const,
  tenant,
  kind,
  key: label,
  label,
});
const thread = (...parties: ReturnType<typeof party>[]): NoteThreadLineFragment => ({
  __typename: 'NoteThread',
  id: '1',
  subject: '',
  lastAt: '2026-01-01T08:00:00Z',
  unread: 0,
  last: null,
  parties,
});

test('a conversation is named after the others; strangers with their centre', () => {
  const both = thread(party(city, 'PERSON', '8001 李敏'), party(east, 'PERSON', '8101 王强'));
  expect(othersOf(both, t, 'city', '8001 李敏')).toBe('8101 王强 (东区)');
  const all = thread(party(city, 'PERSON', '8001 李敏'), party(east, 'CENTRE'), party(city, 'SHIFT'));
  expect(othersOf(all, t, 'city', '8001 李敏')).toBe('notes.centreOf:东区、notes.shiftOf:市级中心');
});

test('messages are read oldest first', () => {
  const rows = [
    { id: 'c', at: '2026-01-01T08:00:02Z' },
    { id: 'b', at: '2026-01-01T08:00:01Z' },
    { id: 'a', at: '2026-01-01T08:00:01Z' },
  ];
  expect(inOrder(rows).map((row) => row.id)).toEqual(['a', 'b', 'c']);
});
