import { useCallback } from 'react';
import { useAction } from '@/shared/graphql/use-action';
import { CallDialMutation } from './desk';
import { useDesk } from './use-desk';

/** Click to dial. `why` is null when the agent can dial now, else the reason to show. */
export function useDial() {
  const { desk, call, signedIn } = useDesk();
  const [run, dialling] = useAction(CallDialMutation);
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
