import { graphql } from '@/shared/graphql/generated';

export const RecipientsDocument = graphql(`
  query ReportRecipients { reportRecipients { id name url subjects every hour isOpen language } }
`);
export const DeliveriesDocument = graphql(`
  query ReportDeliveries($recipient: ID, $state: ReportSendState, $first: Int, $offset: Int) {
    reportDeliveries(recipient: $recipient, state: $state, first: $first, offset: $offset) {
      total
      items { id recipient subject begin end state problem by madeAt sentAt digest }
    }
  }
`);
export const ReportDocumentDocument = graphql(`
  query ReportDocument($id: ID!) { reportDocument(id: $id) }
`);
export const ReportPageDocument = graphql(`
  query ReportPage($id: ID!) { reportPage(id: $id) }
`);
export const RecipientSetMutation = graphql(`
  mutation ReportRecipientSet(
    $id: ID, $name: String!, $url: String!, $subjects: [StatisticsSubject!]!, $every: ReportEvery!, $hour: Int,
    $isOpen: Boolean, $language: ReportLanguage
  ) {
    reportRecipientSet(
      id: $id, name: $name, url: $url, subjects: $subjects, every: $every, hour: $hour, isOpen: $isOpen,
      language: $language
    ) { recipient { id } secret errors { code field message } }
  }
`);
export const RecipientRemoveMutation = graphql(`
  mutation ReportRecipientRemove($id: ID!) { reportRecipientRemove(id: $id) { ok errors { code field message } } }
`);
export const RecipientRenewMutation = graphql(`
  mutation ReportRecipientRenew($id: ID!) { reportRecipientRenew(id: $id) { secret errors { code field message } } }
`);
export const ReportSendMutation = graphql(`
  mutation ReportSend($id: ID!, $begin: Date!, $end: Date!) {
    reportSend(id: $id, begin: $begin, end: $end) { made errors { code field message } }
  }
`);
export const DeliveryAgainMutation = graphql(`
  mutation ReportDeliveryAgain($id: ID!) {
    reportDeliveryAgain(id: $id) { delivery { id state } errors { code field message } }
  }
`);
