import type { TraceQuery } from '@/shared/graphql/generated/graphql';
import { csvOf } from '@/shared/ui/csv';

export type TracedContact = NonNullable<TraceQuery['contact']>;

export interface Bar {
  key: string;
  /** What it is: "leg", "part", "recording" or "listening"; decides the colour. */
  lane: 'leg' | 'part' | 'recording' | 'listening';
  kind: string;
  label: string;
  from: number;
  to: number;
  /** Still going on. */
  live: boolean;
  note: string;
}

const ms = (at: string) => Date.parse(at);

/** Every stretch of time in a call, in the order in which they began; `now` ends what is still going on. */
export function barsOf(contact: TracedContact, now: number): Bar[] {
  const end = contact.endedAt ? ms(contact.endedAt) : now;
  const stretch = (from: string, to: string | null | undefined) => ({
    from: ms(from),
    to: Math.max(ms(from), to ? ms(to) : end),
    live: !to && !contact.endedAt,
  });
  const bars: Bar[] = [
    ...contact.legs.map((leg) => ({
      key: leg.leg,
      lane: 'leg' as const,
      kind: leg.kind,
      label: leg.party,
      note: leg.cause == null ? '' : `Q.850 ${leg.cause}`,
      ...stretch(leg.startedAt, leg.endedAt),
    })),
    ...contact.parts.map((part) => ({
      key: `part ${part.agent} ${part.offeredAt}`,
      lane: 'part' as const,
      kind: 'PART',
      label: part.agent,
      note: part.outcome,
      ...stretch(part.offeredAt, part.endedAt),
    })),
    ...contact.recordings.map((recording) => ({
      key: `recording ${recording.id}`,
      lane: 'recording' as const,
      kind: 'RECORDING',
      label: recording.number,
      note: '',
      from: ms(recording.startedAt),
      to: ms(recording.startedAt) + recording.seconds * 1000,
      live: false,
    })),
    ...contact.listenings.map((listening) => ({
      key: `listening ${listening.id}`,
      lane: 'listening' as const,
      kind: listening.course.map((step) => step.mode).join(' → '),
      label: listening.supervisor,
      note: listening.reason,
      ...stretch(listening.startedAt, listening.endedAt),
    })),
  ];
  return bars.sort((a, b) => a.from - b.from || a.key.localeCompare(b.key));
}

/** Left edge and width of a bar, in percent of the whole call; a short one stays visible. */
export function placeOf(bar: Bar, from: number, to: number): { left: number; width: number } {
  const whole = Math.max(1, to - from);
  const left = Math.min(99.2, Math.max(0, ((bar.from - from) / whole) * 100));
  return { left, width: Math.max(0.8, Math.min(100 - left, ((bar.to - bar.from) / whole) * 100)) };
}

/** The whole trace as a table for spreadsheets. */
export function traceCsv(contact: TracedContact, word: (step: string) => string): string {
  const rows = contact.trace.map((step) => [step.at, 'STEP', word(step.step), step.detail, '']);
  for (const bar of barsOf(contact, Date.now()))
    rows.push([
      new Date(bar.from).toISOString(),
      bar.lane.toUpperCase(),
      bar.kind,
      bar.label,
      bar.live ? '' : new Date(bar.to).toISOString(),
    ]);
  rows.sort((a, b) => Date.parse(a[0] ?? '') - Date.parse(b[0] ?? ''));
  return csvOf([['from', 'what', 'kind', 'detail', 'to'], ...rows]);
}
