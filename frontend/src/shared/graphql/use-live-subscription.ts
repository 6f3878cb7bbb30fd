import { useEffect } from 'react';
import {
  type AnyVariables,
  type UseSubscriptionArgs,
  type UseSubscriptionResponse,
  useSubscription,
} from 'urql';

const AGAIN_MS = 2000;

/** A subscription that does not stay dead: the line's breaks are mended by the socket itself, an error that the server
 * answered with is followed by a new try. */
export function useLiveSubscription<Data, Variables extends AnyVariables>(
  args: UseSubscriptionArgs<Variables, Data>,
): UseSubscriptionResponse<Data, Variables> {
  const response = useSubscription<Data, Data, Variables>(args);
  const [{ error }, again] = response;
  const paused = args.pause ?? false;
  useEffect(() => {
    if (!error || paused) return;
    const timer = setTimeout(() => again(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [error, again, paused]);
  return response;
}
