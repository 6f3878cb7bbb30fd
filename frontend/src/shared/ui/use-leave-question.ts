import { useEffect } from 'react';

/** The browser asks before the page is closed or loaded anew: the one ends a talk for the agent, the other interrupts it. */
export function useLeaveQuestion(needed: boolean): void {
  useEffect(() => {
    if (!needed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [needed]);
}
