import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { DispatchState, DispatchUnitState } from '@/shared/graphql/generated/graphql';

const STATES: Record<DispatchState, { glyph: string; tone: string }> = {
  RUNNING: { glyph: '▶', tone: 'moving' },
  ENDED: { glyph: '✓', tone: 'done' },
  CANCELLED: { glyph: '■', tone: 'closed' },
  LOST: { glyph: '✕', tone: 'alarm' },
};

const UNITS: Record<DispatchUnitState, { glyph: string; tone: string }> = {
  DIALLING: { glyph: '☏', tone: 'moving' },
  WAITING: { glyph: '…', tone: 'todo' },
  ACCEPTED: { glyph: '✓', tone: 'done' },
  REFUSED: { glyph: '⊘', tone: 'alarm' },
  UNREACHED: { glyph: '✕', tone: 'alarm' },
  CANCELLED: { glyph: '■', tone: 'closed' },
};

export function DispatchStateTag({ state }: { state: DispatchState }) {
  const { t } = useTranslation();
  return (
    <span className="case-tag" data-tone={STATES[state].tone}>
      <span aria-hidden>{STATES[state].glyph}</span>
      {t(`dispatching.state.${state}`)}
    </span>
  );
}

export function UnitStateTag({ state }: { state: DispatchUnitState }) {
  const { t } = useTranslation();
  return (
    <span className="case-tag" data-tone={UNITS[state].tone}>
      <span aria-hidden>{UNITS[state].glyph}</span>
      {t(`dispatching.unit.${state}`)}
    </span>
  );
}
