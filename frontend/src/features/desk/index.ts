export { CallBar } from './call-bar';
export { ConnectionIndicator } from './connection-indicator';
export { PhoneRunner } from './phone-runner';
export { WorkDock } from './work-dock';
