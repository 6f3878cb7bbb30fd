import { graphql } from '@/shared/graphql/generated';

export const CaseDetailFields = graphql(`
  fragment CaseDetail on Case {
    ...CaseRow
    content address reply registeredBy allowedActions
    citizen { ...CitizenCard }
    events { id at action fromState toState actorName tenantName note }
    callBacks { id at contacted resolved satisfied note actorName }
    recordings { id number kind startedAt seconds agentNumber state url }
    messages { id to body template state caseNumber createdAt sentAt error provider }
    reports { id at callId reporterName reporterPhone content }
  }
`);

export const CaseQuery = graphql(`
  query Case($number: String!) { case(number: $number) { ...CaseDetail } }
`);

export const CaseAnswerMutation = graphql(`
  mutation CaseAnswer($number: String!, $version: Int!, $answer: String!) {
    caseAnswer(number: $number, version: $version, answer: $answer) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseDispatchMutation = graphql(`
  mutation CaseDispatch($number: String!, $version: Int!, $unit: String!, $note: String) {
    caseDispatch(number: $number, version: $version, unit: $unit, note: $note) {
      case { ...CaseDetail }
      errors { code field message }
    }
  }
`);
export const CaseNotAcceptMutation = graphql(`
  mutation CaseNotAccept($number: String!, $version: Int!, $reason: String!, $legalRoute: String) {
    caseNotAccept(number: $number, version: $version, reason: $reason, legalRoute: $legalRoute) {
      case { ...CaseDetail }
      errors { code field message }
    }
  }
`);
export const CaseCancelMutation = graphql(`
  mutation CaseCancel($number: String!, $version: Int!, $reason: String!) {
    caseCancel(number: $number, version: $version, reason: $reason) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseSignMutation = graphql(`
  mutation CaseSign($number: String!, $version: Int!) {
    caseSign(number: $number, version: $version) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseReturnMutation = graphql(`
  mutation CaseReturn($number: String!, $version: Int!, $reason: String!) {
    caseReturn(number: $number, version: $version, reason: $reason) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseReviewReturnMutation = graphql(`
  mutation CaseReviewReturn($number: String!, $version: Int!, $accept: Boolean!, $note: String) {
    caseReviewReturn(number: $number, version: $version, accept: $accept, note: $note) {
      case { ...CaseDetail }
      errors { code field message }
    }
  }
`);
export const CaseCoordinateMutation = graphql(`
  mutation CaseCoordinate($number: String!, $version: Int!, $note: String!) {
    caseCoordinate(number: $number, version: $version, note: $note) {
      case { ...CaseDetail }
      errors { code field message }
    }
  }
`);
export const CaseSubmitMutation = graphql(`
  mutation CaseSubmit($number: String!, $version: Int!, $reply: String!) {
    caseSubmit(number: $number, version: $version, reply: $reply) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseReviewSubmissionMutation = graphql(`
  mutation CaseReviewSubmission($number: String!, $version: Int!, $accept: Boolean!, $note: String) {
    caseReviewSubmission(number: $number, version: $version, accept: $accept, note: $note) {
      case { ...CaseDetail }
      errors { code field message }
    }
  }
`);
export const CaseRecordCallBackMutation = graphql(`
  mutation CaseRecordCallBack(
    $number: String!
    $version: Int!
    $contacted: Boolean!
    $resolved: Boolean
    $satisfied: Int
    $note: String
    $callId: String
  ) {
    caseRecordCallBack(
      number: $number
      version: $version
      contacted: $contacted
      resolved: $resolved
      satisfied: $satisfied
      note: $note
      callId: $callId
    ) {
      case { ...CaseDetail }
      errors { code field message }
    }
  }
`);
export const CaseArchiveMutation = graphql(`
  mutation CaseArchive($number: String!, $version: Int!, $note: String) {
    caseArchive(number: $number, version: $version, note: $note) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseReworkMutation = graphql(`
  mutation CaseRework($number: String!, $version: Int!, $reason: String!) {
    caseRework(number: $number, version: $version, reason: $reason) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseSuspendMutation = graphql(`
  mutation CaseSuspend($number: String!, $version: Int!, $reason: String!) {
    caseSuspend(number: $number, version: $version, reason: $reason) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseResumeMutation = graphql(`
  mutation CaseResume($number: String!, $version: Int!, $note: String) {
    caseResume(number: $number, version: $version, note: $note) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseReopenMutation = graphql(`
  mutation CaseReopen($number: String!, $version: Int!, $reason: String!) {
    caseReopen(number: $number, version: $version, reason: $reason) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseMergeMutation = graphql(`
  mutation CaseMerge($number: String!, $version: Int!, $master: String!) {
    caseMerge(number: $number, version: $version, master: $master) { case { ...CaseDetail } errors { code field message } }
  }
`);
export const CaseUnmergeMutation = graphql(`
  mutation CaseUnmerge($number: String!, $version: Int!, $reason: String!) {
    caseUnmerge(number: $number, version: $version, reason: $reason) { case { ...CaseDetail } errors { code field message } }
  }
`);
