import { useTranslation } from 'react-i18next';
import type { AgentState } from '@/shared/graphql/generated/graphql';
import { duration } from '@/shared/ui/time';
import { useSecondsSince } from '@/shared/ui/use-now';
import './agent-state.css';

/** The only place that says how an agent's state looks: a class for the colour, a glyph, and a word. */
const GLYPHS: Record<AgentState, string> = {
  SIGNED_OUT: '○',
  NOT_READY: '‖',
  READY: '●',
  RINGING: '◉',
  DIALLING: '↗',
  TALKING: '▶',
  WRAP_UP: '✎',
  SUPERVISING: '◎',
};

/** Reasons that the engine or the agent may give for not being ready. */
const REASONS = [
  'SIGNED_IN',
  'BREAK',
  'MEAL',
  'TRAINING',
  'OTHER',
  'NO_ANSWER',
  'REJECTED',
  'SEAT_UNREACHABLE',
  'CONNECTION_LOST',
  'FORCED',
] as const;
type KnownReason = (typeof REASONS)[number];
const isKnown = (reason: string): reason is KnownReason => REASONS.includes(reason as KnownReason);

export function useReason(): (reason: string | null | undefined) => string {
  const { t } = useTranslation();
  return (reason) => (!reason ? '' : isKnown(reason) ? t(`agentReason.${reason}`) : reason);
}

interface Props {
  state: AgentState;
  reason?: string | null;
  /** When the state began; shown as time in state. */
  since?: string | null;
}

export function AgentStateTag({ state, reason, since }: Props) {
  const { t } = useTranslation();
  const reasonText = useReason()(state === 'NOT_READY' ? reason : null);
  return (
    <span className="agent-state" data-state={state}>
      <span aria-hidden className="agent-state-glyph">
        {GLYPHS[state]}
      </span>
      <span className="agent-state-word" title={reasonText || undefined}>
        {t(`agentState.${state}`)}
        {reasonText && ` · ${reasonText}`}
      </span>
      {since && <TimeInState since={since} />}
    </span>
  );
}

export function TimeInState({ since }: { since: string }) {
  const seconds = useSecondsSince(since);
  return (
    <time className="time-in-state" dateTime={since}>
      {duration(seconds)}
    </time>
  );
}
