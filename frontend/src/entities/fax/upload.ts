import { csrfToken } from '@/shared/graphql/csrf';
import type { FaxDraft } from './fax-documents';

/** A PDF or TIFF made ready for sending; a text when it cannot be, in the viewer's words. */
export async function uploadFax(file: Blob, name: string, otherwise: string): Promise<FaxDraft | string> {
  const form = new FormData();
  form.append('file', file, name);
  try {
    const answer = await fetch('/fax-files/upload', {
      method: 'POST',
      body: form,
      credentials: 'same-origin',
      headers: { 'X-CSRFToken': csrfToken() },
    });
    const told = (await answer.json()) as FaxDraft & { message?: string };
    return answer.ok ? told : (told.message ?? otherwise);
  } catch {
    return otherwise;
  }
}
