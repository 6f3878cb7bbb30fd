import { graphql } from '@/shared/graphql/generated';

graphql(`
  fragment BackupState on BackupOverview {
    rules { nightly hour minute keep limitHours }
    running { id name step done total startedAt }
    newest { id name startedAt endedAt checkedAt size objects rows }
    tooOld folder editable
  }
`);
export const BackupsDocument = graphql(`
  query Backups($first: Int, $offset: Int) {
    backupState { ...BackupState }
    backups(first: $first, offset: $offset) {
      total
      items { id name by state step startedAt endedAt checkedAt size fresh objects rows kept error }
    }
  }
`);
export const BackupStartMutation = graphql(`
  mutation BackupStart { backupStart { errors { code field message } } }
`);
export const BackupRulesSetMutation = graphql(`
  mutation BackupRulesSet($nightly: Boolean!, $hour: Int!, $minute: Int!, $keep: Int!, $limitHours: Int!) {
    backupRulesSet(nightly: $nightly, hour: $hour, minute: $minute, keep: $keep, limitHours: $limitHours) {
      errors { code field message }
    }
  }
`);
