import { Client, fetchExchange } from 'urql';
import { expect, test } from 'vitest';
import { keepLast } from './keep-last';

const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

function asking(...answers: (() => Promise<Response>)[]) {
  const client = new Client({
    url: 'http://localhost/graphql',
    preferGetMethod: false,
    fetch: () => (answers.shift() ?? (() => Promise.reject(new Error('too many questions'))))(),
    exchanges: [keepLast(), fetchExchange],
  });
  const seen: { desk: unknown; failed: boolean }[] = [];
  const { unsubscribe } = client
    .query('{ desk }', {}, { requestPolicy: 'network-only' })
    .subscribe(({ data, error, stale }) => {
      if (!stale) seen.push({ desk: data?.desk ?? null, failed: !!error });
    });
  const again = () => client.query('{ desk }', {}, { requestPolicy: 'network-only' }).toPromise();
  return { seen, again, unsubscribe };
}

test('a desk that was seen stays while the server cannot be reached, and the error is told', async () => {
  const { seen, again, unsubscribe } = asking(
    async () => json({ data: { desk: 'talking' } }),
    () => Promise.reject(new TypeError('Failed to fetch')),
    async () => json({ data: { desk: 'ready' } }),
  );
  await expect.poll(() => seen.length).toBe(1);
  await again();
  await again();
  unsubscribe();
  expect(seen).toEqual([
    { desk: 'talking', failed: false },
    { desk: 'talking', failed: true },
    { desk: 'ready', failed: false },
  ]);
});

test('what the server refuses is shown no longer', async () => {
  const { seen, again, unsubscribe } = asking(
    async () => json({ data: { desk: 'talking' } }),
    async () => json({ data: null, errors: [{ message: 'No', extensions: { code: 'FORBIDDEN' } }] }),
  );
  await expect.poll(() => seen.length).toBe(1);
  await again();
  unsubscribe();
  expect(seen[1]).toEqual({ desk: null, failed: true });
});
