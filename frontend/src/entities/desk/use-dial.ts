import { useCallback } from 'react';
import { CallDialMutation } from './desk';
import { useDesk } from './use-desk';
import { useDeskAction } from './use-desk-action';

/** Click to dial. `why` is null when the agent can dial now, else the reason to show. */
export function useDial() {
  const { desk, call, signedIn } = useDesk();
  const [run, dialling] = useDeskAction(CallDialMutation);
  const why: 'noSeat' | 'busy' | null = !signedIn
    ? 'noSeat'
    : call || desk?.presence.state === 'RINGING'
      ? 'busy'
      : null;
  const dial = useCallback(
    (number: string, purpose: 'CALLBACK' | 'OUTBOUND' = 'OUTBOUND', caseNumber?: string) =>
      run({ number, purpose, caseNumber: caseNumber ?? null }),
    [run],
  );
  return { dial, dialling, why };
}
