import { difference, MEASURES, serviceLevel, written } from './figures';

const queue = {
  __typename: 'QueueFigures' as const,
  queue: '',
  offered: 40,
  answered: 38,
  abandoned: 2,
  inTime: 30,
  overflowed: 4,
  meanWait: 12.34,
  lateWait: 40,
  longestWait: 61,
};
const measure = (key: string) => {
  const found = MEASURES.find((m) => m.key === key);
  if (!found) throw new Error(key);
  return found;
};

test('the service level is of the offered calls, and whole when nobody called', () => {
  expect(serviceLevel(queue)).toBe(75);
  expect(serviceLevel({ ...queue, offered: 0, inTime: 0 })).toBe(100);
});

test('a difference says which way, and whether that is better', () => {
  const better = { ...queue, meanWait: 10, abandoned: 3, overflowed: 9 };
  expect(difference(measure('meanWait'), better, queue)).toEqual({ text: '-2.3 s', verdict: 1 });
  expect(difference(measure('abandoned'), better, queue)).toEqual({ text: '+1', verdict: -1 });
  expect(difference(measure('overflowed'), better, queue)).toEqual({ text: '+5', verdict: 0 });
  expect(difference(measure('longestWait'), better, queue)).toEqual({ text: '–', verdict: 0 });
});

test('figures are written with their unit', () => {
  expect([written('count', 3), written('percent', 75), written('seconds', 2.34)]).toEqual([
    '3',
    '75.0 %',
    '2.3 s',
  ]);
});
