export { type PlayableRecording, RecordingPlayer } from './recording-player';
