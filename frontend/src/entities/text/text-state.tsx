import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { TextRow } from './text-documents';

const LOOKS = {
  NEW: { glyph: '●', tone: 'todo' },
  TAKEN: { glyph: '◐', tone: 'moving' },
  ANSWERED: { glyph: '✓', tone: 'done' },
  FILED: { glyph: '✓', tone: 'done' },
  BEGUN: { glyph: '→', tone: 'moving' },
  DISMISSED: { glyph: '–', tone: 'closed' },
} as const;

/** Where the work on a conversation stands; why, when nothing came of it. */
export function TextStateTag({ of }: { of: Pick<TextRow, 'state' | 'reason'> }) {
  const { t } = useTranslation();
  const { glyph, tone } = LOOKS[of.state];
  const word = t(`textState.${of.state}`);
  return (
    <span className="case-tag" data-tone={tone}>
      <span aria-hidden>{glyph}</span>
      {of.state === 'DISMISSED' && of.reason ? `${word}: ${t(`textReason.${of.reason}`)}` : word}
    </span>
  );
}
