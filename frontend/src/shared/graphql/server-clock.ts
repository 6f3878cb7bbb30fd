/** Times in state are counted from the server's timestamps; a browser whose clock is wrong must not show nonsense.
 * The offset comes from the `Date` header of answers (whole seconds), so small differences are ignored. */

const TOLERATED_MS = 1500;
let offsetMs = 0;

export function noteServerDate(header: string | null, sentAt: number, receivedAt: number): void {
  const server = header ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(server)) return;
  const measured = server + 500 - (sentAt + receivedAt) / 2;
  offsetMs = Math.abs(measured) > TOLERATED_MS ? measured : 0;
}

/** Milliseconds since 1970 by the server's clock. */
export const serverNow = (): number => Date.now() + offsetMs;
