/** JsSIP behind the port. Loaded when a seat is taken, not before. */

import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRTCSessionEvent, RTCSessionEvent } from 'jssip/lib/UA';
import { MicrophoneError, openMicrophone } from './microphone';
import type { Softphone, SoftphoneCredentials, SoftphoneEvents } from './port';

const REGISTER_SECONDS = 60;
const RECOVER_SECONDS = { min: 1, max: 3 };
/** Candidates that are not here this long after the first are not waited for. */
const ICE_PATIENCE_MS = 250;

const isIncoming = (event: RTCSessionEvent): event is IncomingRTCSessionEvent =>
  event.originator === 'remote';

class JsSipSoftphone implements Softphone {
  private readonly sessions = new Map<string, RTCSession>();
  private readonly ua: JsSIP.UA;
  private readonly speaker = new Audio();
  private stopped = false;

  constructor(
    private readonly credentials: SoftphoneCredentials,
    private readonly events: SoftphoneEvents,
  ) {
    this.speaker.autoplay = true;
    const best = credentials.urls.length;
    this.ua = new JsSIP.UA({
      sockets: credentials.urls.map((url, i) => ({
        socket: new JsSIP.WebSocketInterface(url),
        weight: best - i,
      })),
      uri: `sip:${credentials.user}@${credentials.domain}`,
      password: credentials.password,
      register: true,
      register_expires: REGISTER_SECONDS,
      session_timers: false,
      connection_recovery_min_interval: RECOVER_SECONDS.min,
      connection_recovery_max_interval: RECOVER_SECONDS.max,
      user_agent: 'hotline-console',
    });
    this.ua.on('connecting', () => this.line('connecting'));
    this.ua.on('disconnected', () => this.line('lost'));
    this.ua.on('registered', () => this.line('registered'));
    this.ua.on('registrationFailed', () => this.line('refused'));
    this.ua.on('newRTCSession', (event: RTCSessionEvent) => {
      if (isIncoming(event)) this.incoming(event);
    });
    this.ua.start();
  }

  answer(callId: string): void {
    const session = this.sessions.get(callId);
    if (session) void this.answerSession(session);
  }

  drop(callId: string): void {
    const session = this.sessions.get(callId);
    if (session && !session.isEnded()) session.terminate();
  }

  setMuted(callId: string, muted: boolean): void {
    const session = this.sessions.get(callId);
    if (!session?.isEstablished()) return;
    if (muted) session.mute({ audio: true });
    else session.unmute({ audio: true });
  }

  stop(): void {
    this.stopped = true;
    this.speaker.srcObject = null;
    this.ua.stop();
  }

  private line(state: 'connecting' | 'lost' | 'registered' | 'refused'): void {
    if (!this.stopped) this.events.line(state);
  }

  private incoming({ session, request }: IncomingRTCSessionEvent): void {
    const callId = request.getHeader('X-Hotline-Call-Id');
    if (!callId) {
      session.terminate({ status_code: 403 });
      return;
    }
    this.sessions.set(callId, session);
    const over = () => {
      if (this.sessions.get(callId) === session) this.sessions.delete(callId);
      if (!this.stopped) this.events.ended(callId);
    };
    session.on('ended', over);
    session.on('failed', over);
    session.on('accepted', () => this.events.established(callId));
    session.on('icecandidate', ({ ready }) => setTimeout(ready, ICE_PATIENCE_MS));
    session.on('peerconnection', ({ peerconnection }) =>
      peerconnection.addEventListener('track', (event) => this.play(event)),
    );
    this.events.invited(callId, request.getHeader('X-Hotline-Auto-Answer') === '1');
  }

  private play(event: RTCTrackEvent): void {
    this.speaker.srcObject = event.streams[0] ?? new MediaStream([event.track]);
    // Refused only before the page's first click or key, and then it plays with that.
    this.speaker.play().catch(() => {
      addEventListener('pointerdown', () => void this.speaker.play(), { once: true });
    });
  }

  private async answerSession(session: RTCSession): Promise<void> {
    try {
      const mediaStream = await openMicrophone();
      this.events.microphone(null);
      const release = () => {
        for (const track of mediaStream.getTracks()) track.stop();
      };
      if (session.isEnded()) return release();
      session.on('ended', release);
      session.on('failed', release);
      session.answer({
        mediaStream,
        pcConfig: { iceServers: this.credentials.iceServers.map((urls) => ({ urls })) },
      });
    } catch (error) {
      this.events.microphone(error instanceof MicrophoneError ? error.problem : 'busy');
    }
  }
}

export async function startJsSip(
  credentials: SoftphoneCredentials,
  events: SoftphoneEvents,
): Promise<Softphone> {
  return new JsSipSoftphone(credentials, events);
}
