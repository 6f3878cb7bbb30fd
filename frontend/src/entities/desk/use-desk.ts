import { useMemo } from 'react';
import type { DeskCallFragment, DeskFragment } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { useMay } from '@/shared/session/session';
import { DeskQuery, DeskSubscription } from './desk';

export interface DeskView {
  desk: DeskFragment | null;
  /** The call in hand, or null. */
  call: DeskCallFragment | null;
  /** The call whose form is worked on: the one in hand, else the one being wrapped up. */
  formCall: DeskCallFragment | null;
  signedIn: boolean;
  loading: boolean;
  failed: boolean;
  retry(): void;
}

/** The agent's desk as the server has it. Many may ask; one question goes out, the cache answers the rest. */
export function useDesk(): DeskView {
  const mayWork = useMay('desk.use');
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: DeskQuery,
    pause: !mayWork,
    requestPolicy: 'cache-first',
  });
  const desk = data?.desk ?? null;
  return useMemo(() => {
    const call = desk?.call && desk.call.state !== 'ENDED' ? desk.call : null;
    return {
      desk,
      call,
      formCall: call ?? desk?.lastCall ?? null,
      signedIn: !!desk?.presence.seat && desk.presence.state !== 'SIGNED_OUT',
      loading: fetching && !desk,
      failed: !!error && !desk,
      retry: () => ask({ requestPolicy: 'network-only' }),
    };
  }, [desk, fetching, error, ask]);
}

/** Keep the cached desk up to date; used once, by the shell. */
export function useDeskSubscription(): void {
  useLiveSubscription({ query: DeskSubscription, pause: !useMay('desk.use') });
}
