import { graphql } from '@/shared/graphql/generated';

export const WrittenWorkDocument = graphql(`
  query WrittenWork($box: WorkBox, $medium: WorkMedium, $text: String, $first: Int, $offset: Int) {
    writtenWork(box: $box, medium: $medium, text: $text, first: $first, offset: $offset) {
      total
      items { ...WorkPiece }
    }
  }
`);
export const WorkCourseDocument = graphql(`
  query WorkCourse($workId: ID!) { workCourse(workId: $workId) { at step detail } }
`);
export const WorkQueuesDocument = graphql(`
  query WorkQueues { floor { tenant queues { key name } } }
`);
/** Anything on the floor moved: the list may be another. */
export const WorkFloorChanged = graphql(`
  subscription WorkFloorChanged {
    floor { tenant at queues { key work { medium count since } } written { agent count } }
  }
`);
export const WorkMoveMutation = graphql(`
  mutation WorkMove($workId: ID!, $queue: String!, $first: Boolean) {
    workMove(workId: $workId, queue: $queue, first: $first) { ok errors { code field message } }
  }
`);
export const WorkWithdrawMutation = graphql(`
  mutation WorkWithdraw($workId: ID!, $reason: String!) {
    workWithdraw(workId: $workId, reason: $reason) { ok errors { code field message } }
  }
`);
