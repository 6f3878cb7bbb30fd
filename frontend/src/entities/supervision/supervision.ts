import { graphql } from '@/shared/graphql/generated';

export const SuperviseStartMutation = graphql(`
  mutation SuperviseStart($mode: SuperviseMode!, $callId: String, $agent: String, $follow: Boolean) {
    superviseStart(mode: $mode, callId: $callId, agent: $agent, follow: $follow) { errors { code field message } }
  }
`);
export const SuperviseSwitchMutation = graphql(`
  mutation SuperviseSwitch($mode: SuperviseMode!) { superviseSwitch(mode: $mode) { errors { code field message } } }
`);
export const SuperviseStopMutation = graphql(`
  mutation SuperviseStop { superviseStop { errors { code field message } } }
`);
export const SuperviseInterceptMutation = graphql(`
  mutation SuperviseIntercept { superviseIntercept { errors { code field message } } }
`);
export const HelpAskMutation = graphql(`
  mutation HelpAsk($callId: String!, $note: String) {
    helpAsk(callId: $callId, note: $note) { errors { code field message } }
  }
`);
export const HelpWithdrawMutation = graphql(`
  mutation HelpWithdraw($callId: String!) { helpWithdraw(callId: $callId) { errors { code field message } } }
`);
export const AgentForceNotReadyMutation = graphql(`
  mutation AgentForceNotReady($agent: String!, $atOnce: Boolean) {
    agentForceNotReady(agent: $agent, atOnce: $atOnce) { ok errors { code field message } }
  }
`);
export const AgentForceSignOutMutation = graphql(`
  mutation AgentForceSignOut($agent: String!, $atOnce: Boolean) {
    agentForceSignOut(agent: $agent, atOnce: $atOnce) { ok errors { code field message } }
  }
`);
export const SeatRecordAllMutation = graphql(`
  mutation SeatRecordAll($seat: String!, $on: Boolean!, $tenant: String) {
    seatRecordAll(seat: $seat, on: $on, tenant: $tenant) { ok errors { code field message } }
  }
`);
export const AgentRecordAllMutation = graphql(`
  mutation AgentRecordAll($agent: String!, $on: Boolean!) {
    agentRecordAll(agent: $agent, on: $on) { ok errors { code field message } }
  }
`);
export const CallCutMutation = graphql(`
  mutation CallCut($callId: String!, $leg: String) {
    callCut(callId: $callId, leg: $leg) { ok errors { code field message } }
  }
`);
export const CallMoveMutation = graphql(`
  mutation CallMove($callId: String!, $queue: String!) {
    callMove(callId: $callId, queue: $queue) { ok errors { code field message } }
  }
`);
export const CallSayMutation = graphql(`
  mutation CallSay($callId: String!, $prompt: String!) {
    callSay(callId: $callId, prompt: $prompt) { ok errors { code field message } }
  }
`);
