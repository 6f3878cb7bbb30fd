import { useMemo } from 'react';
import {
  AgentNotReadyMutation,
  AgentReadyMutation,
  CallCancelConsultMutation,
  CallCompleteTransferMutation,
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
  /** The consult and transfer dialog may be opened. */
  consult: boolean;
  digits: boolean;
  dial: boolean;
}

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
  const [cancel] = useDeskAction(CallCancelConsultMutation);

  return useMemo(() => {
    const state = desk?.presence.state;
    if (!desk || !signedIn) return { consult: false, digits: false, dial: false };
    const commands: CallCommands = { consult: false, digits: false, dial: !call };
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
    commands.consult = !consulting;
    commands.toggleMute = () => {
      phone.setMuted(callId, !call.muted);
      void mute({ callId, muted: !call.muted });
    };
    // Who was asked for advice cannot end the consultation for the one who asked.
    const asked = consulting && call.pop?.consultFrom === call.consultParty;
    if (consulting && !asked) {
      commands.cancelConsult = () => void cancel({ callId });
      if (call.consultTalking) commands.completeTransfer = () => void complete({ callId });
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
    cancel,
  ]);
}
