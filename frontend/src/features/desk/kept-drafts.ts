import { useSyncExternalStore } from 'react';

/** Half-typed forms kept in this browser, written with every key: whatever happens to call, tab or line, the text is
 * here until the case is registered or the form is discarded. One record per call. */
export interface KeptDraft {
  callId: string;
  data: string;
  version: number;
  /** Idempotency key of this form. */
  key: string;
  /** Caller's number as shown, to recognise the form by. */
  caller: string;
  at: number;
}

const PREFIX = 'hotline.draft';
const listeners = new Set<() => void>();

export class KeptDrafts {
  private readonly prefix: string;
  private snapshot: KeptDraft[] | null = null;

  /** Drafts of one person in one tenant; nobody else's are seen. */
  constructor(tenant: string, userId: string) {
    this.prefix = `${PREFIX}:${tenant}:${userId}:`;
  }

  get(callId: string): KeptDraft | null {
    return parse(localStorage.getItem(this.prefix + callId));
  }

  put(draft: KeptDraft): void {
    localStorage.setItem(this.prefix + draft.callId, JSON.stringify(draft));
    this.changed();
  }

  remove(callId: string): void {
    localStorage.removeItem(this.prefix + callId);
    this.changed();
  }

  /** Newest first; the same array until something changes. */
  all = (): KeptDraft[] => {
    this.snapshot ??= Object.keys(localStorage)
      .filter((name) => name.startsWith(this.prefix))
      .map((name) => parse(localStorage.getItem(name)))
      .filter((draft) => draft !== null)
      .sort((a, b) => b.at - a.at);
    return this.snapshot;
  };

  subscribe = (listener: () => void): (() => void) => {
    const told = () => {
      this.snapshot = null;
      listener();
    };
    listeners.add(told);
    addEventListener('storage', told);
    return () => {
      listeners.delete(told);
      removeEventListener('storage', told);
    };
  };

  private changed(): void {
    this.snapshot = null;
    for (const tell of listeners) tell();
  }
}

function parse(text: string | null): KeptDraft | null {
  try {
    const raw = JSON.parse(text ?? 'null') as Partial<KeptDraft> | null;
    return raw &&
      typeof raw.callId === 'string' &&
      typeof raw.data === 'string' &&
      typeof raw.key === 'string'
      ? { version: 0, caller: '', at: 0, ...raw, callId: raw.callId, data: raw.data, key: raw.key }
      : null;
  } catch {
    return null;
  }
}

export const useKeptDrafts = (drafts: KeptDrafts): KeptDraft[] =>
  useSyncExternalStore(drafts.subscribe, drafts.all);
