import {
  addNode,
  arranged,
  beginWith,
  clock,
  EMPTY,
  freeDigit,
  lead,
  minutes,
  readDrawing,
  removeNode,
  sameFlow,
  waysOf,
} from './flow-model';

test('a node is added under a name of its own, with what its kind needs', () => {
  const [one, first] = addNode(EMPTY, 'MENU', [10, 20]);
  const [two, second] = addNode(one, 'MENU', [30, 40]);
  expect([first, second]).toEqual(['menu', 'menu-2']);
  expect(two.layout).toEqual({ people: [0, 0], menu: [10, 20], 'menu-2': [30, 40] });
  expect(two.definition.nodes[2]).toEqual({
    key: 'menu-2',
    kind: 'MENU',
    choices: {},
    tries: 3,
    input_seconds: 6,
  });
});

test('ways are led, led elsewhere and cut', () => {
  const [drawn] = addNode(EMPTY, 'MENU', [0, 0]);
  const led = lead(
    lead(drawn, { from: 'menu', slot: 'choice:1' }, 'people'),
    { from: 'menu', slot: 'fallback' },
    'people',
  );
  expect(led.definition.nodes.flatMap(waysOf)).toEqual([
    { from: 'menu', slot: 'fallback', to: 'people' },
    { from: 'menu', slot: 'choice:1', to: 'people' },
  ]);
  const without = lead(led, { from: 'menu', slot: 'choice:1' }, null);
  expect(without.definition.nodes[1]?.choices).toEqual({});
});

test('a removed node takes the ways to it along; the first node stays', () => {
  const [drawn] = addNode(EMPTY, 'HANG_UP', [0, 0]);
  const led = lead(drawn, { from: 'people', slot: 'after' }, 'hang-up');
  const removed = removeNode(led, 'hang-up');
  expect(removed).toEqual(EMPTY);
  expect(removeNode(EMPTY, 'people')).toBe(EMPTY);
});

test('what has no place is laid out along the ways, nothing on top of another', () => {
  const [drawn] = addNode(EMPTY, 'HANG_UP', [0, 0]);
  const { definition } = lead(drawn, { from: 'people', slot: 'after' }, 'hang-up');
  const places = arranged(definition);
  expect(places['hang-up']?.[1]).toBeGreaterThan(places.people?.[1] ?? 0);
  expect(readDrawing(JSON.stringify(definition), '{}').layout).toEqual(places);
});

test('times of day are written and read', () => {
  expect([clock(540), clock(1440)]).toEqual(['09:00', '24:00']);
  expect([minutes('9:05'), minutes('24:00'), minutes('24:01'), minutes('9.05')]).toEqual([
    545,
    1440,
    null,
    null,
  ]);
});

test('any step can be the first; what began before is then a step like any other', () => {
  const [drawn] = addNode(EMPTY, 'ANNOUNCE', [0, 0]);
  const begun = beginWith(drawn, 'announce');
  expect(begun.definition.start).toBe('announce');
  expect(begun.definition.nodes).toEqual(drawn.definition.nodes);
  expect(removeNode(begun, 'announce')).toBe(begun);
  expect(removeNode(begun, 'people').definition.nodes.map((node) => node.key)).toEqual(['announce']);
});

test('the next key is the first free one, none when all twelve lead somewhere', () => {
  const menu = (digits: string) => ({
    key: 'menu',
    kind: 'MENU' as const,
    choices: Object.fromEntries([...digits].map((digit) => [digit, 'people'])),
  });
  expect([freeDigit(menu('')), freeDigit(menu('12')), freeDigit(menu('1234567890*#'))]).toEqual([
    '1',
    '3',
    undefined,
  ]);
});

test('a flow is the same in another order of its fields, and another one with another key', () => {
  const [drawn] = addNode(EMPTY, 'MENU', [0, 0]);
  const { definition } = lead(drawn, { from: 'menu', slot: 'choice:1' }, 'people');
  const kept = {
    nodes: definition.nodes.map((node) => Object.fromEntries(Object.entries(node).reverse())),
    start: definition.start,
  } as unknown as typeof definition;
  expect(sameFlow(kept, lead(drawn, { from: 'menu', slot: 'choice:1' }, 'people').definition)).toBe(true);
  expect(
    sameFlow(kept, lead({ ...drawn, definition }, { from: 'menu', slot: 'next' }, null).definition),
  ).toBe(true);
  expect(sameFlow(kept, lead(drawn, { from: 'menu', slot: 'choice:2' }, 'people').definition)).toBe(false);
  expect(sameFlow(kept, { ...definition, start: 'menu' })).toBe(false);
});
