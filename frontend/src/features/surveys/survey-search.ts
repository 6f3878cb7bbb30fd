import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const SURVEY_TABS = ['design', 'answers', 'statistics'] as const;
export interface SurveySearch extends ListSearch {
  tab?: (typeof SURVEY_TABS)[number];
}

export const readSurveySearch = (raw: Record<string, unknown>): SurveySearch => ({
  ...readListSearch(raw),
  tab: readOneOf(SURVEY_TABS, raw.tab),
});
