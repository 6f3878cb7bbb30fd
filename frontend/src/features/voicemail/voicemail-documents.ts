import { graphql } from '@/shared/graphql/generated';
import type { VoicemailQuery } from '@/shared/graphql/generated/graphql';

export const VoicemailsDocument = graphql(`
  query Voicemails($box: VoicemailBox, $text: String, $first: Int, $offset: Int) {
    voicemails(box: $box, text: $text, first: $first, offset: $offset) {
      total
      items {
        callId callerLocal leftAt dueAt overdue listenedAt assignedTo doneAt doneBy how note
        citizen { id name }
        cases { id number }
        sounds { id seconds }
      }
    }
    voicemailCounts { unheard open overdue mine }
  }
`);
export const VoicemailDocument = graphql(`
  query Voicemail($callId: String!) {
    voicemail(callId: $callId) {
      callId caller callerLocal called leftAt dueAt overdue listenedAt listenedBy assignedTo doneAt doneBy how note
      citizen { id name address }
      cases { id number state title }
      sounds { id number kind startedAt seconds agentNumber state url }
    }
  }
`);
export const VoicemailChanged = graphql(`
  subscription VoicemailChanged { voicemailChanged }
`);
export const VoicemailAssignMutation = graphql(`
  mutation VoicemailAssign($callId: String!, $agentNumber: String!) {
    voicemailAssign(callId: $callId, agentNumber: $agentNumber) {
      voicemail { callId assignedTo } errors { code field message }
    }
  }
`);
export const VoicemailFinishMutation = graphql(`
  mutation VoicemailFinish($callId: String!, $how: VoicemailHandled!, $note: String) {
    voicemailFinish(callId: $callId, how: $how, note: $note) {
      voicemail { callId doneAt doneBy how note } errors { code field message }
    }
  }
`);
export const VoicemailReopenMutation = graphql(`
  mutation VoicemailReopen($callId: String!) {
    voicemailReopen(callId: $callId) { voicemail { callId doneAt doneBy how note } errors { code field message } }
  }
`);

export type Voicemail = NonNullable<VoicemailQuery['voicemail']>;
