import { graphql } from '@/shared/graphql/generated';

export const RecordingsDocument = graphql(`
  query Recordings(
    $text: String, $agentNumber: String, $seat: String, $kind: String, $since: DateTime, $until: DateTime,
    $queue: String, $gateway: String, $trunk: String, $caseNumber: String, $citizen: String, $shortest: Float, $longest: Float,
    $held: Boolean, $first: Int, $offset: Int
  ) {
    recordings(
      text: $text, agentNumber: $agentNumber, seat: $seat, kind: $kind, since: $since, until: $until,
      queue: $queue, gateway: $gateway, trunk: $trunk, caseNumber: $caseNumber, citizen: $citizen, shortest: $shortest,
      longest: $longest, held: $held, first: $first, offset: $offset
    ) {
      total
      items {
        id caller called queue gateway trunk held
        recording { id number kind startedAt seconds agentNumber seat state url }
      }
    }
  }
`);

export const RecordingChoicesDocument = graphql(`
  query RecordingChoices {
    recordingChoices { queues { key name } seats { key name } agents { key name } trunks }
  }
`);

export const RecordingPolicyDocument = graphql(`
  query RecordingPolicy {
    recordingPolicy { id percent queue agentNumber seat direction windows { weekdays begins ends } note }
  }
`);

export const RecordingPolicySetMutation = graphql(`
  mutation RecordingPolicySet($rules: [RecordingRuleInput!]!) {
    recordingPolicySet(rules: $rules) { rules { id } errors { code field message } }
  }
`);

export const RecordingRetentionDocument = graphql(`
  query RecordingRetention {
    recordingRetention { kind queue days }
    recordingStorage { waiting oldest stored megabytes }
  }
`);

export const RetentionPreviewDocument = graphql(`
  query RetentionPreview($rules: [RecordingRetentionInput!]!) {
    retentionPreview(rules: $rules) { kind queue days count megabytes hours held oldest newest }
  }
`);

export const RecordingRetentionSetMutation = graphql(`
  mutation RecordingRetentionSet($rules: [RecordingRetentionInput!]!) {
    recordingRetentionSet(rules: $rules) { rules { kind queue days } errors { code field message } }
  }
`);

export const RecordingHoldsDocument = graphql(`
  query RecordingHolds($text: String, $over: Boolean, $first: Int, $offset: Int) {
    recordingHolds(text: $text, over: $over, first: $first, offset: $offset) {
      total
      items { id subject reference reason until placedAt placedBy liftedAt liftedBy liftedWhy }
    }
  }
`);

export const RecordingHoldPlaceMutation = graphql(`
  mutation RecordingHoldPlace($subject: HoldSubject!, $reference: String!, $reason: String!, $until: DateTime) {
    recordingHoldPlace(subject: $subject, reference: $reference, reason: $reason, until: $until) {
      hold { id } errors { code field message }
    }
  }
`);

export const RecordingHoldLiftMutation = graphql(`
  mutation RecordingHoldLift($id: ID!, $reason: String!) {
    recordingHoldLift(id: $id, reason: $reason) { hold { id } errors { code field message } }
  }
`);

export const RecordingDeletionsDocument = graphql(`
  query RecordingDeletions($text: String, $first: Int, $offset: Int) {
    recordingDeletions(text: $text, first: $first, offset: $offset) {
      total
      items { id number callId kind agentNumber startedAt seconds sha256 rule deletedAt deletedBy }
    }
  }
`);
