import type { MicrophoneProblem } from './port';

export class MicrophoneError extends Error {
  constructor(readonly problem: MicrophoneProblem) {
    super(`microphone ${problem}`);
  }
}

const PROBLEMS: Record<string, MicrophoneProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'insecure',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** The user's voice, cleaned of echo and noise; throws MicrophoneError. */
export async function openMicrophone(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new MicrophoneError('insecure');
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      video: false,
    });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    throw new MicrophoneError(PROBLEMS[name] ?? 'busy');
  }
}

/** Ask for permission before the first call needs it; null when all is well. */
export async function checkMicrophone(): Promise<MicrophoneProblem | null> {
  try {
    const stream = await openMicrophone();
    for (const track of stream.getTracks()) track.stop();
    return null;
  } catch (error) {
    return error instanceof MicrophoneError ? error.problem : 'busy';
  }
}
