import { graphql } from '@/shared/graphql/generated';

export const LettersDocument = graphql(`
  query Letters($box: LetterInbox, $text: String, $first: Int, $offset: Int) {
    letters(box: $box, text: $text, first: $first, offset: $offset) {
      total
      items { ...LetterRow }
    }
    letterCounts { open new overdue mine failed }
  }
`);
export const SentLettersDocument = graphql(`
  query SentLetters($box: LetterOutbox, $text: String, $first: Int, $offset: Int) {
    sentLetters(box: $box, text: $text, first: $first, offset: $offset) {
      total
      items { ...SentLetterRow }
    }
    letterCounts { open new overdue mine failed }
  }
`);
export const LetterWhole = graphql(`
  fragment LetterWhole on Letter {
    ...LetterRow
    text clipped writtenAt answerTo seenAt seenBy takenAt
    files { number name size notKept url pictureUrl }
    answers { ...SentLetterRow }
    others { id subject receivedAt state }
    draft { address addressName recipient recipientName subject greeting closing }
    citizen { ...CitizenCard operations(first: 6) { ...Operation } }
  }
`);
export const LetterDocument = graphql(`
  query Letter($id: ID!) { letter(id: $id) { ...LetterWhole } }
`);
export const LetterTakeMutation = graphql(`
  mutation LetterTake($id: ID!) { letterTake(id: $id) { letter { ...LetterRow } errors { code field message } } }
`);
export const LetterGiveBackMutation = graphql(`
  mutation LetterGiveBack($id: ID!) {
    letterGiveBack(id: $id) { letter { ...LetterRow } errors { code field message } }
  }
`);
export const LetterFileToMutation = graphql(`
  mutation LetterFileTo($id: ID!, $caseNumber: String!) {
    letterFileTo(id: $id, caseNumber: $caseNumber) { letter { ...LetterRow } errors { code field message } }
  }
`);
export const LetterDismissMutation = graphql(`
  mutation LetterDismiss($id: ID!, $reason: LetterDismissReason!, $note: String) {
    letterDismiss(id: $id, reason: $reason, note: $note) { letter { ...LetterRow } errors { code field message } }
  }
`);
export const LetterReopenMutation = graphql(`
  mutation LetterReopen($id: ID!) { letterReopen(id: $id) { letter { ...LetterRow } errors { code field message } } }
`);
export const LetterAnswerMutation = graphql(`
  mutation LetterAnswer(
    $id: ID!
    $body: String!
    $subject: String
    $quote: Boolean
    $finish: Boolean
    $caseNumber: String
    $files: [ID!]
    $key: String!
  ) {
    letterAnswer(
      id: $id
      body: $body
      subject: $subject
      quote: $quote
      finish: $finish
      caseNumber: $caseNumber
      files: $files
      key: $key
    ) {
      letter { ...LetterWhole }
      errors { code field message }
    }
  }
`);
export const LetterLinkMutation = graphql(`
  mutation LetterLink($id: ID!, $citizen: ID!) {
    letterLink(id: $id, citizen: $citizen) { letter { ...LetterWhole } errors { code field message } }
  }
`);
export const LetterCitizensDocument = graphql(`
  query LetterCitizens($text: String) {
    citizens(text: $text, first: 8) { items { id name address phones mails } }
  }
`);
