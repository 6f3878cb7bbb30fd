export { type Addressee, closeNotes, showNotes, useNoteDrawer, writeNote } from './note-drawer';
export * from './notes';
