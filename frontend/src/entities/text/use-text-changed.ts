import { useEffect } from 'react';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { TextChanged } from './text-documents';

/** Calls `again` when a conversation changed: any, or the one with the id `only`. */
export function useTextChanged(again: () => void, only?: string): void {
  const [{ data }] = useLiveSubscription({ query: TextChanged });
  useEffect(() => {
    if (data && (only === undefined || data.textChanged === only)) again();
  }, [data, only, again]);
}
