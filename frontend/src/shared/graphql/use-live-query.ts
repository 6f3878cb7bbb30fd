import { useEffect } from 'react';
import { type AnyVariables, type UseQueryArgs, type UseQueryResponse, useQuery } from 'urql';
import { useConnection } from './connection';

/** A query that is asked again when a broken line to the server is back, for its live updates may have been missed. */
export function useLiveQuery<Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const response = useQuery<Data, Variables>({ requestPolicy: 'cache-and-network', ...args });
  const [, ask] = response;
  const epoch = useConnection((s) => s.epoch);
  useEffect(() => {
    if (epoch > 0 && !args.pause) ask({ requestPolicy: 'network-only' });
    // Only a new connection asks again; changed arguments do so by themselves.
  }, [epoch, ask, args.pause]);
  return response;
}
