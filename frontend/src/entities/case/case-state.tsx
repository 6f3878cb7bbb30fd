import { useTranslation } from 'react-i18next';
import type { CaseState, Urgency } from '@/shared/graphql/generated/graphql';
import '@/shared/ui/state-tag.css';

/** What a state asks for, which gives its colour; with the glyph and the word it is never colour alone. */
type Tone = 'todo' | 'moving' | 'check' | 'alarm' | 'done' | 'closed';

const LOOKS: Record<CaseState, { glyph: string; tone: Tone }> = {
  REGISTERED: { glyph: '○', tone: 'todo' },
  ANSWERED: { glyph: '✓', tone: 'done' },
  NOT_ACCEPTED: { glyph: '⊘', tone: 'closed' },
  MERGED: { glyph: '⧉', tone: 'closed' },
  DISPATCHED: { glyph: '➜', tone: 'todo' },
  RETURN_REVIEW: { glyph: '↩', tone: 'alarm' },
  PENDING_COORDINATION: { glyph: '⚖', tone: 'alarm' },
  IN_PROGRESS: { glyph: '▶', tone: 'moving' },
  SUSPENDED: { glyph: '‖', tone: 'closed' },
  SUBMITTED: { glyph: '◎', tone: 'check' },
  CALLBACK_PENDING: { glyph: '☏', tone: 'check' },
  CALLED_BACK: { glyph: '☑', tone: 'check' },
  REWORK: { glyph: '↻', tone: 'alarm' },
  ARCHIVED: { glyph: '■', tone: 'done' },
  CANCELLED: { glyph: '✕', tone: 'closed' },
};

export function CaseStateTag({ state }: { state: CaseState }) {
  const { t } = useTranslation();
  const { glyph, tone } = LOOKS[state];
  return (
    <span className="case-tag" data-tone={tone}>
      <span aria-hidden>{glyph}</span>
      {t(`caseState.${state}`)}
    </span>
  );
}

const URGENCY: Record<Urgency, { glyph: string; tone: Tone }> = {
  CRITICAL: { glyph: '▲▲', tone: 'alarm' },
  URGENT: { glyph: '▲', tone: 'todo' },
  NORMAL: { glyph: '–', tone: 'moving' },
  LOW: { glyph: '▽', tone: 'closed' },
};

export function UrgencyTag({ urgency }: { urgency: Urgency }) {
  const { t } = useTranslation();
  const { glyph, tone } = URGENCY[urgency];
  return (
    <span className="case-tag plain" data-tone={tone}>
      <span aria-hidden>{glyph}</span>
      {t(`urgency.${urgency}`)}
    </span>
  );
}

/** When a case is due; overdue is said, not only coloured. */
export function DueTime({
  dueAt,
  overdue,
  text,
}: {
  dueAt: string | null | undefined;
  overdue: boolean;
  text: string;
}) {
  const { t } = useTranslation();
  if (!dueAt) return <span>–</span>;
  return (
    <time dateTime={dueAt} className={overdue ? 'case-overdue' : undefined}>
      {overdue && <span aria-hidden>⚠ </span>}
      {text}
      {overdue && ` ${t('case.overdue')}`}
    </time>
  );
}
