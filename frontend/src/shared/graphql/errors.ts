import type { CombinedError } from 'urql';

/** Codes that the server puts on top-level errors. */
export type ErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NETWORK' | 'INTERNAL';

const codes = (error: CombinedError): string[] =>
  error.graphQLErrors.map((e) => String(e.extensions?.code ?? ''));

export const isUnauthenticated = (error: CombinedError): boolean =>
  error.response?.status === 401 || codes(error).includes('UNAUTHENTICATED');

export function errorCode(error: CombinedError): ErrorCode {
  if (isUnauthenticated(error)) return 'UNAUTHENTICATED';
  if (error.response?.status === 403 || codes(error).includes('FORBIDDEN')) return 'FORBIDDEN';
  if (error.networkError) return 'NETWORK';
  return 'INTERNAL';
}

/** What every mutation's payload says when it refused; `message` is already in the viewer's language. */
export interface PayloadError {
  code: string;
  field?: string | null;
  message: string;
}
