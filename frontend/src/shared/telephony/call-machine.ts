/** This tab's telephone as a pure machine: no SIP, no React, no clock. Presence and the call itself are the
 * server's state; here is only what the browser has in its hands. */

import type { LineState, MicrophoneProblem } from './port';

export type Leg =
  | { kind: 'none' }
  /** The user has answered on the screen, the INVITE is not here yet. */
  | { kind: 'awaited'; callId: string }
  | { kind: 'ringing'; callId: string }
  | { kind: 'answering'; callId: string }
  | { kind: 'talking'; callId: string };

export interface PhoneState {
  line: LineState;
  /** Who has the sound in this browser: one tab only. */
  audio: 'unknown' | 'here' | 'elsewhere';
  leg: Leg;
  microphone: MicrophoneProblem | null;
}

export type PhoneEvent =
  | { type: 'line'; state: LineState }
  | { type: 'audio'; owner: 'here' | 'elsewhere' }
  | { type: 'invited'; callId: string; autoAnswer: boolean }
  | { type: 'answer'; callId: string }
  | { type: 'established'; callId: string }
  | { type: 'ended'; callId: string }
  | { type: 'microphone'; problem: MicrophoneProblem | null };

export type PhoneEffect =
  | { type: 'answer'; callId: string }
  | { type: 'toneThenAnswer'; callId: string }
  | { type: 'refuse'; callId: string };

export interface Step {
  state: PhoneState;
  effects: PhoneEffect[];
}

export const OFF: PhoneState = { line: 'off', audio: 'unknown', leg: { kind: 'none' }, microphone: null };

const stay = (state: PhoneState): Step => ({ state, effects: [] });
const legTo = (state: PhoneState, leg: Leg, ...effects: PhoneEffect[]): Step => ({
  state: { ...state, leg },
  effects,
});

function invited(state: PhoneState, callId: string, autoAnswer: boolean): Step {
  const { leg } = state;
  if (leg.kind === 'awaited' && leg.callId === callId)
    return legTo(state, { kind: 'answering', callId }, { type: 'answer', callId });
  if (leg.kind === 'none' || leg.kind === 'awaited' || leg.kind === 'ringing')
    return autoAnswer
      ? legTo(state, { kind: 'ringing', callId }, { type: 'toneThenAnswer', callId })
      : legTo(state, { kind: 'ringing', callId });
  return { state, effects: [{ type: 'refuse', callId }] };
}

function answer(state: PhoneState, callId: string): Step {
  const { leg } = state;
  if (leg.kind === 'none') return legTo(state, { kind: 'awaited', callId });
  if (leg.kind === 'ringing' && leg.callId === callId)
    return legTo(state, { kind: 'answering', callId }, { type: 'answer', callId });
  return stay(state);
}

export function step(state: PhoneState, event: PhoneEvent): Step {
  switch (event.type) {
    case 'line':
      return stay({ ...state, line: event.state });
    case 'audio':
      return stay(
        event.owner === 'here'
          ? { ...state, audio: 'here' }
          : { ...state, audio: 'elsewhere', line: 'off', leg: { kind: 'none' } },
      );
    case 'microphone': {
      // A call that could not be answered for want of a microphone rings on: mended, F2 answers it.
      const leg: Leg =
        event.problem && state.leg.kind === 'answering'
          ? { kind: 'ringing', callId: state.leg.callId }
          : state.leg;
      return stay({ ...state, microphone: event.problem, leg });
    }
    case 'invited':
      return invited(state, event.callId, event.autoAnswer);
    case 'answer':
      return answer(state, event.callId);
    case 'established':
      return legTo(state, { kind: 'talking', callId: event.callId });
    case 'ended':
      return state.leg.kind !== 'none' && state.leg.callId === event.callId
        ? legTo(state, { kind: 'none' })
        : stay(state);
  }
}
