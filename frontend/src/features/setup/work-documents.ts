import { graphql } from '@/shared/graphql/generated';

export const WorkSetupFields = graphql(`
  fragment WorkSetupWhole on WorkSetup {
    revision capacity callWeight blocksCalls offerSeconds pauseSeconds
    media { medium isOn queue priority weight waiting }
    agents { agentNumber displayName capacity }
  }
`);
export const WorkSetupDocument = graphql(`
  query WorkSetup { workSetup { ...WorkSetupWhole } }
`);
export const WorkRulesSetMutation = graphql(`
  mutation WorkRulesSet($revision: Int!, $settings: WorkSettingsInput!, $media: [MediumRuleInput!]!) {
    workRulesSet(revision: $revision, settings: $settings, media: $media) {
      setup { ...WorkSetupWhole } errors { code field message }
    }
  }
`);
export const AgentCapacitySetMutation = graphql(`
  mutation AgentCapacitySet($agentNumber: String!, $capacity: Int) {
    agentCapacitySet(agentNumber: $agentNumber, capacity: $capacity) {
      setup { ...WorkSetupWhole } errors { code field message }
    }
  }
`);
