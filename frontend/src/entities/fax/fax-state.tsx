import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { SentFaxState } from '@/shared/graphql/generated/graphql';
import type { Fax, SentFax } from './fax-documents';

const INBOX = {
  NEW: { glyph: '●', tone: 'todo' },
  TAKEN: { glyph: '◐', tone: 'moving' },
  ANSWERED: { glyph: '✓', tone: 'done' },
  FILED: { glyph: '✓', tone: 'done' },
  DISMISSED: { glyph: '–', tone: 'closed' },
} as const;

const OUTBOX: Record<SentFaxState, { glyph: string; tone: string }> = {
  QUEUED: { glyph: '…', tone: 'todo' },
  SENDING: { glyph: '➜', tone: 'moving' },
  SENT: { glyph: '✓', tone: 'done' },
  FAILED: { glyph: '✕', tone: 'alarm' },
  CANCELLED: { glyph: '–', tone: 'closed' },
};

function Tag({ glyph, tone, word }: { glyph: string; tone: string; word: string }) {
  return (
    <span className="case-tag" data-tone={tone}>
      <span aria-hidden>{glyph}</span>
      {word}
    </span>
  );
}

/** Where the work on a received fax stands; why, when nothing came of it. */
export function FaxStateTag({ fax }: { fax: Pick<Fax, 'state' | 'reason' | 'fileState'> }) {
  const { t } = useTranslation();
  if (fax.fileState === 'FAILED') return <Tag glyph="✕" tone="alarm" word={t('fax.noPage')} />;
  const word = fax.state === 'DISMISSED' && fax.reason ? t(`faxReason.${fax.reason}`) : null;
  return (
    <Tag
      {...INBOX[fax.state]}
      word={word ? `${t('faxState.DISMISSED')}: ${word}` : t(`faxState.${fax.state}`)}
    />
  );
}

export function SentFaxStateTag({ fax }: { fax: Pick<SentFax, 'state'> }) {
  const { t } = useTranslation();
  return <Tag {...OUTBOX[fax.state]} word={t(`sentFaxState.${fax.state}`)} />;
}

/** A code of the line in words; codes that have none are shown as they are. */
export function useFaxError(): (code: string) => string {
  const { t, i18n } = useTranslation();
  return (code) => {
    const key = `faxError.${code}`;
    return i18n.exists(key) ? String(t(key as 'faxError.BUSY')) : code;
  };
}
