/** The browser's telephone as the rest of the console sees it. Calls are named by the engine's call id
 * (the INVITE's X-Hotline-Call-Id, the parameter hotlineCallId of a call by Twilio), never by the carrier's own. */

export interface SoftphoneCredentials {
  /** Register at each of these: the signalling addresses of a node, best first. */
  nodes: readonly (readonly string[])[];
  user: string;
  password: string;
  domain: string;
  iceServers: readonly string[];
  /** Be a client of Twilio too: an access token for incoming calls, and the edges to sign in at, best first. */
  twilio?: { token: string; edges: readonly string[] } | null;
  /** Another password must be asked for by then. */
  renewAfterSeconds: number;
}

export type LineState = 'off' | 'connecting' | 'registered' | 'refused' | 'lost';

/** Why the microphone cannot be used, after the names of DOMException. */
export type MicrophoneProblem = 'denied' | 'missing' | 'busy' | 'insecure';

export interface SoftphoneEvents {
  line(state: LineState): void;
  invited(callId: string, autoAnswer: boolean): void;
  established(callId: string): void;
  ended(callId: string): void;
  microphone(problem: MicrophoneProblem | null): void;
  /** Ask for other credentials soon: these end before their time, or have ended. */
  stale(): void;
}

export interface Softphone {
  answer(callId: string): void;
  /** End our leg by its own signalling; only for when the engine cannot be asked. */
  drop(callId: string): void;
  setMuted(callId: string, muted: boolean): void;
  /** Another password, for the next registration: the present one stays. */
  renew(credentials: SoftphoneCredentials): void;
  /** `handedOver`: another tab is the telephone now, and a talk goes on there. */
  stop(handedOver?: boolean): void;
}

export type StartSoftphone = (
  credentials: SoftphoneCredentials,
  events: SoftphoneEvents,
) => Promise<Softphone>;
