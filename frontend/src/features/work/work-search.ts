import { MEDIA } from '@/entities/work';
import type { WorkBox, WorkMedium } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const BOXES = [
  'OPEN',
  'WAITING',
  'OFFERED',
  'IN_HAND',
  'DONE',
  'ALL',
] as const satisfies readonly WorkBox[];

export interface WorkSearch extends ListSearch {
  box?: (typeof BOXES)[number];
  medium?: WorkMedium;
}

export const readWorkSearch = (raw: Record<string, unknown>): WorkSearch => ({
  ...readListSearch(raw),
  box: readOneOf(BOXES, raw.box),
  medium: readOneOf(MEDIA, raw.medium),
});
