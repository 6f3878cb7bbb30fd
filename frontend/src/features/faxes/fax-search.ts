import type { FaxInbox, FaxOutbox } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const TABS = ['in', 'out'] as const;
export const INBOXES = [
  'OPEN',
  'NEW',
  'MINE',
  'OVERDUE',
  'ANSWERED',
  'FILED',
  'DISMISSED',
  'FAILED',
] as const satisfies readonly FaxInbox[];
export const OUTBOXES = [
  'ALL',
  'GOING',
  'SENT',
  'FAILED',
  'CANCELLED',
] as const satisfies readonly FaxOutbox[];

export interface FaxSearch extends ListSearch {
  tab?: 'out';
  box?: (typeof INBOXES)[number];
  out?: (typeof OUTBOXES)[number];
  since?: string;
  until?: string;
}

const day = (raw: unknown): string | undefined =>
  typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) ? raw : undefined;

export const readFaxSearch = (raw: Record<string, unknown>): FaxSearch => ({
  ...readListSearch(raw),
  tab: raw.tab === 'out' ? 'out' : undefined,
  box: readOneOf(INBOXES, raw.box),
  out: readOneOf(OUTBOXES, raw.out),
  since: day(raw.since),
  until: day(raw.until),
});
