/** The server's double for tests: answers by operation name through a real client and the real cache. Never part of
 * the product (a test sees to that). */

import { cacheExchange } from '@urql/exchange-graphcache';
import { App as AntApp } from 'antd';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { ReactNode } from 'react';
import { Client, type Exchange, makeErrorResult, makeResult, Provider } from 'urql';
import { filter, map, pipe } from 'wonka';
import { cacheConfig } from '@/shared/graphql/cache';

export interface Asked {
  name: string;
  variables: Record<string, unknown>;
}
type Answer = object | Error | ((variables: Record<string, unknown>) => object | Error);

export function serverDouble(answers: Record<string, Answer>) {
  const asked: Asked[] = [];
  const double: Exchange = () => (operations) =>
    pipe(
      operations,
      filter((operation) => operation.kind === 'query' || operation.kind === 'mutation'),
      map((operation) => {
        const definition = operation.query.definitions.find(
          (d): d is OperationDefinitionNode => d.kind === Kind.OPERATION_DEFINITION,
        );
        const name = definition?.name?.value ?? '';
        const variables = operation.variables as Record<string, unknown>;
        asked.push({ name, variables });
        const given = answers[name] ?? new Error(`no answer for ${name}`);
        const answer = typeof given === 'function' ? given(variables) : given;
        return answer instanceof Error
          ? makeErrorResult(operation, answer)
          : makeResult(operation, { data: answer });
      }),
    );
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange(cacheConfig), double],
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <Provider value={client}>
      <AntApp>{children}</AntApp>
    </Provider>
  );
  const mutations = () => asked.filter((a) => a.name !== '' && /^[A-Z]/.test(a.name));
  return { client, wrapper, asked, mutations };
}
