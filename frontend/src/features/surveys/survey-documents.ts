import { graphql } from '@/shared/graphql/generated';

export const SurveyFields = graphql(`
  fragment SurveyWhole on Survey {
    id title intro language questions version unpublished forKeys changedAt changedBy asked completed
    feeds { flow node question } fedQuestions
  }
`);
export const SurveysDocument = graphql(`
  query Surveys($text: String, $first: Int, $offset: Int) {
    surveys(text: $text, first: $first, offset: $offset) { total items { ...SurveyWhole } }
  }
`);
export const SurveyDocument = graphql(`
  query OneSurvey($id: ID!) { survey(id: $id) { ...SurveyWhole } surveyPrompts { key zh en } surveySteps { flow node prompts } }
`);
export const SurveySaveMutation = graphql(`
  mutation SurveySave($id: ID, $input: SurveyInput!) {
    surveySave(id: $id, input: $input) { survey { ...SurveyWhole } errors { code field message } }
  }
`);
export const SurveyPublishMutation = graphql(`
  mutation SurveyPublish($id: ID!) {
    surveyPublish(id: $id) { survey { ...SurveyWhole } errors { code field message } }
  }
`);
export const SurveyFeedMutation = graphql(`
  mutation SurveyFeedSave($id: ID!, $feeds: [SurveyFeedInput!]!) {
    surveyFeed(id: $id, feeds: $feeds) { survey { ...SurveyWhole } errors { code field message } }
  }
`);
export const SurveyExportMutation = graphql(`
  mutation SurveyExport($id: ID!) { surveyExport(id: $id) { csv errors { code field message } } }
`);
export const ResponsesDocument = graphql(`
  query SurveyResponses(
    $surveyId: ID!, $text: String, $complete: Boolean, $channel: SurveyChannel, $first: Int, $offset: Int
  ) {
    surveyResponses(
      surveyId: $surveyId, text: $text, complete: $complete, channel: $channel, first: $first, offset: $offset
    ) {
      total
      items { id version channel number name caseNumber agentNumber answers isComplete changedAt }
    }
  }
`);
export const StatisticsDocument = graphql(`
  query SurveyStatistics($surveyId: ID!, $version: Int, $channel: SurveyChannel) {
    surveyStatistics(surveyId: $surveyId, version: $version, channel: $channel) {
      version versions questions asked completed
      channels { channel asked completed }
      results { key answered mean counts { value count } }
    }
  }
`);
