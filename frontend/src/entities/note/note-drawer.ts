import { create } from 'zustand';
import type { AddressInput } from '@/shared/graphql/generated/graphql';

export interface Addressee extends AddressInput {
  label: string;
}

interface NoteDrawer {
  open: boolean;
  /** The conversation on show; null: the list, or a new one to `to`. */
  thread: string | null;
  to: Addressee[] | null;
}

/** Colleagues' messages are at hand on every page: anything may open them. */
export const useNoteDrawer = create<NoteDrawer>(() => ({ open: false, thread: null, to: null }));

export const showNotes = (thread: string | null = null): void =>
  useNoteDrawer.setState({ open: true, thread, to: null });
export const writeNote = (to: Addressee[] = []): void =>
  useNoteDrawer.setState({ open: true, thread: null, to });
export const closeNotes = (): void => useNoteDrawer.setState({ open: false, thread: null, to: null });
