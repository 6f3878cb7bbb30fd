import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const RULE_TABS = ['policy', 'retention', 'holds', 'deletions'] as const;
export type RuleTab = (typeof RULE_TABS)[number];

export interface RulesSearch extends ListSearch {
  tab?: RuleTab;
  over?: boolean;
}

export const readRulesSearch = (raw: Record<string, unknown>): RulesSearch => ({
  ...readListSearch(raw),
  tab: readOneOf(RULE_TABS, raw.tab),
  over: raw.over === true ? true : undefined,
});
