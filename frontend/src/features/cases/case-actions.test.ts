import { Kind } from 'graphql';
import { ACTION_ORDER, ACTIONS, missing, NO_VALUES, type StepDocument, toVariables } from './case-actions';

const variablesOf = (document: StepDocument): string[] =>
  document.definitions.flatMap((d) =>
    d.kind === Kind.OPERATION_DEFINITION
      ? (d.variableDefinitions ?? []).map((v) => v.variable.name.value)
      : [],
  );

test.each(Object.entries(ACTIONS))('%s sends exactly the variables of its document', (_name, definition) => {
  const sent = Object.keys(toVariables(definition, NO_VALUES, '1', 1));
  expect(sent.sort()).toEqual(variablesOf(definition.document).sort());
});

test('every step has its place on the page', () => {
  expect([...ACTION_ORDER].sort()).toEqual([...Object.keys(ACTIONS), 'RECORD_CALL_BACK'].sort());
});

test('a return needs its reason', () => {
  expect(missing(ACTIONS.RETURN, NO_VALUES)).toEqual(['text']);
  expect(missing(ACTIONS.RETURN, { ...NO_VALUES, text: '  ' })).toEqual(['text']);
  expect(missing(ACTIONS.RETURN, { ...NO_VALUES, text: 'not ours' })).toEqual([]);
});

test('a review needs a verdict, and a reason only when it refuses', () => {
  expect(missing(ACTIONS.REVIEW_SUBMISSION, NO_VALUES)).toEqual(['verdict']);
  expect(missing(ACTIONS.REVIEW_SUBMISSION, { ...NO_VALUES, accept: true })).toEqual([]);
  expect(missing(ACTIONS.REVIEW_SUBMISSION, { ...NO_VALUES, accept: false })).toEqual(['text']);
});

test('a dispatch needs its unit', () => {
  expect(missing(ACTIONS.DISPATCH, NO_VALUES)).toEqual(['unit']);
  expect(toVariables(ACTIONS.DISPATCH, { ...NO_VALUES, unit: 'tenant:east' }, '26', 3)).toEqual({
    number: '26',
    version: 3,
    unit: 'tenant:east',
    note: null,
  });
});
