import type { UseFormReturn } from 'react-hook-form';
import type { PayloadError } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import { type CaseFormValues, isCaseField } from './case-form-values';

export const CaseRegisterMutation = graphql(`
  mutation CaseRegister($input: CaseInput!, $key: String!) {
    caseRegister(input: $input, key: $key) {
      case { id number state title unit { key name } }
      errors { code field message }
    }
  }
`);

export const CaseRegisterAndDispatchMutation = graphql(`
  mutation CaseRegisterAndDispatch($input: CaseInput!, $key: String!) {
    caseRegisterAndDispatch(input: $input, key: $key) {
      case { id number state title unit { key name } }
      errors { code field message }
    }
  }
`);

/** Put the server's refusals at the fields that they name; returns what belongs to no field. */
export function showAtFields(form: UseFormReturn<CaseFormValues>, errors: readonly PayloadError[]): string[] {
  const rest: string[] = [];
  let focused = false;
  for (const { field, message } of errors) {
    const name = field?.replace(/^input\./, '');
    if (!isCaseField(name)) rest.push(message);
    else {
      form.setError(name, { type: 'server', message }, { shouldFocus: !focused });
      focused = true;
    }
  }
  return rest;
}

export { newKey } from '@/shared/new-key';
