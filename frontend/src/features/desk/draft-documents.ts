import { graphql } from '@/shared/graphql/generated';

export const DraftSaveMutation = graphql(`
  mutation DraftSave($callId: String!, $kind: CaseKind!, $data: String!, $version: Int!) {
    draftSave(callId: $callId, kind: $kind, data: $data, version: $version) {
      draft { ...Draft }
      errors { code field message }
    }
  }
`);

export const DraftDiscardMutation = graphql(`
  mutation DraftDiscard($callId: String!) {
    draftDiscard(callId: $callId) { ok errors { code field message } }
  }
`);
