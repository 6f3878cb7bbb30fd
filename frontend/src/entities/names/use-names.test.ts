import { expect, test } from 'vitest';
import { namesOf } from './use-names';

test('keys of the house are said by name, and what is not known stays', () => {
  const names = namesOf([{ key: 'east', name: 'East District' }], [{ key: 'east.general', name: 'Main' }]);
  expect(names.tenant('east')).toBe('East District');
  expect(names.tenant('south')).toBe('south');
  expect(names.queue('east.general')).toBe('East District · Main');
  expect(names.queue('east.gone')).toBe('east.gone');
  expect(names.agent('east:8101')).toBe('East District · 8101');
  expect(names.agent('gw1')).toBe('gw1');
  expect(names.within('east.general #1, east:8101, 10.0.0.1, gone.x')).toBe(
    'East District · Main #1, East District · 8101, 10.0.0.1, gone.x',
  );
});
