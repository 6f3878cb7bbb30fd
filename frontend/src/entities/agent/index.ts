export { AgentStateTag, TimeInState, useReason } from './agent-state';
