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
