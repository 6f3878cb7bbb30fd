import { graphql } from '@/shared/graphql/generated';

export const CampaignFields = graphql(`
  fragment CampaignWhole on Campaign {
    id name mode queue queueName surveyId surveyTitle script abandonPercent holdSeconds ringSeconds lines
    weekdays fromMinute toMinute maxTries busyMinutes noAnswerMinutes machine messagePrompt machineMinutes state openNow createdBy createdAt startedAt
    liveAt total
    live { running buffered ringing talking waiting idle dialled answered abandoned machines ratio }
    targets { name count }
    outcomes { name count }
  }
`);
export const CampaignsDocument = graphql(`
  query Campaigns($text: String, $state: CampaignState, $first: Int, $offset: Int) {
    campaigns(text: $text, state: $state, first: $first, offset: $offset) {
      total
      items {
        id name mode queueName surveyTitle state openNow createdBy createdAt total
        live { running ringing talking waiting idle dialled answered abandoned }
        targets { name count }
      }
    }
  }
`);
export const CampaignDocument = graphql(`
  query OneCampaign($id: ID!) { campaign(id: $id) { ...CampaignWhole } }
`);
export const CampaignChanged = graphql(`
  subscription CampaignChanged { campaignChanged { ...CampaignWhole } }
`);
export const CampaignChoices = graphql(`
  query CampaignChoices {
    campaignQueues { key name }
    campaignMessages { key zh en owner }
    surveys(first: 100) { items { id title version forKeys } }
  }
`);
export const CampaignSaveMutation = graphql(`
  mutation CampaignSave($id: ID, $input: CampaignInput!) {
    campaignSave(id: $id, input: $input) { campaign { ...CampaignWhole } errors { code field message } }
  }
`);
export const CampaignImportMutation = graphql(`
  mutation CampaignImport($id: ID!, $text: String!) {
    campaignImport(id: $id, text: $text) {
      imported { added known excluded wrongCount wrong }
      campaign { ...CampaignWhole }
      errors { code field message }
    }
  }
`);
export const CampaignStartMutation = graphql(`
  mutation CampaignStart($id: ID!) {
    campaignStart(id: $id) { campaign { ...CampaignWhole } errors { code field message } }
  }
`);
export const CampaignPauseMutation = graphql(`
  mutation CampaignPause($id: ID!) {
    campaignPause(id: $id) { campaign { ...CampaignWhole } errors { code field message } }
  }
`);
export const CampaignEndMutation = graphql(`
  mutation CampaignEnd($id: ID!) {
    campaignEnd(id: $id) { campaign { ...CampaignWhole } errors { code field message } }
  }
`);
export const TargetsDocument = graphql(`
  query CampaignTargets($campaignId: ID!, $text: String, $state: TargetState, $first: Int, $offset: Int) {
    campaignTargets(campaignId: $campaignId, text: $text, state: $state, first: $first, offset: $offset) {
      total
      items { id number name caseNumber note state tries nextAt outcome messageLeft agentNumber disposition remark }
    }
  }
`);
export const DoNotCallDocument = graphql(`
  query DoNotCallList($text: String, $first: Int, $offset: Int) {
    doNotCall(text: $text, first: $first, offset: $offset) {
      total
      items { id number reason until addedBy addedAt }
    }
  }
`);
export const DoNotCallAddMutation = graphql(`
  mutation DoNotCallAdd($number: String!, $reason: String!) {
    doNotCallAdd(number: $number, reason: $reason) { doNotCall { id } errors { code field message } }
  }
`);
export const DoNotCallDropMutation = graphql(`
  mutation DoNotCallDrop($id: ID!) { doNotCallDrop(id: $id) { ok errors { code field message } } }
`);
