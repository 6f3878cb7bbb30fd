import type { Call, Device } from '@twilio/voice-sdk';
import type { LineState, SoftphoneCredentials, SoftphoneEvents } from './port';
import { isTokenRefused, startTwilio, type TwilioDevice } from './twilio-softphone';

type Listener = (...given: unknown[]) => void;

/** Emits as the SDK does. */
class Emitter {
  private readonly listeners = new Map<string, Listener[]>();
  on(name: string, listener: Listener) {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
    return this;
  }
  emit(name: string, ...given: unknown[]) {
    for (const listener of this.listeners.get(name) ?? []) listener(...given);
  }
}

class FakeDevice extends Emitter {
  readonly sounds: string[] = [];
  readonly tokens: string[];
  isDestroyed = false;
  readonly audio = {
    incoming: (on: boolean) => this.sounds.push(`incoming ${on}`),
    outgoing: (on: boolean) => this.sounds.push(`outgoing ${on}`),
    disconnect: (on: boolean) => this.sounds.push(`disconnect ${on}`),
  };
  constructor(
    token: string,
    readonly options: Device.Options,
  ) {
    super();
    this.tokens = [token];
  }
  async register() {
    this.emit('registering');
  }
  updateToken(token: string) {
    this.tokens.push(token);
  }
  destroy() {
    this.isDestroyed = true;
  }
}

class FakeCall extends Emitter {
  readonly customParameters: Map<string, string>;
  readonly orders: string[] = [];
  state: 'pending' | 'open' | 'closed' = 'pending';
  constructor(parameters: Record<string, string>) {
    super();
    this.customParameters = new Map(Object.entries(parameters));
  }
  status = () => this.state;
  accept(options: Call.AcceptOptions) {
    this.orders.push(`accept ${JSON.stringify(options)}`);
    this.state = 'open';
    this.emit('accept', this);
  }
  mute(muted: boolean) {
    this.orders.push(`mute ${muted}`);
  }
  reject() {
    this.orders.push('reject');
    this.state = 'closed';
    this.emit('reject');
  }
  disconnect() {
    this.orders.push('disconnect');
    this.state = 'closed';
    this.emit('disconnect', this);
  }
}

const credentials = (token: string, edges: string[] = []): SoftphoneCredentials => ({
  nodes: [],
  user: 'east-01',
  password: '',
  domain: '',
  iceServers: [],
  twilio: { token, edges },
  renewAfterSeconds: 900,
});

const track = { stop: vi.fn() };
const microphone = vi.fn(async () => ({ getTracks: () => [track] }));

beforeEach(() => {
  track.stop.mockClear();
  microphone.mockClear();
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { getUserMedia: microphone },
  });
});

async function stage(edges: string[] = []) {
  const told: string[] = [];
  const events: SoftphoneEvents = {
    line: (state: LineState) => told.push(`line ${state}`),
    invited: (callId, auto) => told.push(`invited ${callId} ${auto}`),
    established: (callId) => told.push(`established ${callId}`),
    ended: (callId) => told.push(`ended ${callId}`),
    microphone: (problem) => told.push(`microphone ${problem}`),
    stale: () => told.push('stale'),
  };
  const devices: FakeDevice[] = [];
  const make = (token: string, options: Device.Options) => {
    const device = new FakeDevice(token, options);
    devices.push(device);
    return device as unknown as TwilioDevice;
  };
  const phone = await startTwilio(credentials('first', edges), events, make);
  const ring = (parameters: Record<string, string>, device = devices[0]) => {
    const call = new FakeCall(parameters);
    device?.emit('incoming', call);
    return call;
  };
  /** Everything said since the last time. */
  const said = () => told.splice(0);
  return { phone, devices, ring, said };
}

const settled = () => new Promise((done) => setTimeout(done));

test('the seat signs in at its edges, silent and without fetching sounds', async () => {
  const { devices, said } = await stage(['singapore', 'tokyo']);
  devices[0]?.emit('registered');
  expect(said()).toEqual(['line connecting', 'line registered']);
  expect(devices[0]?.tokens).toEqual(['first']);
  expect(devices[0]?.options.edge).toEqual(['singapore', 'tokyo']);
  expect(devices[0]?.sounds).toEqual(['incoming false', 'outgoing false', 'disconnect false']);
  const urls = Object.values(devices[0]?.options.sounds ?? {});
  expect(urls).toHaveLength(15);
  expect(urls.every((url) => url.startsWith('data:audio/wav;'))).toBe(true);
});

