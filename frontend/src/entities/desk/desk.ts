import { graphql } from '@/shared/graphql/generated';

export const OperationFields = graphql(`
  fragment Operation on Operation {
    id kind at title state caseNumber contactId tenant tenantName
  }
`);

export const CitizenCardFields = graphql(`
  fragment CitizenCard on Citizen {
    id name gender address area note important phones mails createdAt
  }
`);

export const DraftFields = graphql(`
  fragment Draft on CaseDraft { id callId kind data version savedAt savedBy }
`);

export const DeskCallFields = graphql(`
  fragment DeskCall on DeskCall {
    callId state muted since answeredAt outbound purpose reference party consultParty consultTalking prompt recordingPaused
    guests { party talking }
    pop {
      callId caller callerLocal called medium verified business waitedSince offeredAt autoAnswer queue consultFrom
      homeTenant { key name }
      citizen { ...CitizenCard }
      possibleMatches { ...CitizenCard }
      operations { ...Operation }
      draft { ...Draft }
      listedPriority free
      origin { kind number askedAt tries name mode }
    }
  }
`);

export const DeskFields = graphql(`
  fragment Desk on Desk {
    presence { agentKey agentNumber displayName seat state reason since until callId reachable ownPhone }
    call { ...DeskCall }
    lastCall { ...DeskCall }
    seats { key number remote takenBy }
    listening { callId agent target follow mode since }
    listenedBy { supervisor mode since }
    help { callId note askedAt }
    work { on paused pausedUntil items { ...WorkPiece } }
  }
`);

export const DeskQuery = graphql(`
  query Desk { desk { ...Desk } }
`);

export const DeskSubscription = graphql(`
  subscription DeskChanged { desk { ...Desk } }
`);

export const SeatTakeMutation = graphql(`
  mutation SeatTake($seat: String!) {
    seatTake(seat: $seat) {
      desk { ...Desk }
      softphone { nodes user password domain iceServers renewAfterSeconds twilio { token edges } }
      errors { code field message }
    }
  }
`);
export const SeatLeaveMutation = graphql(`
  mutation SeatLeave { seatLeave { desk { ...Desk } errors { code field message } } }
`);
export const SoftphoneRenewMutation = graphql(`
  mutation SoftphoneRenew {
    softphoneRenew { softphone { nodes user password domain iceServers renewAfterSeconds twilio { token edges } } errors { code field message } }
  }
`);
// Commands to the switchboard do not ask for the desk: what they did comes by the subscription, and an answer written
// before that but read after it would show an older state.
export const AgentReadyMutation = graphql(`
  mutation AgentReady { agentReady { errors { code field message } } }
`);
export const AgentNotReadyMutation = graphql(`
  mutation AgentNotReady($reason: String!) {
    agentNotReady(reason: $reason) { errors { code field message } }
  }
`);
export const CallRejectMutation = graphql(`
  mutation CallReject($callId: String!) { callReject(callId: $callId) { errors { code field message } } }
`);
export const CallHangUpMutation = graphql(`
  mutation CallHangUp($callId: String!) { callHangUp(callId: $callId) { errors { code field message } } }
`);
export const CallHoldMutation = graphql(`
  mutation CallHold($callId: String!) { callHold(callId: $callId) { errors { code field message } } }
`);
export const CallResumeMutation = graphql(`
  mutation CallResume($callId: String!) { callResume(callId: $callId) { errors { code field message } } }
`);
export const CallRejoinMutation = graphql(`
  mutation CallRejoin($callId: String!) { callRejoin(callId: $callId) { errors { code field message } } }
`);
export const CallMuteMutation = graphql(`
  mutation CallMute($callId: String!, $muted: Boolean!) {
    callMute(callId: $callId, muted: $muted) { errors { code field message } }
  }
`);
export const CallSendDigitsMutation = graphql(`
  mutation CallSendDigits($callId: String!, $digits: String!) {
    callSendDigits(callId: $callId, digits: $digits) { errors { code field message } }
  }
`);
export const CallConsultMutation = graphql(`
  mutation CallConsult($callId: String!, $target: String!) {
    callConsult(callId: $callId, target: $target) { errors { code field message } }
  }
`);
export const CallCancelConsultMutation = graphql(`
  mutation CallCancelConsult($callId: String!) {
    callCancelConsult(callId: $callId) { errors { code field message } }
  }
`);
export const CallCompleteTransferMutation = graphql(`
  mutation CallCompleteTransfer($callId: String!) {
    callCompleteTransfer(callId: $callId) { errors { code field message } }
  }
`);
export const CallTransferMutation = graphql(`
  mutation CallTransfer($callId: String!, $target: String!) {
    callTransfer(callId: $callId, target: $target) { errors { code field message } }
  }
`);
export const CallConferenceMutation = graphql(`
  mutation CallConference($callId: String!) { callConference(callId: $callId) { errors { code field message } } }
`);
export const CallInviteMutation = graphql(`
  mutation CallInvite($callId: String!, $target: String!) {
    callInvite(callId: $callId, target: $target) { errors { code field message } }
  }
`);
export const CallDropGuestMutation = graphql(`
  mutation CallDropGuest($callId: String!, $party: String!) {
    callDropGuest(callId: $callId, party: $party) { errors { code field message } }
  }
`);
export const CallPauseRecordingMutation = graphql(`
  mutation CallPauseRecording($callId: String!, $paused: Boolean!) {
    callPauseRecording(callId: $callId, paused: $paused) { errors { code field message } }
  }
`);
export const CallPlayPromptMutation = graphql(`
  mutation CallPlayPrompt($callId: String!, $prompt: String) {
    callPlayPrompt(callId: $callId, prompt: $prompt) { errors { code field message } }
  }
`);
export const TransferTargetsQuery = graphql(`
  query TransferTargets($text: String) {
    transferTargets(text: $text) { key label kind state }
  }
`);
export const CallDialMutation = graphql(`
  mutation CallDial($number: String!, $purpose: String!, $caseNumber: String) {
    callDial(number: $number, purpose: $purpose, caseNumber: $caseNumber) {
      callId
      errors { code field message }
    }
  }
`);
