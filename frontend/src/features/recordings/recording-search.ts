import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const RECORDING_KINDS = ['CONVERSATION', 'VOICEMAIL'] as const;

/** What recordings are looked for by; all of it is in the address. */
export interface RecordingSearch extends ListSearch {
  agent?: string;
  seat?: string;
  kind?: (typeof RECORDING_KINDS)[number];
  since?: string;
  until?: string;
  queue?: string;
  node?: string;
  trunk?: string;
  case?: string;
  citizen?: string;
  /** seconds */
  shortest?: number;
  longest?: number;
  held?: boolean;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : typeof value === 'number' ? String(value) : undefined;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const seconds = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && DAY.test(value) ? value : undefined;

export const readRecordingSearch = (raw: Record<string, unknown>): RecordingSearch => ({
  ...readListSearch(raw),
  agent: text(raw.agent),
  seat: text(raw.seat),
  kind: readOneOf(RECORDING_KINDS, raw.kind),
  since: day(raw.since),
  until: day(raw.until),
  queue: text(raw.queue),
  node: text(raw.node),
  trunk: text(raw.trunk),
  case: text(raw.case),
  citizen: text(raw.citizen),
  shortest: seconds(raw.shortest),
  longest: seconds(raw.longest),
  held: typeof raw.held === 'boolean' ? raw.held : undefined,
});

/** How many of the rarer conditions are set. */
export const rarerOf = ({
  queue,
  node,
  trunk,
  case: number,
  citizen,
  shortest,
  longest,
  held,
}: RecordingSearch) =>
  [queue, node, trunk, number, citizen, shortest, longest, held].filter((value) => value !== undefined)
    .length;
