import { type DraftSync, draftStep, isDirty, openDraft, type ServerDraft, wantsSaving } from './draft-sync';

const EMPTY = '{}';
const server = (data: string, version: number): ServerDraft => ({
  data,
  version,
  savedAt: '2026-01-01T00:00:00Z',
  savedBy: '8002',
});

describe('opening a form', () => {
  test('without any copy it is empty and clean', () => {
    const sync = openDraft(EMPTY, null, null);
    expect(sync).toMatchObject({ version: 0, local: EMPTY, saved: EMPTY });
    expect(isDirty(sync)).toBe(false);
  });
  test("the server's copy comes back after a reload", () => {
    expect(openDraft(EMPTY, server('a', 3), null)).toMatchObject({ version: 3, local: 'a', saved: 'a' });
  });
  test('what was typed but not sent before a crash comes back and is sent', () => {
    const sync = openDraft(EMPTY, server('a', 3), { data: 'ab', version: 3 });
    expect(sync).toMatchObject({ version: 3, local: 'ab', saved: 'a', conflict: null });
    expect(wantsSaving(sync)).toBe(true);
  });
  test('a copy that somebody else has overtaken is a conflict, and neither is lost', () => {
    const sync = openDraft(EMPTY, server('theirs', 5), { data: 'mine', version: 3 });
    expect(sync.local).toBe('mine');
    expect(sync.conflict?.data).toBe('theirs');
    expect(wantsSaving(sync)).toBe(false);
  });
});

describe('saving', () => {
  const typed: DraftSync = draftStep(openDraft(EMPTY, null, null), { type: 'edited', data: 'a' });
  const sending = draftStep(typed, { type: 'sending' });

  test('what is typed while sending is sent next', () => {
    const more = draftStep(sending, { type: 'edited', data: 'ab' });
    expect(wantsSaving(more)).toBe(false);
    const stored = draftStep(more, { type: 'stored', version: 1 });
    expect(stored).toMatchObject({ saved: 'a', local: 'ab', version: 1, sending: null });
    expect(wantsSaving(stored)).toBe(true);
  });
  test('a failure keeps everything and tries again', () => {
    const failed = draftStep(sending, { type: 'failed' });
    expect(failed).toMatchObject({ local: 'a', saved: EMPTY, failed: true });
    expect(wantsSaving(failed)).toBe(true);
  });
  test('a conflict with the very same text is none', () => {
    const same = draftStep(sending, { type: 'conflict', server: server('a', 4) });
    expect(same).toMatchObject({ conflict: null, version: 4, saved: 'a' });
  });
  test('keeping mine builds on their version', () => {
    const clash = draftStep(sending, { type: 'conflict', server: server('b', 4) });
    const mine = draftStep(clash, { type: 'keepMine' });
    expect(mine).toMatchObject({ version: 4, local: 'a', saved: 'b', conflict: null });
    expect(wantsSaving(mine)).toBe(true);
  });
  test('taking theirs replaces the form', () => {
    const clash = draftStep(sending, { type: 'conflict', server: server('b', 4) });
    expect(draftStep(clash, { type: 'takeTheirs' })).toMatchObject({ version: 4, local: 'b', saved: 'b' });
  });
});
