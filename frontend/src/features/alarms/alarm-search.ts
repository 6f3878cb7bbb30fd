import type { AlarmKind, AlarmState } from '@/shared/graphql/generated/graphql';
import { type ListSearch, readListSearch, readOneOf } from '@/shared/ui/list-search';

export const ALARM_STATES = ['RAISED', 'ACKNOWLEDGED', 'OVER'] as const satisfies readonly AlarmState[];
export const ALARM_KINDS = [
  'NODE_LOST',
  'TRUNK_LOST',
  'TRUNK_UNREGISTERED',
  'TRUNK_REFUSES',
  'NO_CHANNEL',
  'TOLL_FORBIDDEN',
  'TOLL_LIMIT',
  'HELP_UNTAKEN',
  'SCANNER',
  'STRANGER',
  'SCRIPT_FAILED',
  'SCRIPT_SUSPENDED',
  'STORE_DOWN',
  'REPORT_UNSENT',
  'BACKUP_FAILED',
  'BACKUP_OLD',
  'DISK_FULL',
  'EVENTS_BEHIND',
  'OUTBOX_BEHIND',
  'PROCESS_SILENT',
] as const satisfies readonly AlarmKind[];

export interface AlarmSearch extends ListSearch {
  state?: AlarmState;
  kind?: AlarmKind;
}

export const readAlarmSearch = (raw: Record<string, unknown>): AlarmSearch => ({
  ...readListSearch(raw),
  state: readOneOf(ALARM_STATES, raw.state),
  kind: readOneOf(ALARM_KINDS, raw.kind),
});
