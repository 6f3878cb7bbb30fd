/** The telephone on the page: Django renders it with its texts and the line's credentials as data attributes. */

import type { CallState, Line, MicrophoneTrouble, OpenLine } from './line';

const UNDER_WAY: ReadonlySet<CallState> = new Set(['microphone', 'connecting', 'ringing', 'talking']);
/** The line is used up after these. */
const OVER: ReadonlySet<CallState> = new Set(['ended', 'expired', 'failed']);

const find = <E extends HTMLElement>(root: HTMLElement, selector: string): E => {
  const element = root.querySelector<E>(selector);
  if (!element) throw new Error(`the page lacks ${selector}`);
  return element;
};

const clockText = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export function attachTelephone(root: HTMLElement, openLine: OpenLine): void {
  const parts = {
    text: find(root, '[data-state-text]'),
    clock: find(root, '[data-clock]'),
    call: find<HTMLButtonElement>(root, '[data-call]'),
    hangUp: find<HTMLButtonElement>(root, '[data-hang-up]'),
    mute: find<HTMLButtonElement>(root, '[data-mute]'),
    again: find(root, '[data-again]'),
    keypad: find(root, '[data-keypad]'),
  };
  let line: Line | undefined;
  let hungUp = false;
  let talkingSince = 0;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const tick = () => {
    parts.clock.textContent = clockText((performance.now() - talkingSince) / 1000);
  };

  const show = (state: CallState, trouble?: MicrophoneTrouble) => {
    root.dataset.state = state;
    const text =
      root.dataset[`text${(trouble ?? state).replace(/^./, (first) => first.toUpperCase())}`] ?? '';
    if (parts.text.textContent !== text) parts.text.textContent = text;
    parts.call.hidden = state !== 'idle';
    parts.hangUp.hidden = !UNDER_WAY.has(state);
    parts.mute.hidden = state !== 'talking';
    parts.keypad.hidden = state !== 'talking';
    parts.again.hidden = !OVER.has(state);
    clearInterval(ticking);
    if (state === 'talking') {
      talkingSince = performance.now();
      tick();
      ticking = setInterval(tick, 1000);
    }
    if (OVER.has(state)) line = undefined;
  };

  const call = async () => {
    const { urls = '', user = '', secret = '', domain = '', target = '' } = root.dataset;
    hungUp = false;
    parts.call.disabled = true;
    try {
      const opened = await openLine(
        { urls: urls.split(' ').filter(Boolean), user, secret, domain, target },
        { state: (state) => show(state), microphone: (trouble) => show('idle', trouble) },
      );
      if (hungUp) opened.hangUp();
      else if (!OVER.has(root.dataset.state as CallState)) line = opened;
    } catch {
      // The microphone's trouble is on the page already; anything else is a call that did not get through.
      if (root.dataset.state !== 'idle') show('failed');
    } finally {
      parts.call.disabled = false;
    }
  };

  parts.call.addEventListener('click', () => void call());
  parts.hangUp.addEventListener('click', () => {
    hungUp = true;
    line?.hangUp();
  });
  parts.mute.addEventListener('click', () => {
    const muted = parts.mute.getAttribute('aria-pressed') !== 'true';
    parts.mute.setAttribute('aria-pressed', String(muted));
    parts.mute.textContent = (muted ? parts.mute.dataset.textOn : parts.mute.dataset.textOff) ?? '';
    line?.setMuted(muted);
  });
  parts.keypad.addEventListener('click', (event) => {
    const digit = (event.target as HTMLElement).closest<HTMLElement>('[data-digit]')?.dataset.digit;
    if (digit) line?.sendDigit(digit);
  });
  addEventListener('pagehide', () => line?.hangUp());
  show('idle');
}
