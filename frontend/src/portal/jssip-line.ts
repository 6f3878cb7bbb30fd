/** JsSIP behind the line. Loaded when the citizen presses the button, not before. */

import JsSIP from 'jssip';
import type { EndEvent, PeerConnectionEvent, RTCSession } from 'jssip/lib/RTCSession';
import { MicrophoneError, openMicrophone } from '@/shared/telephony/microphone';
import type { CallState, Line, LineCredentials, LineEvents } from './line';

/** Candidates that are not here this long after the first are not waited for. */
const ICE_PATIENCE_MS = 250;
/** The server is given this long to take the websocket. */
const CONNECT_PATIENCE_MS = 10_000;

/** An account that is used up or unknown is refused with these. */
const EXPIRED = new Set<string>([
  JsSIP.C.causes.AUTHENTICATION_ERROR,
  JsSIP.C.causes.REJECTED,
  JsSIP.C.causes.NOT_FOUND,
]);

class JsSipLine implements Line {
  private session: RTCSession | undefined;
  private readonly speaker = new Audio();
  private over = false;

  constructor(
    private readonly ua: JsSIP.UA,
    private readonly microphone: MediaStream,
    private readonly events: LineEvents,
  ) {
    this.speaker.autoplay = true;
  }

  start(target: string): void {
    const patience = setTimeout(() => this.finish('failed'), CONNECT_PATIENCE_MS);
    this.ua.on('connected', () => {
      clearTimeout(patience);
      if (!this.session && !this.over) this.invite(target);
    });
    this.ua.start();
  }

  hangUp(): void {
    if (this.session && !this.session.isEnded()) this.session.terminate();
    else this.finish('ended');
  }

  setMuted(muted: boolean): void {
    if (!this.session?.isEstablished()) return;
    if (muted) this.session.mute({ audio: true });
    else this.session.unmute({ audio: true });
  }

  sendDigit(digit: string): void {
    if (this.session?.isEstablished())
      this.session.sendDTMF(digit, { transportType: JsSIP.C.DTMF_TRANSPORT.RFC2833 });
  }

  private invite(target: string): void {
    this.session = this.ua.call(target, {
      mediaStream: this.microphone,
      eventHandlers: {
        progress: () => this.events.state('ringing'),
        accepted: () => this.events.state('talking'),
        ended: () => this.finish('ended'),
        failed: ({ cause, originator }: EndEvent) =>
          this.finish(originator === 'local' ? 'ended' : EXPIRED.has(cause ?? '') ? 'expired' : 'failed'),
        icecandidate: ({ ready }: { ready: () => void }) => setTimeout(ready, ICE_PATIENCE_MS),
        peerconnection: ({ peerconnection }: PeerConnectionEvent) => this.listen(peerconnection),
      },
    });
    // JsSIP makes the connection before a caller can ask to hear of it.
    if (this.session.connection) this.listen(this.session.connection);
  }

  private listen(connection: RTCPeerConnection): void {
    connection.addEventListener('track', (event) => {
      this.speaker.srcObject = event.streams[0] ?? new MediaStream([event.track]);
      void this.speaker.play().catch(() => undefined);
    });
  }

  private finish(state: CallState): void {
    if (this.over) return;
    this.over = true;
    for (const track of this.microphone.getTracks()) track.stop();
    this.speaker.srcObject = null;
    this.ua.stop();
    this.events.state(state);
  }
}

export async function openLine(credentials: LineCredentials, events: LineEvents): Promise<Line> {
  events.state('microphone');
  let microphone: MediaStream;
  try {
    microphone = await openMicrophone();
  } catch (error) {
    events.microphone(error instanceof MicrophoneError ? error.problem : 'busy');
    throw error;
  }
  events.state('connecting');
  const ua = new JsSIP.UA({
    sockets: credentials.urls.map((url, i) => ({
      socket: new JsSIP.WebSocketInterface(url),
      weight: credentials.urls.length - i,
    })),
    uri: `sip:${credentials.user}@${credentials.domain}`,
    password: credentials.secret,
    register: false,
    session_timers: false,
    user_agent: 'hotline-portal',
  });
  const line = new JsSipLine(ua, microphone, events);
  line.start(credentials.target);
  return line;
}
