import type { CampaignState } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const CAMPAIGN_STATES = [
  'DRAFT',
  'RUNNING',
  'PAUSED',
  'ENDED',
] as const satisfies readonly CampaignState[];

export interface CampaignSearch extends ListSearch {
  state?: CampaignState;
  /** "dnc": numbers that must not be called. */
  view?: 'dnc';
  open?: string;
}

const id = (value: unknown) =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && value ? value : undefined;

export const readCampaignSearch = (raw: Record<string, unknown>): CampaignSearch => ({
  ...readListSearch(raw),
  state: readOneOf(CAMPAIGN_STATES, raw.state),
  view: raw.view === 'dnc' ? 'dnc' : undefined,
  open: id(raw.open),
});
