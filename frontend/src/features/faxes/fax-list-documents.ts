import { graphql } from '@/shared/graphql/generated';

export const FaxesDocument = graphql(`
  query Faxes($box: FaxInbox, $text: String, $since: DateTime, $until: DateTime, $first: Int, $offset: Int) {
    faxes(box: $box, text: $text, since: $since, until: $until, first: $first, offset: $offset) {
      total
      items { ...FaxRow }
    }
    faxCounts { open new overdue mine going }
  }
`);
export const SentFaxesDocument = graphql(`
  query SentFaxes($box: FaxOutbox, $text: String, $since: DateTime, $until: DateTime, $first: Int, $offset: Int) {
    sentFaxes(box: $box, text: $text, since: $since, until: $until, first: $first, offset: $offset) {
      total
      items { ...SentFaxRow }
    }
    faxCounts { open new overdue mine going }
  }
`);
export const FaxDocument = graphql(`
  query Fax($id: ID!) { fax(id: $id) { ...FaxRow replies { ...SentFaxRow } } }
`);
export const SentFaxDocument = graphql(`
  query SentFax($id: ID!) { sentFax(id: $id) { ...SentFaxRow } }
`);
export const FaxTakeMutation = graphql(`
  mutation FaxTake($id: ID!) { faxTake(id: $id) { fax { ...FaxRow } errors { code field message } } }
`);
export const FaxGiveBackMutation = graphql(`
  mutation FaxGiveBack($id: ID!) { faxGiveBack(id: $id) { fax { ...FaxRow } errors { code field message } } }
`);
export const FaxFileMutation = graphql(`
  mutation FaxFile($id: ID!, $caseNumber: String!) {
    faxFile(id: $id, caseNumber: $caseNumber) { fax { ...FaxRow } errors { code field message } }
  }
`);
export const FaxDismissMutation = graphql(`
  mutation FaxDismiss($id: ID!, $reason: FaxDismissReason!, $note: String) {
    faxDismiss(id: $id, reason: $reason, note: $note) { fax { ...FaxRow } errors { code field message } }
  }
`);
export const FaxReopenMutation = graphql(`
  mutation FaxReopen($id: ID!) { faxReopen(id: $id) { fax { ...FaxRow } errors { code field message } } }
`);
