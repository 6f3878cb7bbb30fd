import { graphql } from '@/shared/graphql/generated';

export const ViewerFields = graphql(`
  fragment Viewer on Viewer {
    id
    username
    displayName
    locale
    theme
    tenant { key name kind code }
    roles
    permissions
    agentNumber
    departmentName
    timeZone
    memberships { tenant { key name kind code } roles agentNumber }
  }
`);

export const ViewerQuery = graphql(`
  query Viewer {
    viewer { ...Viewer }
  }
`);
