import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback } from 'react';
import { type AnyVariables, useClient } from 'urql';
import { type ActionOptions, type Outcome, type PayloadOf, useAction } from '@/shared/graphql/use-action';
import { DeskQuery } from './desk';

const LOOK_AGAIN_MS = 1000;

/** A command to the switchboard. Its effect comes by the subscription; a second later the desk is looked at once more,
 * in case the live line was away just then. */
export function useDeskAction<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options?: ActionOptions,
): [(variables: Variables) => Promise<Outcome<PayloadOf<Data>> | null>, boolean] {
  const client = useClient();
  const [run, running] = useAction(document, options);
  const command = useCallback(
    async (variables: Variables) => {
      const outcome = await run(variables);
      setTimeout(() => {
        void client.query(DeskQuery, {}, { requestPolicy: 'network-only' }).toPromise();
      }, LOOK_AGAIN_MS);
      return outcome;
    },
    [run, client],
  );
  return [command, running];
}
