import type { Line, LineCredentials, LineEvents } from './line';
import { attachTelephone } from './telephone';

const PAGE = `
  <section data-telephone data-state="idle" data-target="12345" data-urls="ws://a/ws wss://b/ws" data-user="web-1"
    data-secret="s" data-domain="localhost" data-text-idle="Ready" data-text-microphone="Allow it"
    data-text-connecting="Connecting" data-text-ringing="Ringing" data-text-talking="Talking" data-text-ended="Over"
    data-text-failed="Failed" data-text-expired="Expired" data-text-denied="Not allowed">
    <span data-state-text></span><span data-clock></span>
    <button data-call hidden></button><button data-hang-up hidden></button>
    <button data-mute aria-pressed="false" data-text-on="Unmute" data-text-off="Mute" hidden></button>
    <a data-again hidden></a>
    <div data-keypad hidden><button data-digit="5">5</button></div>
  </section>`;

function setUp() {
  document.body.innerHTML = PAGE;
  const root = document.querySelector<HTMLElement>('[data-telephone]') as HTMLElement;
  const did: string[] = [];
  const line: Line = {
    hangUp: () => did.push('hang up'),
    setMuted: (muted) => did.push(`muted ${muted}`),
    sendDigit: (digit) => did.push(`digit ${digit}`),
  };
  let given: LineCredentials | undefined;
  let events: LineEvents | undefined;
  let fail: Error | undefined;
  attachTelephone(root, async (credentials, handlers) => {
    given = credentials;
    events = handlers;
    if (fail) {
      handlers.microphone('denied');
      throw fail;
    }
    return line;
  });
  const button = (name: string) => root.querySelector<HTMLElement>(`[data-${name}]`) as HTMLElement;
  return {
    root,
    did,
    button,
    given: () => given,
    tell: (state: Parameters<LineEvents['state']>[0]) => events?.state(state),
    denyMicrophone: () => {
      fail = new Error('denied');
    },
    text: () => button('state-text').textContent,
    settle: () => new Promise((resolve) => setTimeout(resolve)),
  };
}

test('a call rings, talks, takes digits and ends', async () => {
  const page = setUp();
  page.button('call').click();
  await page.settle();
  expect(page.given()).toEqual({
    urls: ['ws://a/ws', 'wss://b/ws'],
    user: 'web-1',
    secret: 's',
    domain: 'localhost',
    target: '12345',
  });
  page.tell('ringing');
  expect([page.text(), page.button('hang-up').hidden, page.button('keypad').hidden]).toEqual([
    'Ringing',
    false,
    true,
  ]);
  page.tell('talking');
  expect([page.text(), page.button('clock').textContent]).toEqual(['Talking', '0:00']);
  page.root.querySelector<HTMLElement>('[data-digit="5"]')?.click();
  page.button('mute').click();
  expect(page.button('mute').textContent).toBe('Unmute');
  page.button('hang-up').click();
  expect(page.did).toEqual(['digit 5', 'muted true', 'hang up']);
  page.tell('ended');
  expect([page.text(), page.button('again').hidden, page.button('call').hidden]).toEqual([
    'Over',
    false,
    true,
  ]);
});

test('without a microphone the reason is said and the call can be tried again', async () => {
  const page = setUp();
  page.denyMicrophone();
  page.button('call').click();
  await page.settle();
  expect([page.text(), page.root.dataset.state, page.button('call').hidden]).toEqual([
    'Not allowed',
    'idle',
    false,
  ]);
});

test('hanging up before the line is there still hangs up', async () => {
  const page = setUp();
  page.button('call').click();
  page.button('hang-up').click();
  await page.settle();
  expect(page.did).toEqual(['hang up']);
});
