import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { PayloadError } from '@/shared/graphql/errors';
import type { CaseAction, CaseDetailFragment } from '@/shared/graphql/generated/graphql';
import * as documents from './case-documents';

/** What a step asks for before it can be taken. The call-back has a dialog of its own. */
export type ActionField = 'text' | 'unit' | 'verdict' | 'legalRoute' | 'master';

export interface ActionValues {
  text: string;
  unit: string;
  legalRoute: string;
  master: string;
  accept: boolean | null;
}

export const NO_VALUES: ActionValues = { text: '', unit: '', legalRoute: '', master: '', accept: null };

type StepData = Record<string, { case?: CaseDetailFragment | null; errors: PayloadError[] }>;
type StepVariables = { number: string; version: number } & Record<string, unknown>;
export type StepDocument = TypedDocumentNode<StepData, StepVariables>;

export interface ActionDefinition {
  document: StepDocument;
  fields: readonly ActionField[];
  /** The variable that carries the text, if the step takes one. */
  textAs?: 'note' | 'reason' | 'reply' | 'answer';
  textRequired?: boolean | 'whenRefused';
  /** The step that one is here for; shown first and filled. */
  primary?: boolean;
  danger?: boolean;
}

// Each document has variables of its own; the definition beside it says which, and a test checks that they match.
const step = (document: unknown) => document as StepDocument;
type OwnDialog = 'RECORD_CALL_BACK';

export const ACTIONS: Record<Exclude<CaseAction, OwnDialog>, ActionDefinition> = {
  SIGN: { document: step(documents.CaseSignMutation), fields: [], primary: true },
  SUBMIT: {
    document: step(documents.CaseSubmitMutation),
    fields: ['text'],
    textAs: 'reply',
    textRequired: true,
    primary: true,
  },
  DISPATCH: {
    document: step(documents.CaseDispatchMutation),
    fields: ['unit', 'text'],
    textAs: 'note',
    primary: true,
  },
  REVIEW_SUBMISSION: {
    document: step(documents.CaseReviewSubmissionMutation),
    fields: ['verdict', 'text'],
    textAs: 'note',
    textRequired: 'whenRefused',
    primary: true,
  },
  REVIEW_RETURN: {
    document: step(documents.CaseReviewReturnMutation),
    fields: ['verdict', 'text'],
    textAs: 'note',
    textRequired: 'whenRefused',
    primary: true,
  },
  ARCHIVE: { document: step(documents.CaseArchiveMutation), fields: ['text'], textAs: 'note', primary: true },
  ANSWER: {
    document: step(documents.CaseAnswerMutation),
    fields: ['text'],
    textAs: 'answer',
    textRequired: true,
  },
  COORDINATE: {
    document: step(documents.CaseCoordinateMutation),
    fields: ['text'],
    textAs: 'note',
    textRequired: true,
  },
  RESUME: { document: step(documents.CaseResumeMutation), fields: ['text'], textAs: 'note' },
  REWORK: {
    document: step(documents.CaseReworkMutation),
    fields: ['text'],
    textAs: 'reason',
    textRequired: true,
  },
  REOPEN: {
    document: step(documents.CaseReopenMutation),
    fields: ['text'],
    textAs: 'reason',
    textRequired: true,
  },
  SUSPEND: {
    document: step(documents.CaseSuspendMutation),
    fields: ['text'],
    textAs: 'reason',
    textRequired: true,
  },
  MERGE: { document: step(documents.CaseMergeMutation), fields: ['master'] },
  UNMERGE: {
    document: step(documents.CaseUnmergeMutation),
    fields: ['text'],
    textAs: 'reason',
    textRequired: true,
  },
  RETURN: {
    document: step(documents.CaseReturnMutation),
    fields: ['text'],
    textAs: 'reason',
    textRequired: true,
  },
  NOT_ACCEPT: {
    document: step(documents.CaseNotAcceptMutation),
    fields: ['text', 'legalRoute'],
    textAs: 'reason',
    textRequired: true,
    danger: true,
  },
  CANCEL: {
    document: step(documents.CaseCancelMutation),
    fields: ['text'],
    textAs: 'reason',
    textRequired: true,
    danger: true,
  },
};

/** The order on the page: what one is here for first, endings last. */
export const ACTION_ORDER: readonly CaseAction[] = [
  'SIGN',
  'SUBMIT',
  'REVIEW_SUBMISSION',
  'REVIEW_RETURN',
  'RECORD_CALL_BACK',
  'DISPATCH',
  'ARCHIVE',
  'ANSWER',
  'COORDINATE',
  'RESUME',
  'REWORK',
  'REOPEN',
  'SUSPEND',
  'MERGE',
  'UNMERGE',
  'RETURN',
  'NOT_ACCEPT',
  'CANCEL',
];

export type MissingField = { field: ActionField; message: 'form.required' };

/** What is still missing before the step can be sent. */
export function missing(definition: ActionDefinition, values: ActionValues): ActionField[] {
  return definition.fields.filter((field) => {
    if (field === 'unit') return !values.unit;
    if (field === 'master') return !values.master.trim();
    if (field === 'verdict') return values.accept === null;
    if (field !== 'text') return false;
    const needed =
      definition.textRequired === 'whenRefused' ? values.accept === false : definition.textRequired === true;
    return needed && !values.text.trim();
  });
}

export function toVariables(
  definition: ActionDefinition,
  values: ActionValues,
  number: string,
  version: number,
): StepVariables {
  const variables: StepVariables = { number, version };
  for (const field of definition.fields) {
    if (field === 'unit') variables.unit = values.unit;
    else if (field === 'master') variables.master = values.master.trim();
    else if (field === 'verdict') variables.accept = values.accept;
    else if (field === 'legalRoute') variables.legalRoute = values.legalRoute.trim() || null;
    else if (definition.textAs) variables[definition.textAs] = values.text.trim() || null;
  }
  return variables;
}
