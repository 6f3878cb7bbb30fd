/** What a form knows about its draft: the copy typed here, the copy on the server, and whether they can be joined.
 * Pure: the hook around it does the sending, the waiting and the keeping in the browser. */

export interface ServerDraft {
  data: string;
  version: number;
  savedAt: string;
  savedBy: string;
}

export interface DraftSync {
  /** Version of the server's copy that ours builds on; 0 when there is none yet. */
  version: number;
  /** What the server has, as far as we know. */
  saved: string;
  /** What stands in the form. */
  local: string;
  /** What is being sent now. */
  sending: string | null;
  failed: boolean;
  /** The server has another copy than the one ours builds on. */
  conflict: ServerDraft | null;
}

export type DraftEvent =
  | { type: 'edited'; data: string }
  | { type: 'sending' }
  | { type: 'stored'; version: number }
  | { type: 'failed' }
  | { type: 'conflict'; server: ServerDraft }
  | { type: 'keepMine' }
  | { type: 'takeTheirs' };

/** The copy kept in this browser, if any, against the server's: ours wins when it builds on the server's. */
export function openDraft(
  empty: string,
  server: ServerDraft | null,
  kept: { data: string; version: number } | null,
): DraftSync {
  const saved = server?.data ?? empty;
  const base: DraftSync = {
    version: server?.version ?? 0,
    saved,
    local: saved,
    sending: null,
    failed: false,
    conflict: null,
  };
  if (!kept || kept.data === saved) return base;
  if (kept.version >= base.version) return { ...base, local: kept.data };
  return { ...base, version: kept.version, local: kept.data, conflict: server };
}

export const isDirty = (sync: DraftSync): boolean => sync.local !== sync.saved;

/** Something to send, and nothing in its way. */
export const wantsSaving = (sync: DraftSync): boolean =>
  isDirty(sync) && sync.sending === null && sync.conflict === null;

export function draftStep(sync: DraftSync, event: DraftEvent): DraftSync {
  switch (event.type) {
    case 'edited':
      return event.data === sync.local ? sync : { ...sync, local: event.data };
    case 'sending':
      return wantsSaving(sync) ? { ...sync, sending: sync.local, failed: false } : sync;
    case 'stored':
      return {
        ...sync,
        saved: sync.sending ?? sync.saved,
        version: event.version,
        sending: null,
        failed: false,
      };
    case 'failed':
      return { ...sync, sending: null, failed: true };
    case 'conflict':
      return event.server.data === sync.local
        ? { ...sync, saved: sync.local, version: event.server.version, sending: null, conflict: null }
        : { ...sync, sending: null, conflict: event.server };
    case 'keepMine':
      return sync.conflict
        ? { ...sync, version: sync.conflict.version, saved: sync.conflict.data, conflict: null }
        : sync;
    case 'takeTheirs':
      return sync.conflict ? { ...sync, ...sameAs(sync.conflict), conflict: null } : sync;
  }
}

const sameAs = (server: ServerDraft) => ({ version: server.version, saved: server.data, local: server.data });
