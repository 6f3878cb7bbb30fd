import { graphql } from '@/shared/graphql/generated';

export const WorkFields = graphql(`
  fragment Work on CampaignWork {
    answers
    campaigns { id name mode openNow targets { name count } }
    campaign { id name script mode }
    target { id campaignId number name caseNumber note state tries outcome callId disposition }
    form { surveyId title version intro questions }
  }
`);
export const WorkDocument = graphql(`
  query CampaignWork { campaignWork { ...Work } }
`);
export const TargetNextMutation = graphql(`
  mutation TargetNext($campaignId: ID!) {
    targetNext(campaignId: $campaignId) { work { ...Work } errors { code field message } }
  }
`);
export const TargetSkipMutation = graphql(`
  mutation TargetSkip($id: ID!) {
    targetSkip(id: $id) { work { ...Work } errors { code field message } }
  }
`);
export const TargetDialMutation = graphql(`
  mutation TargetDial($id: ID!) {
    targetDial(id: $id) { desk { ...Desk } errors { code field message } }
  }
`);
export const TargetCloseMutation = graphql(`
  mutation TargetClose($id: ID!, $disposition: String!, $remark: String, $callAgainAt: DateTime) {
    targetClose(id: $id, disposition: $disposition, remark: $remark, callAgainAt: $callAgainAt) {
      work { ...Work }
      errors { code field message }
    }
  }
`);
export const AnswerMutation = graphql(`
  mutation SurveyAnswer($targetId: ID!, $answers: String!) {
    surveyAnswer(targetId: $targetId, answers: $answers) {
      response { id isComplete }
      errors { code field message }
    }
  }
`);
