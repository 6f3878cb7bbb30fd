import type { ListKind } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export interface NumberListSearch extends ListSearch {
  kind?: ListKind;
  over?: true;
}

export const readNumberListSearch = (raw: Record<string, unknown>): NumberListSearch => ({
  ...readListSearch(raw),
  kind: readOneOf(['BLACK', 'WHITE'] as const, raw.kind),
  over: raw.over === true ? true : undefined,
});
