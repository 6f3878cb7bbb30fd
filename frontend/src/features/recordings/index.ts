export { readRecordingSearch } from './recording-search';
export { readRulesSearch } from './rules-search';
