import type { DispatchState } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const DISPATCH_STATES = [
  'RUNNING',
  'ENDED',
  'CANCELLED',
  'LOST',
] as const satisfies readonly DispatchState[];

export interface DispatchSearch extends ListSearch {
  state?: DispatchState;
  /** "duty": the duty list instead of the record. */
  view?: 'duty';
  /** Dispatches of one case; with `new` the form opens for it. */
  case?: string;
  new?: true;
  open?: string;
}

const text = (value: unknown) =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && value ? value : undefined;

export const readDispatchSearch = (raw: Record<string, unknown>): DispatchSearch => ({
  ...readListSearch(raw),
  state: readOneOf(DISPATCH_STATES, raw.state),
  view: raw.view === 'duty' ? 'duty' : undefined,
  case: text(raw.case),
  new: raw.new === true ? true : undefined,
  open: text(raw.open),
});
