import { graphql } from '@/shared/graphql/generated';

export const TextsDocument = graphql(`
  query Texts($box: TextBox, $text: String, $first: Int, $offset: Int) {
    texts(box: $box, text: $text, first: $first, offset: $offset) {
      total
      items { ...TextRow }
    }
    textCounts { open new overdue mine }
  }
`);
export const WholeTextFields = graphql(`
  fragment WholeText on TextConversation {
    ...TextRow
    messages { id at body kind caseNumber state error writtenBy files { id mediaType state size isPicture url } }
    proposals { number title state registeredAt why }
    operations { ...Operation }
  }
`);
export const TextDocument = graphql(`
  query Text($id: ID!) { text(id: $id) { ...WholeText } }
`);
export const TextTakeMutation = graphql(`
  mutation TextTake($id: ID!) { textTake(id: $id) { text { ...WholeText } errors { code field message } } }
`);
export const TextGiveBackMutation = graphql(`
  mutation TextGiveBack($id: ID!) { textGiveBack(id: $id) { text { ...WholeText } errors { code field message } } }
`);
export const TextAnswerMutation = graphql(`
  mutation TextAnswer($id: ID!, $body: String!, $finish: Boolean, $key: String!) {
    textAnswer(id: $id, body: $body, finish: $finish, key: $key) {
      text { ...WholeText }
      errors { code field message }
    }
  }
`);
export const TextFileMutation = graphql(`
  mutation TextFile($id: ID!, $caseNumber: String!, $finish: Boolean) {
    textFile(id: $id, caseNumber: $caseNumber, finish: $finish) {
      text { ...WholeText }
      errors { code field message }
    }
  }
`);
export const TextDismissMutation = graphql(`
  mutation TextDismiss($id: ID!, $reason: TextDismissReason!, $note: String) {
    textDismiss(id: $id, reason: $reason, note: $note) { text { ...WholeText } errors { code field message } }
  }
`);
export const TextReopenMutation = graphql(`
  mutation TextReopen($id: ID!) { textReopen(id: $id) { text { ...WholeText } errors { code field message } } }
`);
export const TextAllowMutation = graphql(`
  mutation TextAllow($id: ID!) { textAllow(id: $id) { text { ...WholeText } errors { code field message } } }
`);
