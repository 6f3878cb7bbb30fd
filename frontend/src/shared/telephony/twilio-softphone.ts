/** Twilio's Voice SDK behind the port. Loaded when a seat is taken that Twilio may ring, not before. */

import { type Call, Device } from '@twilio/voice-sdk';
import { MicrophoneError, openMicrophone } from './microphone';
import type { LineState, Softphone, SoftphoneCredentials, SoftphoneEvents } from './port';

const CALL_ID = 'hotlineCallId';
const AUTO_ANSWER = 'hotlineAutoAnswer';
const WARN_BEFORE_END_MS = 60_000;
/** An empty wav file: the console sounds by itself, and nothing is fetched from elsewhere. */
const SILENCE = 'data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const SOUNDS = Object.fromEntries(
  [
    'incoming',
    'outgoing',
    'disconnect',
    'dtmfs',
    'dtmfh',
    ...'0123456789'.split('').map((n) => `dtmf${n}`),
  ].map((name) => [name, SILENCE]),
);

/** Twilio does not take this token: 201xx of access tokens, 31201 to 31207 of signing in
 * (https://www.twilio.com/docs/api/errors). */
export const isTokenRefused = (code: number): boolean =>
  (code > 20_100 && code < 20_200) || (code >= 31_201 && code <= 31_205) || code === 31_207;

/** What is used of the SDK's device. */
export type TwilioDevice = Pick<Device, 'on' | 'register' | 'updateToken' | 'destroy' | 'audio'>;
export type MakeDevice = (token: string, options: Device.Options) => TwilioDevice;

const makeSdkDevice: MakeDevice = (token, options) => new Device(token, options);

class TwilioSoftphone implements Softphone {
  private readonly calls = new Map<string, Call>();
  private device: TwilioDevice | undefined;
  private microphone: MediaStream | undefined;
  private isRefused = false;
  private stopped = false;

  constructor(
    private credentials: SoftphoneCredentials,
    private readonly events: SoftphoneEvents,
    private readonly make: MakeDevice,
  ) {
    this.signIn();
  }

  /** A device registers again by itself after its connection was lost. */
  private signIn(): void {
    const { token, edges } = this.credentials.twilio ?? { token: '', edges: [] };
    const device = this.make(token, {
      allowIncomingWhileBusy: true,
      appName: 'hotline-console',
      closeProtection: false,
      disableAudioContextSounds: true,
      // Typed as one or many: without any, Twilio finds the nearest.
      ...(edges.length > 0 ? { edge: [...edges] } : {}),
      getUserMedia: () => this.takeMicrophone(),
      logLevel: 'silent',
      sounds: SOUNDS,
      tokenRefreshMs: WARN_BEFORE_END_MS,
    });
    this.device = device;
    const mine = (state: LineState) => {
      if (!this.stopped && this.device === device) this.events.line(state);
    };
    device.on('registering', () => mine('connecting'));
    device.on('registered', () => {
      this.isRefused = false;
      mine('registered');
    });
    device.on('unregistered', () => mine(this.isRefused ? this.refusal() : 'lost'));
    device.on('tokenWillExpire', () => !this.stopped && this.events.stale());
    device.on('incoming', (call: Call) => this.incoming(call));
    device.on('error', ({ code }: { code: number }) => {
      if (this.stopped || this.device !== device || !isTokenRefused(code)) return;
      this.isRefused = true;
      mine(this.refusal());
      this.events.stale();
    });
    for (const name of ['incoming', 'outgoing', 'disconnect'] as const) device.audio?.[name](false);
    device.register().catch(() => mine(this.isRefused ? this.refusal() : 'lost'));
  }

  /** A line that is refused is begun anew, which would end a conversation: it goes on until it ends by itself. */
  private refusal(): LineState {
    return this.calls.size > 0 ? 'lost' : 'refused';
  }

  renew(credentials: SoftphoneCredentials): void {
    this.credentials = credentials;
    if (!credentials.twilio) return;
    if (this.isRefused && this.calls.size === 0) {
      this.isRefused = false;
      this.device?.destroy();
      this.signIn();
    } else this.device?.updateToken(credentials.twilio.token);
  }

  answer(callId: string): void {
    const call = this.calls.get(callId);
    if (call) void this.answerCall(callId, call);
  }

  drop(callId: string): void {
    const call = this.calls.get(callId);
    if (call?.status() === 'pending') call.reject();
    else call?.disconnect();
  }

  setMuted(callId: string, muted: boolean): void {
    const call = this.calls.get(callId);
    if (call?.status() === 'open' || call?.status() === 'reconnecting') call.mute(muted);
  }

  stop(): void {
    this.stopped = true;
    this.device?.destroy();
    this.release();
  }

  private incoming(call: Call): void {
    const callId = call.customParameters.get(CALL_ID);
    if (!callId) {
      call.reject();
      return;
    }
    this.calls.set(callId, call);
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      if (this.calls.get(callId) === call) this.calls.delete(callId);
      if (this.calls.size === 0) this.release();
      if (!this.stopped) this.events.ended(callId);
    };
    call.on('accept', () => !isOver && this.events.established(callId));
    call.on('disconnect', over);
    call.on('cancel', over);
    call.on('reject', over);
    call.on('error', () => call.status() === 'closed' && over());
    this.events.invited(callId, call.customParameters.get(AUTO_ANSWER) === '1');
  }

  /** The microphone is opened before the call is taken: without one, it rings on. */
  private async answerCall(callId: string, call: Call): Promise<void> {
    try {
      this.release();
      this.microphone = await openMicrophone();
      this.events.microphone(null);
      if (this.calls.get(callId) !== call || call.status() !== 'pending') return this.release();
      const { iceServers } = this.credentials;
      call.accept(
        iceServers.length > 0
          ? { rtcConfiguration: { iceServers: iceServers.map((urls) => ({ urls })) } }
          : {},
      );
    } catch (error) {
      this.events.microphone(error instanceof MicrophoneError ? error.problem : 'busy');
    }
  }

  private async takeMicrophone(): Promise<MediaStream> {
    this.microphone ??= await openMicrophone();
    return this.microphone;
  }

  private release(): void {
    for (const track of this.microphone?.getTracks() ?? []) track.stop();
    this.microphone = undefined;
  }
}

export async function startTwilio(
  credentials: SoftphoneCredentials,
  events: SoftphoneEvents,
  make: MakeDevice = makeSdkDevice,
): Promise<Softphone> {
  return new TwilioSoftphone(credentials, events, make);
}
