import { graphql } from '@/shared/graphql/generated';

export const WorkPieceFields = graphql(`
  fragment WorkPiece on WorkItem {
    workId medium source title sender senderLocal queue queueName state priority returns arrivedAt agent agentName
    offeredUntil acceptedAt doneAt outcome path filed
  }
`);

// As with calls, what a command did comes by the desk's subscription.
export const WorkAcceptMutation = graphql(`
  mutation WorkAccept($workId: ID!) { workAccept(workId: $workId) { errors { code field message } } }
`);
export const WorkRejectMutation = graphql(`
  mutation WorkReject($workId: ID!) { workReject(workId: $workId) { errors { code field message } } }
`);
export const WorkReturnMutation = graphql(`
  mutation WorkReturn($workId: ID!) { workReturn(workId: $workId) { errors { code field message } } }
`);
export const WorkFinishMutation = graphql(`
  mutation WorkFinish($workId: ID!) { workFinish(workId: $workId) { errors { code field message } } }
`);
export const WorkPauseMutation = graphql(`
  mutation WorkPause($paused: Boolean!) { workPause(paused: $paused) { errors { code field message } } }
`);
