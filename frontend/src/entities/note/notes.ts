import { graphql } from '@/shared/graphql/generated';

export const NoteFields = graphql(`
  fragment NoteLine on Note { id thread at sender senderTenant { key name } mine body }
`);
export const NoteThreadFields = graphql(`
  fragment NoteThreadLine on NoteThread {
    id subject lastAt unread
    last { ...NoteLine }
    parties { tenant { key name } kind key label }
  }
`);
export const NoteThreadsQuery = graphql(`
  query NoteThreads($text: String, $first: Int!, $offset: Int!) {
    notesUnread
    noteThreads(text: $text, first: $first, offset: $offset) { total items { ...NoteThreadLine } }
  }
`);
export const NoteThreadQuery = graphql(`
  query NoteThread($id: ID!) { noteThread(id: $id) { ...NoteThreadLine } }
`);
export const NotesQuery = graphql(`
  query Notes($thread: ID!, $first: Int!) {
    notes(thread: $thread, first: $first) { total items { ...NoteLine } }
  }
`);
export const NotesUnreadQuery = graphql(`
  query NotesUnread { notesUnread }
`);
export const NoteAddresseesQuery = graphql(`
  query NoteAddressees($text: String) { noteAddressees(text: $text) { tenant { key name } kind key label } }
`);
export const NoteSendMutation = graphql(`
  mutation NoteSend($body: String!, $thread: ID, $to: [AddressInput!]) {
    noteSend(body: $body, thread: $thread, to: $to) { thread errors { code field message } }
  }
`);
export const NoteReadMutation = graphql(`
  mutation NoteRead($thread: ID!) { noteRead(thread: $thread) { ok errors { code field message } } }
`);
export const NoteCame = graphql(`
  subscription NoteCame { noteCame { ...NoteLine } }
`);
