import { useEffect } from 'react';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { LetterChanged } from './letter-documents';

/** Calls `again` when a letter changed: any, or the one with the id `only`. */
export function useLetterChanged(again: () => void, only?: string): void {
  const [{ data }] = useLiveSubscription({ query: LetterChanged });
  useEffect(() => {
    if (data && (only === undefined || data.letterChanged === only)) again();
  }, [data, only, again]);
}
