/** JsSIP behind the port. Loaded when a seat is taken, not before. */

import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRTCSessionEvent, RTCSessionEvent } from 'jssip/lib/UA';
import { MicrophoneError, openMicrophone } from './microphone';
import { lineOf } from './nodes';
import type { LineState, Softphone, SoftphoneCredentials, SoftphoneEvents } from './port';

const REGISTER_SECONDS = 60;
const REGISTER_AGAIN_MS = 3000;
const RECOVER_SECONDS = { min: 1, max: 3 };
/** Candidates that are not here this long after the first are not waited for. */
const ICE_PATIENCE_MS = 250;

const isIncoming = (event: RTCSessionEvent): event is IncomingRTCSessionEvent =>
  event.originator === 'remote';

type Line = Exclude<LineState, 'off'>;

/** Registered at every node, so that a call can come by any of them. */
class JsSipSoftphone implements Softphone {
  private readonly sessions = new Map<string, RTCSession>();
  private readonly lines: Line[];
  private readonly uas: JsSIP.UA[];
  private readonly sockets: JsSIP.WebSocketInterface[] = [];
  private readonly retries = new Set<ReturnType<typeof setTimeout>>();
  private readonly speaker = new Audio();
  private stopped = false;

  constructor(
    private credentials: SoftphoneCredentials,
    private readonly events: SoftphoneEvents,
  ) {
    this.speaker.autoplay = true;
    this.lines = credentials.nodes.map(() => 'connecting');
    this.uas = credentials.nodes.map((urls, node) => this.userAgent(urls, node));
    for (const ua of this.uas) ua.start();
  }

  private userAgent(urls: readonly string[], node: number): JsSIP.UA {
    const { user, domain, password } = this.credentials;
    const sockets = urls.map((url) => new JsSIP.WebSocketInterface(url));
    this.sockets.push(...sockets);
    const ua = new JsSIP.UA({
      sockets: sockets.map((socket, i) => ({ socket, weight: urls.length - i })),
      uri: `sip:${user}@${domain}`,
      password,
      register: true,
      register_expires: REGISTER_SECONDS,
      session_timers: false,
      connection_recovery_min_interval: RECOVER_SECONDS.min,
      connection_recovery_max_interval: RECOVER_SECONDS.max,
      user_agent: 'hotline-console',
    });
    ua.on('connecting', () => this.line(node, 'connecting'));
    ua.on('disconnected', () => this.line(node, 'lost'));
    ua.on('registered', () => this.line(node, 'registered'));
    ua.on('registrationFailed', () => {
      this.line(node, 'refused');
      // A node that has just come back does not know the account yet.
      this.later(() => ua.isConnected() && !ua.isRegistered() && ua.register());
    });
    ua.on('newRTCSession', (event: RTCSessionEvent) => {
      if (isIncoming(event)) this.incoming(event);
    });
    return ua;
  }

  renew(credentials: SoftphoneCredentials): void {
    this.credentials = credentials;
    for (const ua of this.uas) ua.set('password', credentials.password);
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

  stop(handedOver = false): void {
    this.stopped = true;
    // A BYE would end the talk for everybody; without a line there is none, and the other tab is rung in its place.
    if (handedOver) for (const socket of this.sockets) socket.disconnect();
    this.speaker.srcObject = null;
    for (const retry of this.retries) clearTimeout(retry);
    for (const ua of this.uas) ua.stop();
  }

  private line(node: number, state: Line): void {
    this.lines[node] = state;
    if (!this.stopped) this.events.line(lineOf(this.lines));
  }

  private later(work: () => void): void {
    if (this.stopped) return;
    const retry = setTimeout(() => {
      this.retries.delete(retry);
      if (!this.stopped) work();
    }, REGISTER_AGAIN_MS);
    this.retries.add(retry);
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
