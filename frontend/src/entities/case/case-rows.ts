import { useEffect } from 'react';
import { useQuery } from 'urql';
import { create } from 'zustand';
import { useConnection } from '@/shared/graphql/connection';
import { graphql } from '@/shared/graphql/generated';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { useMay } from '@/shared/session/session';

/** What a case shows in lists; the same fields come with every change, so rows update themselves. */
export const CaseRowFields = graphql(`
  fragment CaseRow on Case {
    id number kind state title urgency registeredAt dueAt overdue version reporterName reporterPhone
    unit { key name }
    origin { key name }
    handler { key name }
    category { id name }
  }
`);

const CaseChangedSubscription = graphql(`
  subscription CaseChanged { caseChanged { ...CaseRow } }
`);

const CaseCountsQuery = graphql(`
  query CaseCounts { caseCounts { inbox review callback overdue } }
`);

const SETTLE_MS = 400;

/** Grows when cases of the tenant changed; bursts count once. */
export const useCaseTick = create<{ tick: number; lastNumber: string }>(() => ({ tick: 0, lastNumber: '' }));
let settling: ReturnType<typeof setTimeout> | undefined;

/** Used once, by the shell: each change lands in the cache, and whoever shows a list looks again. */
export function useCaseSubscription(): void {
  const [{ data }] = useLiveSubscription({ query: CaseChangedSubscription, pause: !useMay('case.view') });
  const changed = data?.caseChanged;
  useEffect(() => {
    if (!changed) return;
    clearTimeout(settling);
    settling = setTimeout(
      () => useCaseTick.setState((s) => ({ tick: s.tick + 1, lastNumber: changed.number })),
      SETTLE_MS,
    );
  }, [changed]);
}

/** Ask again when cases changed or the line to the server is back. */
export function useOnCaseChanges(ask: () => void, pause = false): void {
  const tick = useCaseTick((s) => s.tick);
  const epoch = useConnection((s) => s.epoch);
  useEffect(() => {
    if (!pause && tick + epoch > 0) ask();
  }, [tick, epoch, pause, ask]);
}

export function useCaseCounts() {
  const mayView = useMay('case.view');
  const [{ data }, ask] = useQuery({ query: CaseCountsQuery, pause: !mayView });
  const tick = useCaseTick((s) => s.tick);
  const epoch = useConnection((s) => s.epoch);
  useEffect(() => {
    if (mayView && tick + epoch > 0) ask({ requestPolicy: 'network-only' });
  }, [tick, epoch, mayView, ask]);
  return data?.caseCounts ?? null;
}
