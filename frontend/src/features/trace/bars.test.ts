import { expect, test } from 'vitest';
import { barsOf, placeOf, type TracedContact, traceCsv } from './bars';

const contact: TracedContact = {
  __typename: 'Contact',
  id: '1',
  callId: 'gw1-1',
  medium: 'TELEPHONE',
  caller: '+8613900000009',
  called: '12345',
  arrivedAt: '2026-01-01T08:00:00Z',
  answeredAt: '2026-01-01T08:00:10Z',
  endedAt: '2026-01-01T08:01:40Z',
  endReason: 'CALLER_HUNG_UP',
  trace: [
    { __typename: 'TraceStep', at: '2026-01-01T08:00:00Z', step: 'ARRIVED', detail: '=1+1' },
    { __typename: 'TraceStep', at: '2026-01-01T08:01:40Z', step: 'ENDED', detail: 'say "bye"' },
  ],
  legs: [
    {
      __typename: 'TraceLeg',
      leg: 'far',
      kind: 'CALLER',
      party: '+8613900000009',
      startedAt: '2026-01-01T08:00:00Z',
      endedAt: '2026-01-01T08:01:40Z',
      cause: 16,
    },
  ],
  parts: [],
  recordings: [],
  listenings: [
    {
      __typename: 'Listening',
      id: '7',
      supervisor: 'city:8002',
      agent: 'city:8001',
      mode: 'BARGE',
      startedAt: '2026-01-01T08:00:50Z',
      endedAt: null,
      reason: '',
      course: [
        { __typename: 'ModeStep', mode: 'MONITOR', at: '2026-01-01T08:00:50Z' },
        { __typename: 'ModeStep', mode: 'BARGE', at: '2026-01-01T08:01:00Z' },
      ],
    },
  ],
};
const from = Date.parse(contact.arrivedAt);

test('every stretch has its place on the scale of the call; what is open ends with it', () => {
  const [leg, listening] = barsOf(contact, from + 999_000);
  expect(leg && placeOf(leg, from, from + 100_000)).toEqual({ left: 0, width: 100 });
  expect(listening && placeOf(listening, from, from + 100_000)).toEqual({ left: 50, width: 50 });
  expect(listening?.kind).toBe('MONITOR → BARGE');
  expect(listening?.live).toBe(false);
});

test('of a running call what is open reaches to now', () => {
  const bars = barsOf({ ...contact, endedAt: null }, from + 200_000);
  expect(bars.map((bar) => [bar.live, bar.to - from])).toEqual([
    [false, 100_000],
    [true, 200_000],
  ]);
});

test('the export quotes, and no cell becomes a formula', () => {
  const lines = traceCsv(contact, (step) => step).split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[1]).toBe('"2026-01-01T08:00:00Z","STEP","ARRIVED","\'=1+1",""');
  expect(lines.at(-1)).toBe('"2026-01-01T08:01:40Z","STEP","ENDED","say ""bye""",""');
});
