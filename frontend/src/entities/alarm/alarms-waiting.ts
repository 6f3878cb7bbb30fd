import { useEffect } from 'react';
import { useQuery } from 'urql';
import { create } from 'zustand';
import { useConnection } from '@/shared/graphql/connection';
import { graphql } from '@/shared/graphql/generated';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { useMay } from '@/shared/session/session';

const AlarmsWaitingQuery = graphql(`
  query AlarmsWaiting { alarmsWaiting { raised } }
`);
const AlarmsChanged = graphql(`
  subscription AlarmsChanged { alarmsChanged { raised } }
`);

/** Grows with every change of an alarm. */
const useAlarmTick = create<{ tick: number }>(() => ({ tick: 0 }));

/** Used once, by the shell. */
export function useAlarmSubscription(): void {
  const [{ data }] = useLiveSubscription({ query: AlarmsChanged, pause: !useMay('alarm.handle') });
  useEffect(() => {
    if (data) useAlarmTick.setState((s) => ({ tick: s.tick + 1 }));
  }, [data]);
}

/** Ask again when alarms changed or the line to the server is back. */
export function useOnAlarmChanges(ask: () => void): void {
  const tick = useAlarmTick((s) => s.tick);
  const epoch = useConnection((s) => s.epoch);
  useEffect(() => {
    if (tick + epoch > 0) ask();
  }, [tick, epoch, ask]);
}

/** How many alarms nobody has seen to; null for who may not know. */
export function useAlarmsWaiting(): number | null {
  const may = useMay('alarm.handle');
  const [{ data }, ask] = useQuery({ query: AlarmsWaitingQuery, pause: !may });
  const tick = useAlarmTick((s) => s.tick);
  const epoch = useConnection((s) => s.epoch);
  useEffect(() => {
    if (may && tick + epoch > 0) ask({ requestPolicy: 'network-only' });
  }, [tick, epoch, may, ask]);
  return data?.alarmsWaiting.raised ?? null;
}
