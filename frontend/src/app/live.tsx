import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAlarmSubscription } from '@/entities/alarm';
import { useCaseSubscription } from '@/entities/case/case-rows';
import { useDesk, useDeskSubscription } from '@/entities/desk';

/** The shell's live lines, and the screen pop: a ringing call brings its screen up from any page. */
export function Live() {
  useDeskSubscription();
  useCaseSubscription();
  useAlarmSubscription();
  const navigate = useNavigate();
  const { desk, call } = useDesk();
  const path = useRouterState({ select: (s) => s.location.pathname });
  const ringing = desk?.presence.state === 'RINGING' ? (call?.callId ?? desk.presence.callId ?? null) : null;
  const popped = useRef<string | null>(null);
  useEffect(() => {
    if (!ringing || popped.current === ringing) return;
    popped.current = ringing;
    // A dialog may hold half-typed text; the call bar rings all the same.
    if (path !== '/desk' && !document.querySelector('[role=dialog]')) void navigate({ to: '/desk' });
  }, [ringing, path, navigate]);
  return null;
}
