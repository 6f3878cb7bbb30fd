/** The token that Django expects with every POST. It changes on sign-in, so it can be fetched anew without a reload. */

const meta = () => document.querySelector<HTMLMetaElement>('meta[name=csrf-token]');

export const csrfToken = (): string => meta()?.content ?? '';

export async function renewCsrfToken(): Promise<void> {
  const response = await fetch('/', { credentials: 'same-origin', headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const token = page.querySelector<HTMLMetaElement>('meta[name=csrf-token]')?.content;
  const mine = meta();
  if (token && mine) mine.content = token;
}
