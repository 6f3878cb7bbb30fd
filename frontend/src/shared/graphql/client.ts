import { cacheExchange } from '@urql/exchange-graphcache';
import { createClient as createLiveClient } from 'graphql-ws';
import { Client, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { cacheConfig } from './cache';
import { forgetConnection, httpSeen, liveDown, liveUp } from './connection';
import { csrfToken, renewCsrfToken } from './csrf';
import { isUnauthenticated } from './errors';
import { keepLast } from './keep-last';
import { noteServerDate } from './server-clock';

/** Reconnect pauses in milliseconds; the last one repeats, so a browser is back at most 3 s after its server. */
const RETRY_MS = [150, 400, 900, 1500, 2000];

const send = (input: RequestInfo | URL, init?: RequestInit) => {
  const headers = new Headers(init?.headers);
  headers.set('X-CSRFToken', csrfToken());
  return fetch(input, { ...init, headers });
};

/** fetch with the CSRF token (renewed once when refused), the server's clock and the line's state noted. */
async function watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const sentAt = Date.now();
  try {
    let response = await send(input, init);
    if (response.status === 403 && !response.headers.get('content-type')?.includes('json')) {
      await renewCsrfToken();
      response = await send(input, init);
    }
    noteServerDate(response.headers.get('date'), sentAt, Date.now());
    httpSeen(response.status < 502);
    return response;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) httpSeen(false);
    throw error;
  }
}

export interface GraphqlConnection {
  client: Client;
  close(): void;
}

/** One client per signed-in person and tenant: nothing cached for one is ever shown to another. */
export function connectGraphql(onSignedOut: () => void): GraphqlConnection {
  forgetConnection();
  const live = createLiveClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    lazy: true,
    lazyCloseTimeout: 5_000,
    keepAlive: 5_000,
    connectionAckWaitTimeout: 5_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) =>
      new Promise((resolve) => {
        const base = RETRY_MS[Math.min(retries, RETRY_MS.length - 1)] ?? 2000;
        setTimeout(resolve, base + Math.random() * 500);
      }),
    shouldRetry: () => true,
    on: {
      connected: liveUp,
      closed: (event) => {
        const code = (event as CloseEvent | undefined)?.code;
        // 1000: nothing is subscribed any more and the socket was put away.
        if (code !== 1000) liveDown();
        if (code === 4401 || code === 4403) onSignedOut();
      },
    },
  });
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetch: watchedFetch,
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      mapExchange({
        onError: (error, operation) => {
          if (isUnauthenticated(error) && operation.kind !== 'teardown') onSignedOut();
        },
      }),
      keepLast(),
      cacheExchange(cacheConfig),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({
            unsubscribe: live.subscribe({ ...request, query: request.query ?? '' }, sink),
          }),
        }),
      }),
    ],
  });
  return { client, close: () => void live.dispose() };
}
