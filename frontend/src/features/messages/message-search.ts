import type { MessageState } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const MESSAGE_STATES = [
  'QUEUED',
  'SENT',
  'DELIVERED',
  'FAILED',
  'UNKNOWN',
] as const satisfies readonly MessageState[];

export interface MessageSearch extends ListSearch {
  state?: MessageState;
}

export const readMessageSearch = (raw: Record<string, unknown>): MessageSearch => ({
  ...readListSearch(raw),
  state: readOneOf(MESSAGE_STATES, raw.state),
});
