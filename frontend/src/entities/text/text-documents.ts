import { graphql } from '@/shared/graphql/generated';
import type { TextRowFragment } from '@/shared/graphql/generated/graphql';

export const TextRowFields = graphql(`
  fragment TextRow on TextConversation {
    id number numberLocal ours openedAt dueAt overdue lastAt lastText state takenBy caseNumber doneAt doneBy reason note
    stoppedAt stopOrigin notCalled answerable
    citizen { id name address }
  }
`);

export const CaseTextsDocument = graphql(`
  query CaseTexts($caseNumber: String!) {
    caseTexts(caseNumber: $caseNumber) { id conversation numberLocal at body }
  }
`);

export const TextPhrasesDocument = graphql(`
  query TextPhrases($locale: String, $opening: Boolean) {
    textPhrases(locale: $locale, opening: $opening) { key text }
  }
`);
export const TextRecipientDocument = graphql(`
  query TextRecipient($number: String!) {
    textRecipient(number: $number) {
      number numberLocal sender stoppedAt stopOrigin unwelcome needsConsent citizenName conversation open takenBy
    }
  }
`);
export const TextBeginMutation = graphql(`
  mutation TextBegin($number: String!, $body: String!, $caseNumber: String, $consent: Boolean, $key: String!) {
    textBegin(number: $number, body: $body, caseNumber: $caseNumber, consent: $consent, key: $key) {
      text { ...TextRow }
      errors { code field message }
    }
  }
`);

export const TextChanged = graphql(`
  subscription TextChanged { textChanged }
`);

export type TextRow = TextRowFragment;
