export { readVoicemailSearch } from './voicemail-search';
