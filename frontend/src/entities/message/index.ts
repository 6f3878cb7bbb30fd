export { MessageStateTag } from './message-state';
