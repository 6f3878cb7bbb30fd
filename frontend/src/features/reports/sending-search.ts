import type { ReportSendState } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const SEND_STATES = ['WAITING', 'SENT', 'FAILED'] as const satisfies readonly ReportSendState[];

export interface SendingSearch extends ListSearch {
  state?: ReportSendState;
}

export const readSendingSearch = (raw: Record<string, unknown>): SendingSearch => ({
  ...readListSearch(raw),
  state: readOneOf(SEND_STATES, raw.state),
});
