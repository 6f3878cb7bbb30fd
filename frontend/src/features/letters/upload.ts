import { csrfToken } from '@/shared/graphql/csrf';

export interface Enclosed {
  id: string;
  name: string;
  size: number;
}

/** A file that will go with an answer; a text when it cannot, in the viewer's words. */
export async function uploadEnclosure(file: File, otherwise: string): Promise<Enclosed | string> {
  const form = new FormData();
  form.append('file', file, file.name);
  try {
    const answer = await fetch('/letter-files/upload', {
      method: 'POST',
      body: form,
      credentials: 'same-origin',
      headers: { 'X-CSRFToken': csrfToken() },
    });
    const told = (await answer.json()) as Enclosed & { message?: string };
    return answer.ok ? told : (told.message ?? otherwise);
  } catch {
    return otherwise;
  }
}
