import { useSyncExternalStore } from 'react';
import { serverNow } from '@/shared/graphql/server-clock';

const listeners = new Set<() => void>();
let now = serverNow();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = serverNow();
    for (const tell of listeners) tell();
  }, 500);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time in milliseconds; every clock on the screen ticks together, twice a second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** Seconds since `at`, never negative. */
export function useSecondsSince(at: string | null | undefined): number {
  const current = useNow();
  return at ? Math.max(0, (current - Date.parse(at)) / 1000) : 0;
}
