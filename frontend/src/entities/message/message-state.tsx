import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { MessageState } from '@/shared/graphql/generated/graphql';

const LOOKS: Record<MessageState, { glyph: string; tone: string }> = {
  QUEUED: { glyph: '…', tone: 'todo' },
  SENT: { glyph: '➜', tone: 'moving' },
  DELIVERED: { glyph: '✓', tone: 'done' },
  FAILED: { glyph: '✕', tone: 'alarm' },
  UNKNOWN: { glyph: '？', tone: 'closed' },
};

export function MessageStateTag({ state }: { state: MessageState }) {
  const { t } = useTranslation();
  return (
    <span className="case-tag" data-tone={LOOKS[state].tone}>
      <span aria-hidden>{LOOKS[state].glyph}</span>
      {t(`messageState.${state}`)}
    </span>
  );
}
