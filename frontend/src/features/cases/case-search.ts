import { KINDS } from '@/entities/case/kinds';
import type { CaseFilter, CaseKind, CaseState } from '@/shared/graphql/generated/graphql';

export const BOXES = ['inbox', 'review', 'callback', 'all'] as const;
export const PAGE_SIZE = 20;
export const SORTS = ['registeredAt', 'dueAt', 'number'] as const;
export const STATES = [
  'REGISTERED',
  'ANSWERED',
  'NOT_ACCEPTED',
  'MERGED',
  'DISPATCHED',
  'RETURN_REVIEW',
  'PENDING_COORDINATION',
  'IN_PROGRESS',
  'SUSPENDED',
  'SUBMITTED',
  'CALLBACK_PENDING',
  'CALLED_BACK',
  'REWORK',
  'ARCHIVED',
  'CANCELLED',
] as const satisfies readonly CaseState[];

export interface CaseSearch {
  /** The inbox when absent. */
  box?: (typeof BOXES)[number];
  states?: CaseState[];
  kind?: CaseKind;
  q?: string;
  phone?: string;
  unit?: string;
  overdue?: true;
  /** Days, "2026-01-31". */
  from?: string;
  to?: string;
  sort?: Sort;
  page?: number;
}
type Sort = (typeof SORTS)[number] | `-${(typeof SORTS)[number]}`;
const sortNames: readonly Sort[] = SORTS.flatMap((name) => [name, `-${name}`] as const);

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined =>
  allowed.find((a) => a === value);
// The router reads "138" in the address as a number.
const text = (value: unknown): string | undefined =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined;
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;

/** The address of the list is the view: whatever is odd in it falls back, nothing breaks. */
export function readCaseSearch(raw: Record<string, unknown>): CaseSearch {
  const states = Array.isArray(raw.states) ? STATES.filter((s) => (raw.states as unknown[]).includes(s)) : [];
  return {
    box: oneOf(BOXES, raw.box),
    states: states.length > 0 ? states : undefined,
    kind: oneOf(KINDS, raw.kind),
    q: text(raw.q),
    phone: text(raw.phone),
    unit: text(raw.unit),
    overdue: raw.overdue === true ? true : undefined,
    from: day(raw.from),
    to: day(raw.to),
    sort: oneOf(sortNames, raw.sort),
    page: typeof raw.page === 'number' && Number.isInteger(raw.page) && raw.page > 1 ? raw.page : undefined,
  };
}

export const toFilter = (search: CaseSearch): CaseFilter => ({
  box: search.box ?? 'inbox',
  states: search.states?.length ? search.states : null,
  kind: search.kind ?? null,
  text: search.q || null,
  phone: search.phone || null,
  unit: search.unit || null,
  overdue: search.overdue || null,
  registeredFrom: search.from ? new Date(`${search.from}T00:00:00`).toISOString() : null,
  registeredTo: search.to ? new Date(`${search.to}T23:59:59.999`).toISOString() : null,
});

export const isFiltered = ({ states, kind, q, phone, unit, overdue, from, to }: CaseSearch): boolean =>
  !!(states?.length || kind || q || phone || unit || overdue || from || to);
