import { graphql } from '@/shared/graphql/generated';

export const GatewaysDocument = graphql(`
  query Gateways { gateways { ...GatewayOverview } }
`);
graphql(`
  fragment GatewayOverview on GatewayOverview {
    nodes { key state since why calls legs controlMs sipMs }
    channels taken editable
    uses { use taken }
    allotments { use subject guaranteed maximum whenFull flow taken }
    tolls { subject classes concurrent hourly autoConcurrent autoHourly }
    trunks { key host port match transport media verify outgoing numberForm shown shownForm silentAt
      user hasPassword register registrations { gateway state } }
    scanners { failures withinSeconds shutSeconds never }
    shutOut { address since until failures accounts }
    numbers flows
    tenants { key name }
  }
`);
export const ChannelsAllotMutation = graphql(`
  mutation ChannelsAllot($channels: Int!, $rows: [ChannelAllotmentInput!]!) {
    channelsAllot(channels: $channels, rows: $rows) {
      errors { code field message }
    }
  }
`);
export const TollsSetMutation = graphql(`
  mutation TollsSet($rows: [TollRuleInput!]!) {
    tollsSet(rows: $rows) {
      errors { code field message }
    }
  }
`);
export const TrunksSetMutation = graphql(`
  mutation TrunksSet($rows: [TrunkInput!]!) {
    trunksSet(rows: $rows) {
      errors { code field message }
    }
  }
`);
export const ScannersSetMutation = graphql(`
  mutation ScannersSet($failures: Int!, $withinSeconds: Int!, $shutSeconds: Int!, $never: [String!]!) {
    scannersSet(failures: $failures, withinSeconds: $withinSeconds, shutSeconds: $shutSeconds, never: $never) {
      errors { code field message }
    }
  }
`);
export const AddressLetInMutation = graphql(`
  mutation AddressLetIn($address: String!) {
    addressLetIn(address: $address) {
      errors { code field message }
    }
  }
`);
