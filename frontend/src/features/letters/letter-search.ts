import type { LetterInbox, LetterOutbox } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const INBOXES = [
  'OPEN',
  'NEW',
  'MINE',
  'OVERDUE',
  'ANSWERED',
  'FILED',
  'DISMISSED',
] as const satisfies readonly LetterInbox[];
export const OUTBOXES = ['ALL', 'QUEUED', 'SENT', 'FAILED'] as const satisfies readonly LetterOutbox[];

export interface LetterSearch extends ListSearch {
  tab?: 'out';
  box?: (typeof INBOXES)[number];
  out?: (typeof OUTBOXES)[number];
}

export const readLetterSearch = (raw: Record<string, unknown>): LetterSearch => ({
  ...readListSearch(raw),
  tab: raw.tab === 'out' ? 'out' : undefined,
  box: readOneOf(INBOXES, raw.box),
  out: readOneOf(OUTBOXES, raw.out),
});

export interface ListProps {
  search: LetterSearch;
  onPage(page: number): void;
  onCounts(counts: Record<string, number>): void;
}
