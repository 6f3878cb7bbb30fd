import type { VoicemailBox } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const BOXES = [
  'OPEN',
  'UNHEARD',
  'HEARD',
  'OVERDUE',
  'MINE',
  'DONE',
] as const satisfies readonly VoicemailBox[];

export interface VoicemailSearch extends ListSearch {
  box?: (typeof BOXES)[number];
}

export const readVoicemailSearch = (raw: Record<string, unknown>): VoicemailSearch => ({
  ...readListSearch(raw),
  box: readOneOf(BOXES, raw.box),
});
