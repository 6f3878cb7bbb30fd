import type { ContactMedium } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const MEDIA = [
  'TELEPHONE',
  'WEB_CALL',
  'VOICEMAIL',
  'FAX',
  'OUTBOUND',
] as const satisfies readonly ContactMedium[];

export interface ContactSearch extends ListSearch {
  medium?: ContactMedium;
}

export const readContactSearch = (raw: Record<string, unknown>): ContactSearch => ({
  ...readListSearch(raw),
  medium: readOneOf(MEDIA, raw.medium),
});
