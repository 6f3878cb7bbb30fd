export { agentNumberOf } from './agent-key';
export { AgentStateTag, TimeInState, useReason } from './agent-state';
export { seatNumber } from './seat-number';
