export { readRecordingSearch } from './recording-search';
