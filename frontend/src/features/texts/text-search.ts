import type { TextBox } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const BOXES = [
  'OPEN',
  'NEW',
  'MINE',
  'OVERDUE',
  'ANSWERED',
  'FILED',
  'DISMISSED',
  'BEGUN',
  'ALL',
] as const satisfies readonly TextBox[];

export interface TextSearch extends ListSearch {
  box?: (typeof BOXES)[number];
}

export const readTextSearch = (raw: Record<string, unknown>): TextSearch => ({
  ...readListSearch(raw),
  box: readOneOf(BOXES, raw.box),
});
