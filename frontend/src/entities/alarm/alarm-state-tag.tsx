import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { AlarmState } from '@/shared/graphql/generated/graphql';

const LOOKS: Record<AlarmState, { glyph: string; tone: string }> = {
  RAISED: { glyph: '●', tone: 'alarm' },
  ACKNOWLEDGED: { glyph: '◐', tone: 'todo' },
  OVER: { glyph: '✓', tone: 'done' },
};

/** Where an alarm stands, in colour, glyph and word. */
export function AlarmStateTag({ state }: { state: AlarmState }) {
  const { t } = useTranslation();
  return (
    <span className="case-tag" data-tone={LOOKS[state].tone}>
      <span aria-hidden>{LOOKS[state].glyph}</span>
      {t(`alarmState.${state}`)}
    </span>
  );
}
