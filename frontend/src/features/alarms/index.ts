export { readAlarmSearch } from './alarm-search';
