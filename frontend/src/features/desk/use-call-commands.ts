import { useMemo } from 'react';
import {
  AgentNotReadyMutation,
  AgentReadyMutation,
  CallCancelConsultMutation,
  CallCompleteTransferMutation,
  CallConferenceMutation,
  CallHangUpMutation,
  CallHoldMutation,
  CallMuteMutation,
  CallRejectMutation,
  CallResumeMutation,
  useDesk,
  useDeskAction,
} from '@/entities/desk';
import { phone, usePhone } from '@/shared/telephony/phone';

/** What the call bar can do right now; a command that is undefined is not possible in this state. */
export interface CallCommands {
  ready?: () => void;
  notReady?: (reason: string) => void;
  answer?: () => void;
  hangUp?: () => void;
  toggleMute?: () => void;
  toggleHold?: () => void;
  completeTransfer?: () => void;
  cancelConsult?: () => void;
  conference?: () => void;
  /** The consult and transfer dialog may be opened. */
  consult: boolean;
  /** Third parties may be asked into the conversation. */
  invite: boolean;
  /** A prompt may be played into the conversation. */
  prompt: boolean;
  digits: boolean;
  dial: boolean;
}

const NOTHING = { consult: false, invite: false, prompt: false, digits: false, dial: false };

export function useCallCommands(): CallCommands {
  const { desk, call, signedIn } = useDesk();
  const leg = usePhone((s) => s.leg);
  const audioHere = usePhone((s) => s.audio === 'here');
  const [ready] = useDeskAction(AgentReadyMutation);
  const [notReady] = useDeskAction(AgentNotReadyMutation);
  const [reject] = useDeskAction(CallRejectMutation);
  const [hangUp] = useDeskAction(CallHangUpMutation);
  const [hold] = useDeskAction(CallHoldMutation);
  const [resume] = useDeskAction(CallResumeMutation);
  const [mute] = useDeskAction(CallMuteMutation);
  const [complete] = useDeskAction(CallCompleteTransferMutation);
  const [conference] = useDeskAction(CallConferenceMutation);
  const [cancel] = useDeskAction(CallCancelConsultMutation);

  return useMemo(() => {
    const state = desk?.presence.state;
    if (!desk || !signedIn) return NOTHING;
    const commands: CallCommands = { ...NOTHING, dial: !call && state !== 'SUPERVISING' };
    if (state === 'NOT_READY' || state === 'WRAP_UP') commands.ready = () => void ready({});
    if (state && state !== 'NOT_READY') commands.notReady = (reason) => void notReady({ reason });
    if (!call) return commands;

    const { callId } = call;
    // Without an answer from the engine the telephone itself can still put the receiver down.
    const end = async () => {
      const outcome = await hangUp({ callId });
      if (outcome && !outcome.ok) phone.drop(callId);
    };
    if (state === 'RINGING') {
      commands.hangUp = () => void reject({ callId });
      if (audioHere && leg.kind !== 'answering' && leg.kind !== 'talking')
        commands.answer = () => phone.answer(callId);
      return commands;
    }
    commands.hangUp = () => void end();
    if (state !== 'TALKING') return commands;
    const consulting = call.state === 'CONSULTING';
    commands.digits = true;
    commands.toggleMute = () => {
      phone.setMuted(callId, !call.muted);
      void mute({ callId, muted: !call.muted });
    };
    // A call between agents goes nowhere else; guests have to leave before the caller is sent on.
    const internal = call.pop?.medium === 'INTERNAL';
    // A third party, or who was called by a colleague, can only hear, speak and leave.
    const asked =
      !!call.pop?.consultFrom && (internal || call.guests.some((g) => g.party === call.pop?.consultFrom));
    if (asked) {
      commands.digits = false;
      return commands;
    }
    commands.consult = !consulting && !internal && call.guests.length === 0;
    commands.invite = !consulting && !internal;
    commands.prompt = call.state === 'TALKING';
    // Who was asked for advice cannot end the consultation for the one who asked.
    const consulted = consulting && call.pop?.consultFrom === call.consultParty;
    if (consulting && !consulted) {
      commands.cancelConsult = () => void cancel({ callId });
      if (call.consultTalking) {
        commands.completeTransfer = () => void complete({ callId });
        commands.conference = () => void conference({ callId });
      }
    } else if (!consulting)
      commands.toggleHold = () => void (call.state === 'HELD' ? resume({ callId }) : hold({ callId }));
    return commands;
  }, [
    desk,
    call,
    signedIn,
    leg,
    audioHere,
    ready,
    notReady,
    reject,
    hangUp,
    hold,
    resume,
    mute,
    complete,
    conference,
    cancel,
  ]);
}
