import { graphql } from '@/shared/graphql/generated';
import type { TextRowFragment } from '@/shared/graphql/generated/graphql';

export const TextRowFields = graphql(`
  fragment TextRow on TextConversation {
    id number numberLocal ours openedAt dueAt overdue lastAt lastText state takenBy caseNumber doneAt doneBy reason note
    stoppedAt notCalled answerable
    citizen { id name address }
  }
`);

export const CaseTextsDocument = graphql(`
  query CaseTexts($caseNumber: String!) {
    caseTexts(caseNumber: $caseNumber) { id conversation numberLocal at body }
  }
`);

export const TextChanged = graphql(`
  subscription TextChanged { textChanged }
`);

export type TextRow = TextRowFragment;
