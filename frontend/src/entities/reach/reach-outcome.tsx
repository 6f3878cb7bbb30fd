import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { ReachOutcome } from '@/shared/graphql/generated/graphql';

const LOOKS: Record<ReachOutcome, { glyph: string; tone: string }> = {
  TALKED: { glyph: '✓', tone: 'done' },
  COMPLETED: { glyph: '✓', tone: 'done' },
  BROKEN_OFF: { glyph: '◐', tone: 'todo' },
  ABANDONED: { glyph: '✕', tone: 'alarm' },
  BUSY: { glyph: '⊘', tone: 'todo' },
  NO_ANSWER: { glyph: '…', tone: 'todo' },
  MACHINE: { glyph: '⌸', tone: 'todo' },
  INVALID: { glyph: '✕', tone: 'alarm' },
  FAILED: { glyph: '✕', tone: 'alarm' },
  NOT_DIALLED: { glyph: '–', tone: 'closed' },
};

/** How an attempt to reach somebody by telephone ended. */
export function ReachOutcomeTag({ outcome, plain }: { outcome: ReachOutcome; plain?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={plain ? 'case-tag plain' : 'case-tag'} data-tone={LOOKS[outcome].tone}>
      <span aria-hidden>{LOOKS[outcome].glyph}</span>
      {t(`reachOutcome.${outcome}`)}
    </span>
  );
}
