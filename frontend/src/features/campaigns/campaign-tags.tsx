import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { CampaignState, TargetState } from '@/shared/graphql/generated/graphql';

const CAMPAIGN: Record<CampaignState, { glyph: string; tone: string }> = {
  DRAFT: { glyph: '✎', tone: 'todo' },
  RUNNING: { glyph: '▶', tone: 'moving' },
  PAUSED: { glyph: '❚❚', tone: 'todo' },
  ENDED: { glyph: '✓', tone: 'done' },
};
const TARGET: Record<TargetState, { glyph: string; tone: string }> = {
  PENDING: { glyph: '○', tone: 'todo' },
  GIVEN: { glyph: '◔', tone: 'moving' },
  CALLING: { glyph: '☏', tone: 'moving' },
  DONE: { glyph: '✓', tone: 'done' },
  GIVEN_UP: { glyph: '✕', tone: 'alarm' },
  EXCLUDED: { glyph: '⊘', tone: 'closed' },
};

export function CampaignStateTag({ state, open }: { state: CampaignState; open: boolean }) {
  const { t } = useTranslation();
  const asleep = state === 'RUNNING' && !open;
  return (
    <span className="case-tag" data-tone={asleep ? 'todo' : CAMPAIGN[state].tone}>
      <span aria-hidden>{asleep ? '☾' : CAMPAIGN[state].glyph}</span>
      {asleep ? t('campaign.outOfHours') : t(`campaign.state.${state}`)}
    </span>
  );
}

export function TargetStateTag({ state }: { state: TargetState }) {
  const { t } = useTranslation();
  return (
    <span className="case-tag" data-tone={TARGET[state].tone}>
      <span aria-hidden>{TARGET[state].glyph}</span>
      {t(`campaign.target.${state}`)}
    </span>
  );
}
