/** Sounds made by the browser itself: the ring of the public network (450 Hz, 1 s on, 4 s off), the short tone before a
 * call answers itself, and the chime of written work. */

const RING_HZ = 450;
const RING_ON_SECONDS = 1;
const RING_PERIOD_MS = 5000;
const VOLUME = 0.15;

let context: AudioContext | undefined;

function audio(): AudioContext | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  context ??= new AudioContext();
  // Browsers wait for the page's first click or key; then it sounds.
  if (context.state === 'suspended') void context.resume();
  return context;
}

function beep(hertz: number, delay: number, seconds: number): OscillatorNode | undefined {
  const ctx = audio();
  if (!ctx) return undefined;
  const oscillator = ctx.createOscillator();
  const gain = ctx.createGain();
  const from = ctx.currentTime + delay;
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(VOLUME, from + 0.02);
  gain.gain.setValueAtTime(VOLUME, from + seconds - 0.02);
  gain.gain.linearRampToValueAtTime(0, from + seconds);
  oscillator.connect(gain).connect(ctx.destination);
  oscillator.start(from);
  oscillator.stop(from + seconds);
  return oscillator;
}

/** Ring until the returned function is called. */
export function ring(): () => void {
  let sounding = beep(RING_HZ, 0, RING_ON_SECONDS);
  const timer = setInterval(() => {
    sounding = beep(RING_HZ, 0, RING_ON_SECONDS);
  }, RING_PERIOD_MS);
  return () => {
    clearInterval(timer);
    sounding?.stop();
  };
}

/** Written work is offered: three falling soft tones, nothing like a telephone. */
export function workChime(): void {
  beep(784, 0, 0.16);
  beep(659, 0.2, 0.16);
  beep(523, 0.4, 0.24);
}

export const ANSWER_TONE_MS = 400;

/** Two short tones: the next thing heard is a citizen. */
export function answerTone(): void {
  beep(880, 0, 0.12);
  beep(1175, 0.18, 0.16);
}
