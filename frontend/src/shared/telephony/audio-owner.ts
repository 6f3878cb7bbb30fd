/** Several tabs may be open; one of them has the telephone. Web Locks decide, so a closed or crashed tab lets go by
 * itself and the next one takes over. */

const LOCK = 'hotline.telephone';

export interface AudioClaim {
  /** Take the telephone away from whichever tab has it. */
  steal(): void;
  release(): void;
}

export function claimAudio(onOwner: (owner: 'here' | 'elsewhere') => void): AudioClaim {
  let letGo: (() => void) | undefined;
  const waiting = new AbortController();
  const held = () =>
    new Promise<void>((resolve) => {
      letGo = resolve;
      onOwner('here');
    });
  const lost = (error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== 'AbortError' || waiting.signal.aborted) return;
    onOwner('elsewhere');
    // The tab that took it may be closed one day.
    void queue();
  };

  if (!navigator.locks) {
    onOwner('here');
    return { steal: () => undefined, release: () => undefined };
  }
  const queue = () => navigator.locks.request(LOCK, { signal: waiting.signal }, held).catch(lost);
  void navigator.locks.query().then((state) => {
    if (state.held?.some((lock) => lock.name === LOCK)) onOwner('elsewhere');
    void queue();
  });
  return {
    steal: () => void navigator.locks.request(LOCK, { steal: true }, held).catch(lost),
    release: () => {
      waiting.abort();
      letGo?.();
    },
  };
}
