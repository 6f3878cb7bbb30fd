import { type ListSearch, readListSearch } from '@/shared/ui/list-search';

export interface PromptSearch extends ListSearch {
  changed?: true;
}

export const readPromptSearch = (raw: Record<string, unknown>): PromptSearch => ({
  ...readListSearch(raw),
  changed: raw.changed === true ? true : undefined,
});
