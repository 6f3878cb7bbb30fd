/** The tab's telephone at work: machine, softphone, tones and the claim on the sound, wired together. */

import { create } from 'zustand';
import { type AudioClaim, claimAudio } from './audio-owner';
import { OFF, type PhoneEffect, type PhoneEvent, type PhoneState, step } from './call-machine';
import { startLines } from './lines';
import { checkMicrophone } from './microphone';
import type { Softphone, SoftphoneCredentials, SoftphoneEvents, StartSoftphone } from './port';
import { ANSWER_TONE_MS, answerTone } from './tones';

export const usePhone = create<PhoneState>(() => OFF);

/** Fresh credentials from the server; null when the person has no seat (any more). */
export type AskCredentials = () => Promise<SoftphoneCredentials | null>;

const RENEW_MS = 2000;
const FRESHEN_AGAIN_SECONDS = 60;

let softphone: Softphone | undefined;
let claim: AudioClaim | undefined;
let renewal: ReturnType<typeof setTimeout> | undefined;
let freshening: ReturnType<typeof setTimeout> | undefined;
let generation = 0;

function carryOut(effect: PhoneEffect): void {
  if (effect.type === 'answer') softphone?.answer(effect.callId);
  else if (effect.type === 'refuse') softphone?.drop(effect.callId);
  else {
    answerTone();
    setTimeout(() => dispatch({ type: 'answer', callId: effect.callId }), ANSWER_TONE_MS);
  }
}

function dispatch(event: PhoneEvent): void {
  const next = step(usePhone.getState(), event);
  usePhone.setState(next.state, true);
  next.effects.forEach(carryOut);
}

function hangUpLine(handedOver = false): void {
  generation += 1;
  clearTimeout(renewal);
  clearTimeout(freshening);
  softphone?.stop(handedOver);
  softphone = undefined;
}

/** Another password before the present one ends; the registration stays as it is. */
function freshenLater(ask: AskCredentials, seconds: number, mine: number): void {
  clearTimeout(freshening);
  freshening = setTimeout(async () => {
    let next = FRESHEN_AGAIN_SECONDS;
    try {
      const credentials = await ask();
      if (mine !== generation) return;
      if (credentials) {
        softphone?.renew(credentials);
        next = credentials.renewAfterSeconds;
      }
    } catch {
      if (mine !== generation) return;
    }
    freshenLater(ask, next, mine);
  }, seconds * 1000);
}

async function connect(ask: AskCredentials, first: SoftphoneCredentials | null, start: StartSoftphone) {
  hangUpLine();
  const mine = generation;
  const again = () => {
    if (mine !== generation) return;
    clearTimeout(renewal);
    renewal = setTimeout(() => void connect(ask, null, start), RENEW_MS);
  };
  const events: SoftphoneEvents = {
    line: (state) => {
      dispatch({ type: 'line', state });
      // The password is good for one sign-in at the seat: the engine may have given out a new one.
      if (state === 'refused') again();
    },
    invited: (callId, autoAnswer) => dispatch({ type: 'invited', callId, autoAnswer }),
    established: (callId) => dispatch({ type: 'established', callId }),
    ended: (callId) => dispatch({ type: 'ended', callId }),
    microphone: (problem) => dispatch({ type: 'microphone', problem }),
    stale: () => {
      if (mine === generation) freshenLater(ask, RENEW_MS / 1000, mine);
    },
  };
  dispatch({ type: 'line', state: 'connecting' });
  try {
    const credentials = first ?? (await ask());
    if (mine !== generation) return;
    if (!credentials) return dispatch({ type: 'line', state: 'refused' });
    const started = await start(credentials, events);
    if (mine !== generation) return started.stop();
    softphone = started;
    freshenLater(ask, credentials.renewAfterSeconds, mine);
  } catch {
    dispatch({ type: 'line', state: 'lost' });
    again();
  }
}

/** Be the seat's telephone, if no other tab is. `first`: credentials that came with taking the seat. */
export function startPhone(
  ask: AskCredentials,
  first: SoftphoneCredentials | null = null,
  start: StartSoftphone = startLines,
): void {
  if (claim) {
    if (first && usePhone.getState().audio === 'here') void connect(ask, first, start);
    return;
  }
  let unused = first;
  claim = claimAudio((owner) => {
    dispatch({ type: 'audio', owner });
    if (owner === 'elsewhere') return hangUpLine(true);
    void connect(ask, unused, start);
    unused = null;
    void checkMicrophone().then((problem) => dispatch({ type: 'microphone', problem }));
  });
}

export function stopPhone(): void {
  hangUpLine();
  claim?.release();
  claim = undefined;
  usePhone.setState(OFF, true);
}

export const phone = {
  answer: (callId: string) => dispatch({ type: 'answer', callId }),
  drop: (callId: string) => softphone?.drop(callId),
  /** The server says that this call is no longer ours to answer. */
  forget: (callId: string) => {
    if (usePhone.getState().leg.kind === 'awaited') dispatch({ type: 'ended', callId });
  },
  setMuted: (callId: string, muted: boolean) => softphone?.setMuted(callId, muted),
  takeOver: () => claim?.steal(),
  recheckMicrophone: async () => dispatch({ type: 'microphone', problem: await checkMicrophone() }),
};
