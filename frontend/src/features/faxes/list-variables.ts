import dayjs from 'dayjs';
import { pageVariables } from '@/shared/ui/list-search';
import type { FaxSearch } from './fax-search';

/** Whole days of the viewer's calendar: from the first one's beginning to the last one's end. */
export const listVariables = (search: FaxSearch) => ({
  ...pageVariables(search),
  since: search.since ? dayjs(search.since).startOf('day').toISOString() : null,
  until: search.until ? dayjs(search.until).add(1, 'day').startOf('day').toISOString() : null,
});

export interface ListProps {
  search: FaxSearch;
  onPage(page: number): void;
  onCounts(counts: Record<string, number>): void;
}
