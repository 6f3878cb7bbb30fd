import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { namesOf } from '@/entities/names';
import { setLocale } from '@/shared/i18n';
import { detailText, subjectText } from './alarm-texts';

beforeAll(async () => {
  await setLocale('en');
});
const t = i18next.t;
const names = namesOf([{ key: 'east', name: 'East District' }], []);

test('what an alarm is about is said in words where it is a code', () => {
  expect(subjectText(t, names, 'NO_CHANNEL', 'INBOUND')).toBe('Calls in');
  expect(subjectText(t, names, 'TOLL_LIMIT', 'east/DIALLER')).toBe('Dialler (East District)');
  expect(subjectText(t, names, 'TOLL_LIMIT', 'east:8101')).toBe('East District · 8101');
  expect(subjectText(t, names, 'SCRIPT_SUSPENDED', 'script')).toBe('Routing script');
  expect(subjectText(t, names, 'STORE_DOWN', 'object store')).toBe('Object store');
  expect(subjectText(t, names, 'REPORT_UNSENT', 'east/Province')).toBe('Province (East District)');
  expect(subjectText(t, names, 'NODE_LOST', 'gw1')).toBe('gw1');
});

test('kinds of numbers and tries of strangers are said in words', () => {
  expect(detailText(t, 'TOLL_FORBIDDEN', 'INTERNATIONAL +16502530000')).toBe('International +16502530000');
  expect(detailText(t, 'SCANNER', '10: 100, 101')).toBe('10 tries as 100, 101 …');
  expect(detailText(t, 'STORE_DOWN', 'OSError: No space left')).toBe('OSError: No space left');
});
