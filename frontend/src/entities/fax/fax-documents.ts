import { graphql } from '@/shared/graphql/generated';
import type { FaxRowFragment, SentFaxRowFragment } from '@/shared/graphql/generated/graphql';

export const FaxRowFields = graphql(`
  fragment FaxRow on Fax {
    id callId caller callerLocal called remoteId receivedAt dueAt overdue pages complete error fileState state
    takenBy takenAt caseNumber doneAt doneBy reason note seenAt seenBy pageUrls pdfUrl
    citizen { id name address }
  }
`);

export const SentFaxRowFields = graphql(`
  fragment SentFaxRow on SentFax {
    id number numberLocal recipient caseNumber replyTo state attempt tries nextAt pagesSent error queuedAt queuedBy doneAt
    document { id title pages pageUrls pdfUrl }
    attempts { attempt beganAt endedAt ok pages error }
  }
`);

export const CaseFaxesDocument = graphql(`
  query CaseFaxes($caseNumber: String!) {
    caseFaxes(caseNumber: $caseNumber) {
      received { ...FaxRow }
      sent { ...SentFaxRow }
    }
  }
`);

export const FaxChanged = graphql(`
  subscription FaxChanged { faxChanged }
`);

export const FaxComposeMutation = graphql(`
  mutation FaxCompose(
    $caseNumber: String
    $subject: String
    $number: String!
    $recipient: String
    $body: String!
    $locale: String
    $withContent: Boolean
  ) {
    faxCompose(
      caseNumber: $caseNumber
      subject: $subject
      number: $number
      recipient: $recipient
      body: $body
      locale: $locale
      withContent: $withContent
    ) {
      document { id title pages pageUrls pdfUrl }
      errors { code field message }
    }
  }
`);

export const FaxSendMutation = graphql(`
  mutation FaxSend(
    $document: ID!
    $number: String!
    $recipient: String
    $caseNumber: String
    $replyTo: ID
    $finish: Boolean
    $key: String!
  ) {
    faxSend(
      document: $document
      number: $number
      recipient: $recipient
      caseNumber: $caseNumber
      replyTo: $replyTo
      finish: $finish
      key: $key
    ) {
      fax { ...SentFaxRow }
      errors { code field message }
    }
  }
`);

export const FaxCancelMutation = graphql(`
  mutation FaxCancel($id: ID!) { faxCancel(id: $id) { fax { ...SentFaxRow } errors { code field message } } }
`);

export const FaxSendAgainMutation = graphql(`
  mutation FaxSendAgain($id: ID!, $key: String!) {
    faxSendAgain(id: $id, key: $key) { fax { ...SentFaxRow } errors { code field message } }
  }
`);

export type Fax = FaxRowFragment;
export type SentFax = SentFaxRowFragment;

/** What is to be sent, ready to be looked at. */
export interface FaxDraft {
  id: string;
  title: string;
  pages: number;
  pageUrls: readonly string[];
  pdfUrl: string;
}
