import { graphql } from '@/shared/graphql/generated';
import type { LetterRowFragment, SentLetterRowFragment } from '@/shared/graphql/generated/graphql';

export const LetterRowFields = graphql(`
  fragment LetterRow on Letter {
    id medium address sender senderName subject beginning automatic receivedAt dueAt overdue state
    takenBy quotedCase caseNumber doneAt doneBy reason note fileCount
    citizen { id name }
  }
`);

export const SentLetterRowFields = graphql(`
  fragment SentLetterRow on SentLetter {
    id medium purpose address recipient recipientName subject body caseNumber letter state error writtenAt writtenBy sentAt
    files { number name size notKept url pictureUrl }
  }
`);

export const CaseLettersDocument = graphql(`
  query CaseLetters($caseNumber: String!) {
    caseLetters(caseNumber: $caseNumber) {
      received { ...LetterRow }
      sent { ...SentLetterRow }
    }
  }
`);

export const LetterChanged = graphql(`
  subscription LetterChanged { letterChanged }
`);

export const LetterSendAgainMutation = graphql(`
  mutation LetterSendAgain($id: ID!) {
    letterSendAgain(id: $id) { letter { ...SentLetterRow } errors { code field message } }
  }
`);

export type LetterRow = LetterRowFragment;
export type SentLetterRow = SentLetterRowFragment;
