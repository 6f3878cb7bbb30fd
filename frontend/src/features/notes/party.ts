import type { TFunction } from 'i18next';
import type { NoteThreadLineFragment } from '@/shared/graphql/generated/graphql';

type Party = NoteThreadLineFragment['parties'][number];

/** How a party is named: a person with their centre when it is another one, a shift, a unit, a centre. */
export function partyName(party: Party, t: TFunction, here: string): string {
  const elsewhere = party.tenant.key === here ? '' : ` (${party.tenant.name})`;
  if (party.kind === 'SHIFT') return t('notes.shiftOf', { tenant: party.tenant.name });
  if (party.kind === 'CENTRE') return t('notes.centreOf', { tenant: party.tenant.name });
  return `${party.label}${elsewhere}`;
}

/** Everybody but the reader. */
export function othersOf(thread: NoteThreadLineFragment, t: TFunction, here: string, mine: string): string {
  const others = thread.parties.filter(
    (party) => !(party.kind === 'PERSON' && party.tenant.key === here && party.label === mine),
  );
  return (others.length > 0 ? others : thread.parties).map((party) => partyName(party, t, here)).join('、');
}

/** Oldest first, as they are read. */
export const inOrder = <Row extends { at: string; id: string }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
