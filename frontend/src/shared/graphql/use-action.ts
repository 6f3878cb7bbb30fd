import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { App } from 'antd';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type AnyVariables, useMutation } from 'urql';
import { errorCode, type PayloadError } from './errors';

/** The payload of a document with one mutation. */
export type PayloadOf<Data> = NonNullable<Data[Exclude<keyof Data, '__typename'>]>;

export type Outcome<Payload> = { ok: true; payload: Payload } | { ok: false; errors: PayloadError[] };

export interface ActionOptions {
  /** The caller shows the errors (at the fields); nothing is popped up. */
  quiet?: boolean;
}

/** Run a mutation once at a time: a second click while it runs does nothing. Errors come back in the viewer's words
 * and are shown, unless `quiet`. */
export function useAction<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { quiet = false }: ActionOptions = {},
): [(variables: Variables) => Promise<Outcome<PayloadOf<Data>> | null>, boolean] {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [{ fetching }, execute] = useMutation<Data, Variables>(document);
  const running = useRef(false);

  const run = useCallback(
    async (variables: Variables): Promise<Outcome<PayloadOf<Data>> | null> => {
      if (running.current) return null;
      running.current = true;
      try {
        const answer = await execute(variables);
        const errors: PayloadError[] = [];
        const payload = Object.entries(answer.data ?? {}).find(([key]) => key !== '__typename')?.[1] as
          | (PayloadOf<Data> & { errors?: PayloadError[] })
          | undefined;
        if (answer.error) {
          const code = errorCode(answer.error);
          errors.push({ code, message: t(`error.${code}`) });
        } else errors.push(...(payload?.errors ?? []));
        if (!payload || errors.length > 0) {
          if (!quiet && errors[0]?.code !== 'UNAUTHENTICATED')
            void message.error(errors.map((e) => e.message).join(' '));
          return { ok: false, errors };
        }
        return { ok: true, payload };
      } finally {
        running.current = false;
      }
    },
    [execute, message, quiet, t],
  );
  return [run, fetching];
}
