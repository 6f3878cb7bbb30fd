import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { LetterState, SentLetterState } from '@/shared/graphql/generated/graphql';
import type { LetterRow, SentLetterRow } from './letter-documents';

const INBOX: Record<LetterState, { glyph: string; tone: string }> = {
  NEW: { glyph: '●', tone: 'todo' },
  TAKEN: { glyph: '◐', tone: 'moving' },
  ANSWERED: { glyph: '✓', tone: 'done' },
  FILED: { glyph: '✓', tone: 'done' },
  DISMISSED: { glyph: '–', tone: 'closed' },
};
const OUTBOX: Record<SentLetterState, { glyph: string; tone: string }> = {
  QUEUED: { glyph: '…', tone: 'moving' },
  SENT: { glyph: '✓', tone: 'done' },
  FAILED: { glyph: '✕', tone: 'alarm' },
  BOUNCED: { glyph: '✕', tone: 'alarm' },
};

function Tag({ glyph, tone, word }: { glyph: string; tone: string; word: string }) {
  return (
    <span className="case-tag" data-tone={tone}>
      <span aria-hidden>{glyph}</span>
      {word}
    </span>
  );
}

/** Where the work on a letter stands; why, when nothing came of it. */
export function LetterStateTag({
  letter,
}: {
  letter: Pick<LetterRow, 'state'> & Partial<Pick<LetterRow, 'reason'>>;
}) {
  const { t } = useTranslation();
  const state = t(`letterState.${letter.state}`);
  const why = letter.state === 'DISMISSED' && letter.reason ? t(`letterReason.${letter.reason}`) : '';
  return <Tag {...INBOX[letter.state]} word={why ? `${state}: ${why}` : state} />;
}

export function SentLetterStateTag({ letter }: { letter: Pick<SentLetterRow, 'state'> }) {
  const { t } = useTranslation();
  return <Tag {...OUTBOX[letter.state]} word={t(`sentLetterState.${letter.state}`)} />;
}
