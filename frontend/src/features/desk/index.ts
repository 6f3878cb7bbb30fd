export { CallBar } from './call-bar';
export { ConnectionIndicator } from './connection-indicator';
export { DialDialog } from './dial-dialog';
export { PhoneRunner } from './phone-runner';
