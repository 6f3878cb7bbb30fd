import { startLines, waysOf } from './lines';
import type { LineState, Softphone, SoftphoneCredentials, SoftphoneEvents, StartSoftphone } from './port';

const CREDENTIALS: SoftphoneCredentials = {
  nodes: [['wss://a/ws']],
  user: 'east-01',
  password: 'secret',
  domain: 'a',
  iceServers: [],
  twilio: { token: 'first', edges: [] },
  renewAfterSeconds: 900,
};

function stage() {
  const told: string[] = [];
  const events: SoftphoneEvents = {
    line: (state: LineState) => told.push(`line ${state}`),
    invited: (callId, auto) => told.push(`invited ${callId} ${auto}`),
    established: (callId) => told.push(`established ${callId}`),
    ended: (callId) => told.push(`ended ${callId}`),
    microphone: (problem) => told.push(`microphone ${problem}`),
    stale: () => told.push('stale'),
  };
  const parts: { events: SoftphoneEvents; orders: string[] }[] = [];
  const way: StartSoftphone = async (_, own) => {
    const orders: string[] = [];
    parts.push({ events: own, orders });
    const part: Softphone = {
      answer: (callId) => orders.push(`answer ${callId}`),
      drop: (callId) => orders.push(`drop ${callId}`),
      setMuted: (callId, muted) => orders.push(`muted ${callId} ${muted}`),
      renew: ({ twilio }) => orders.push(`renew ${twilio?.token}`),
      stop: () => orders.push('stop'),
    };
    return part;
  };
  return { told, events, parts, way };
}

test('a seat signs in where its credentials say, and nowhere else', () => {
  expect(waysOf(CREDENTIALS)).toHaveLength(2);
  expect(waysOf({ ...CREDENTIALS, twilio: null })).toHaveLength(1);
  expect(waysOf({ ...CREDENTIALS, nodes: [] })).toHaveLength(1);
  expect(waysOf({ ...CREDENTIALS, nodes: [], twilio: null })).toHaveLength(0);
});

test('two ways are one line, and a call is answered, muted and dropped where it came', async () => {
  const { told, events, parts, way } = stage();
  const phone = await startLines(CREDENTIALS, events, [way, way]);
  const [sip, twilio] = parts;
  sip?.events.line('refused');
  twilio?.events.line('registered');
  sip?.events.line('lost');
  expect(told).toEqual(['line connecting', 'line registered', 'line registered']);
  twilio?.events.invited('b', true);
  phone.answer('b');
  phone.setMuted('b', true);
  phone.drop('b');
  phone.answer('unknown');
  expect(twilio?.orders).toEqual(['answer b', 'muted b true', 'drop b']);
  phone.renew({ ...CREDENTIALS, twilio: { token: 'second', edges: [] } });
  phone.stop();
  expect(sip?.orders).toEqual(['renew second', 'stop']);
  twilio?.events.line('lost');
  expect(told.slice(3)).toEqual(['invited b true']);
});

test('a call that rings again by the other way is not ended by the end of the first ring', async () => {
  const { told, events, parts, way } = stage();
  await startLines(CREDENTIALS, events, [way, way]);
  parts[0]?.events.invited('a', false);
  parts[1]?.events.invited('a', false);
  parts[0]?.events.ended('a');
  parts[1]?.events.ended('a');
  expect(told).toEqual(['invited a false', 'invited a false', 'ended a']);
});

test('a way that cannot be started leaves the other alone and is tried again', async () => {
  vi.useFakeTimers();
  const { told, events, parts, way } = stage();
  const broken = vi.fn(way).mockRejectedValueOnce(new Error('not loaded'));
  await startLines(CREDENTIALS, events, [way, broken]);
  parts[0]?.events.line('registered');
  expect(told).toEqual(['line connecting', 'line registered']);
  await vi.runOnlyPendingTimersAsync();
  expect(broken).toHaveBeenCalledTimes(2);
  expect(parts).toHaveLength(2);
  vi.useRealTimers();
});
