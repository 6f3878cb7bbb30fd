export const SIDES = ['BOTH', 'CITIZEN', 'AGENT'] as const;
export type Side = (typeof SIDES)[number];

/**
 * Lets one hear both sides of a two-channel recording in both ears, or one of them alone. Made at the first playing: a
 * browser lets no page sound before somebody has pressed a key or button.
 */
export class Mixer {
  readonly #context = new AudioContext();
  readonly #gains: GainNode[];

  constructor(audio: HTMLAudioElement) {
    const source = this.#context.createMediaElementSource(audio);
    const splitter = this.#context.createChannelSplitter(2);
    const whole = this.#context.createGain();
    whole.channelCount = 1;
    whole.channelCountMode = 'explicit';
    source.connect(splitter);
    this.#gains = [0, 1].map((channel) => {
      const gain = this.#context.createGain();
      splitter.connect(gain, channel);
      gain.connect(whole);
      return gain;
    });
    whole.connect(this.#context.destination);
  }

  hear(side: Side): void {
    const [citizen, agent] = this.#gains;
    if (citizen) citizen.gain.value = side === 'AGENT' ? 0 : 1;
    if (agent) agent.gain.value = side === 'CITIZEN' ? 0 : 1;
    void this.#context.resume();
  }

  close(): void {
    void this.#context.close();
  }
}
