/** Every way by which a seat can be rung (our own nodes by SIP, Twilio), seen as one telephone. What a seat does not use
 * is never loaded. */

import { lineOf } from './nodes';
import type { LineState, Softphone, SoftphoneCredentials, SoftphoneEvents, StartSoftphone } from './port';

const START_AGAIN_MS = 3000;

const bySip: StartSoftphone = async (credentials, events) =>
  (await import('./jssip-softphone')).startJsSip(credentials, events);
const byTwilio: StartSoftphone = async (credentials, events) =>
  (await import('./twilio-softphone')).startTwilio(credentials, events);

export const waysOf = (credentials: SoftphoneCredentials): StartSoftphone[] => [
  ...(credentials.nodes.length > 0 ? [bySip] : []),
  ...(credentials.twilio ? [byTwilio] : []),
];

class Lines implements Softphone {
  private readonly parts: (Softphone | undefined)[];
  private readonly states: LineState[];
  private readonly wayOf = new Map<string, number>();
  private readonly retries = new Set<ReturnType<typeof setTimeout>>();
  private stopped = false;

  constructor(
    private credentials: SoftphoneCredentials,
    private readonly events: SoftphoneEvents,
    private readonly ways: readonly StartSoftphone[],
  ) {
    this.parts = ways.map(() => undefined);
    this.states = ways.map(() => 'connecting');
  }

  async start(): Promise<void> {
    await Promise.all(this.ways.map((_, way) => this.startWay(way)));
  }

  answer(callId: string): void {
    this.partOf(callId)?.answer(callId);
  }

  drop(callId: string): void {
    this.partOf(callId)?.drop(callId);
  }

  setMuted(callId: string, muted: boolean): void {
    this.partOf(callId)?.setMuted(callId, muted);
  }

  renew(credentials: SoftphoneCredentials): void {
    this.credentials = credentials;
    for (const part of this.parts) part?.renew(credentials);
  }

  stop(handedOver = false): void {
    this.stopped = true;
    for (const retry of this.retries) clearTimeout(retry);
    for (const part of this.parts) part?.stop(handedOver);
  }

  private partOf(callId: string): Softphone | undefined {
    const way = this.wayOf.get(callId);
    return way === undefined ? undefined : this.parts[way];
  }

  /** One way that cannot be started leaves the others alone, and is tried again. */
  private async startWay(way: number): Promise<void> {
    try {
      const part = await this.ways[way]?.(this.credentials, this.eventsOf(way));
      if (this.stopped) part?.stop();
      else this.parts[way] = part;
    } catch {
      if (this.stopped) return;
      this.line(way, 'lost');
      const retry = setTimeout(() => {
        this.retries.delete(retry);
        void this.startWay(way);
      }, START_AGAIN_MS);
      this.retries.add(retry);
    }
  }

  private eventsOf(way: number): SoftphoneEvents {
    return {
      ...this.events,
      line: (state) => this.line(way, state),
      invited: (callId, autoAnswer) => {
        this.wayOf.set(callId, way);
        this.events.invited(callId, autoAnswer);
      },
      ended: (callId) => {
        if (this.wayOf.get(callId) !== way) return;
        this.wayOf.delete(callId);
        this.events.ended(callId);
      },
    };
  }

  private line(way: number, state: LineState): void {
    this.states[way] = state;
    if (!this.stopped) this.events.line(lineOf(this.states));
  }
}

export async function startLines(
  credentials: SoftphoneCredentials,
  events: SoftphoneEvents,
  ways: readonly StartSoftphone[] = waysOf(credentials),
): Promise<Softphone> {
  const [only] = ways;
  if (only && ways.length === 1) return only(credentials, events);
  const lines = new Lines(credentials, events, ways);
  await lines.start();
  return lines;
}
