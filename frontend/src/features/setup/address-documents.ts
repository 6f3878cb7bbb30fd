import { graphql } from '@/shared/graphql/generated';

export const ServiceAddressFields = graphql(`
  fragment ServiceAddressRow on ServiceAddress { id kind address queue name greeting closing receipt isOpen }
`);
export const ServiceAddressesDocument = graphql(`
  query ServiceAddresses {
    serviceAddresses { ...ServiceAddressRow }
    workSetup { media { medium isOn } }
  }
`);
export const ServiceAddressSetMutation = graphql(`
  mutation ServiceAddressSet(
    $id: ID
    $kind: LetterMedium!
    $address: String!
    $queue: String
    $name: String
    $greeting: String
    $closing: String
    $receipt: String
    $isOpen: Boolean
  ) {
    serviceAddressSet(
      id: $id
      kind: $kind
      address: $address
      queue: $queue
      name: $name
      greeting: $greeting
      closing: $closing
      receipt: $receipt
      isOpen: $isOpen
    ) {
      address { ...ServiceAddressRow }
      errors { code field message }
    }
  }
`);
export const ServiceAddressDropMutation = graphql(`
  mutation ServiceAddressDrop($id: ID!) { serviceAddressDrop(id: $id) { ok errors { code field message } } }
`);
