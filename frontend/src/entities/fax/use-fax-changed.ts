import { useEffect } from 'react';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { FaxChanged } from './fax-documents';

/** Calls `again` when a fax changed: any, or the one with the id `only`. */
export function useFaxChanged(again: () => void, only?: string): void {
  const [{ data }] = useLiveSubscription({ query: FaxChanged });
  useEffect(() => {
    if (data && (only === undefined || data.faxChanged === only)) again();
  }, [data, only, again]);
}
