/** A telephone line that is good for one call, as the page sees it. */

export type CallState =
  | 'idle'
  | 'microphone'
  | 'connecting'
  | 'ringing'
  | 'talking'
  | 'ended'
  | 'failed'
  | 'expired';

export type MicrophoneTrouble = 'denied' | 'missing' | 'busy' | 'insecure';

export interface LineCredentials {
  /** Signalling addresses, best first. */
  urls: readonly string[];
  user: string;
  secret: string;
  domain: string;
  target: string;
}

export interface LineEvents {
  state(state: CallState): void;
  microphone(trouble: MicrophoneTrouble): void;
}

export interface Line {
  hangUp(): void;
  setMuted(muted: boolean): void;
  sendDigit(digit: string): void;
}

export type OpenLine = (credentials: LineCredentials, events: LineEvents) => Promise<Line>;
