import { z } from 'zod';
import { KINDS } from '@/entities/case';
import type { CaseFilter, CaseState } from '@/shared/graphql/generated/graphql';

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

const sortNames = SORTS.flatMap((name) => [name, `-${name}`] as const);

/** The address of the list is the view: whatever is odd in it falls back, nothing breaks. */
export const caseSearchSchema = z.object({
  box: z.enum(BOXES).catch('inbox').default('inbox'),
  states: z.array(z.enum(STATES)).optional().catch(undefined),
  kind: z.enum(KINDS).optional().catch(undefined),
  q: z.string().optional().catch(undefined),
  phone: z.string().optional().catch(undefined),
  unit: z.string().optional().catch(undefined),
  overdue: z.boolean().optional().catch(undefined),
  from: z.string().optional().catch(undefined),
  to: z.string().optional().catch(undefined),
  sort: z.enum(sortNames).optional().catch(undefined),
  page: z.number().int().positive().optional().catch(undefined),
});
export type CaseSearch = z.infer<typeof caseSearchSchema>;

export const toFilter = (search: CaseSearch): CaseFilter => ({
  box: search.box,
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