test('a call rings under the name of the engine, is answered, muted and ended', async () => {
  const { phone, ring, said } = await stage();
  said();
  const call = ring({ hotlineCallId: 'a', hotlineAutoAnswer: '1' });
  expect(said()).toEqual(['invited a true']);
  phone.setMuted('a', true);
  phone.answer('a');
  await settled();
  expect(said()).toEqual(['microphone null', 'established a']);
  phone.setMuted('a', true);
  call.disconnect();
  expect(call.orders).toEqual(['accept {}', 'mute true', 'disconnect']);
  expect(said()).toEqual(['ended a']);
  expect(track.stop).toHaveBeenCalledTimes(1);
});

test('a call that is not ours is rejected and never shown', async () => {
  const { ring, said } = await stage();
  said();
  expect(ring({}).orders).toEqual(['reject']);
  expect(said()).toEqual([]);
});

test('a ringing call that is dropped is rejected, a talking one is ended', async () => {
  const { phone, ring } = await stage();
  const first = ring({ hotlineCallId: 'a' });
  phone.drop('a');
  const second = ring({ hotlineCallId: 'b' });
  phone.answer('b');
  await settled();
  phone.drop('b');
  phone.drop('b');
  expect(first.orders).toEqual(['reject']);
  expect(second.orders).toEqual(['accept {}', 'disconnect']);
});

test('without a microphone the call rings on, and is answered once it is mended', async () => {
  const { phone, ring, said } = await stage();
  const call = ring({ hotlineCallId: 'a' });
  said();
  microphone.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
  phone.answer('a');
  await settled();
  expect(call.orders).toEqual([]);
  expect(said()).toEqual(['microphone denied']);
  phone.answer('a');
  await settled();
  expect(said()).toEqual(['microphone null', 'established a']);
});

test('a caller who hangs up while the microphone opens leaves nothing open', async () => {
  const { phone, ring, said } = await stage();
  const call = ring({ hotlineCallId: 'a' });
  said();
  phone.answer('a');
  call.state = 'closed';
  call.emit('cancel');
  call.emit('disconnect', call);
  await settled();
  expect(call.orders).toEqual([]);
  expect(said()).toEqual(['ended a', 'microphone null']);
  expect(track.stop).toHaveBeenCalledTimes(1);
});

test('a token that is about to end is replaced while a conversation goes on', async () => {
  const { phone, devices, ring, said } = await stage();
  ring({ hotlineCallId: 'a' });
  phone.answer('a');
  await settled();
  said();
  devices[0]?.emit('tokenWillExpire');
  expect(said()).toEqual(['stale']);
  phone.renew(credentials('second'));
  expect(devices).toHaveLength(1);
  expect(devices[0]?.tokens).toEqual(['first', 'second']);
  expect(devices[0]?.isDestroyed).toBe(false);
});

test('a refused token is told, and another one signs in anew', async () => {
  const { phone, devices, said } = await stage();
  said();
  devices[0]?.emit('error', { code: 20104 });
  devices[0]?.emit('unregistered');
  expect(said()).toEqual(['line refused', 'stale', 'line refused']);
  phone.renew(credentials('second'));
  expect(devices.map((device) => [device.tokens, device.isDestroyed])).toEqual([
    [['first'], true],
    [['second'], false],
  ]);
  devices[0]?.emit('unregistered');
  devices[1]?.emit('registered');
  expect(said()).toEqual(['line connecting', 'line registered']);
});

test('a refused token during a conversation does not end it', async () => {
  const { phone, devices, ring, said } = await stage();
  ring({ hotlineCallId: 'a' });
  said();
  devices[0]?.emit('error', { code: 31205 });
  phone.renew(credentials('second'));
  expect(said()).toEqual(['line lost', 'stale']);
  expect(devices[0]?.isDestroyed).toBe(false);
});

test('a lost connection and other errors are no refusal', async () => {
  const { devices, said } = await stage();
  said();
  devices[0]?.emit('error', { code: 31005 });
  devices[0]?.emit('unregistered');
  expect(said()).toEqual(['line lost']);
  expect([20101, 20107, 31201, 31205, 31207].every(isTokenRefused)).toBe(true);
  expect([31000, 31005, 31206, 31208, 53000].some(isTokenRefused)).toBe(false);
});

test('a telephone that was stopped says nothing more', async () => {
  const { phone, devices, ring, said } = await stage();
  const call = ring({ hotlineCallId: 'a' });
  said();
  phone.stop();
  call.emit('disconnect', call);
  devices[0]?.emit('unregistered');
  expect(devices[0]?.isDestroyed).toBe(true);
  expect(said()).toEqual([]);
});
