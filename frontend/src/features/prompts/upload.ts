import { csrfToken } from '@/shared/graphql/csrf';

/** Puts a sound file in place; null when it is played from now on, else what hinders it, in the viewer's words. */
export async function putSound(
  key: string,
  language: string,
  sound: Blob,
  recorded: boolean,
  otherwise: string,
): Promise<string | null> {
  const form = new FormData();
  form.append('file', sound, 'prompt');
  if (recorded) form.append('recorded', '1');
  try {
    const answer = await fetch(`/prompts/${language}/${key}/audio`, {
      method: 'POST',
      body: form,
      credentials: 'same-origin',
      headers: { 'X-CSRFToken': csrfToken() },
    });
    if (answer.ok) return null;
    const told = (await answer.json()) as { message?: string };
    return told.message ?? otherwise;
  } catch {
    return otherwise;
  }
}
