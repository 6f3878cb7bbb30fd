import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useMutation } from 'urql';
import { type CaseFormValues, caseFormSchema, newKey, parseDraft } from '@/entities/case';
import { useConnection } from '@/shared/graphql/connection';
import { useViewer } from '@/shared/session/session';
import { DraftDiscardMutation, DraftSaveMutation } from './draft-documents';
import { draftStep, isDirty, openDraft, type ServerDraft, wantsSaving } from './draft-sync';
import { type KeptDraft, KeptDrafts } from './kept-drafts';

const SAVE_AFTER_MS = 800;
const RETRY_AFTER_MS = 2500;

export function useKeptDraftStore(): KeptDrafts {
  const { id, tenant } = useViewer();
  return useMemo(() => new KeptDrafts(tenant.key, id), [id, tenant.key]);
}

interface Start {
  callId: string;
  caller: string;
  /** The form as it is before anybody typed: what is known of the caller. */
  base: CaseFormValues;
  server: ServerDraft | null;
}

/** A case form whose every keystroke is kept here at once and on the server a moment later. */
export function useCaseDraft({ callId, caller, base, server }: Start) {
  const store = useKeptDraftStore();
  const [opened] = useState(() => {
    const kept: KeptDraft | null = store.get(callId);
    return { key: kept?.key ?? newKey(), sync: openDraft(JSON.stringify(base), server, kept) };
  });
  const [sync, dispatch] = useReducer(draftStep, opened.sync);
  const [, save] = useMutation(DraftSaveMutation);
  const [, discardOnServer] = useMutation(DraftDiscardMutation);
  const over = useRef(false);
  const form = useForm<CaseFormValues>({
    resolver: zodResolver(caseFormSchema),
    defaultValues: parseDraft(sync.local, base),
  });

  useEffect(() => {
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => dispatch({ type: 'edited', data: JSON.stringify(values) }),
    });
    return stop;
  }, [form]);

  // Kept in the browser with every change, until the form is over.
  const { key } = opened;
  const touched = isDirty(sync) || sync.version > 0;
  useEffect(() => {
    if (touched && !over.current)
      store.put({ callId, caller, key, data: sync.local, version: sync.version, at: Date.now() });
  }, [store, callId, caller, key, touched, sync.local, sync.version]);

  const send = async () => {
    if (over.current) return;
    dispatch({ type: 'sending' });
    const { kind } = parseDraft(sync.local, base);
    const answer = await save({ callId, kind, data: sync.local, version: sync.version });
    if (over.current) return;
    const payload = answer.data?.draftSave;
    const refused = payload?.errors[0];
    if (payload?.draft && refused?.code === 'CONFLICT') dispatch({ type: 'conflict', server: payload.draft });
    else if (payload?.draft && !refused) dispatch({ type: 'stored', version: payload.draft.version });
    else dispatch({ type: 'failed' });
  };
  const latestSend = useRef(send);
  latestSend.current = send;

  // Restarted by typing and by a line that is back, and by nothing else.
  const epoch = useConnection((s) => s.epoch);
  const wanted = wantsSaving(sync);
  const { local, failed } = sync;
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => void latestSend.current(), failed ? RETRY_AFTER_MS : SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [wanted, failed, local, epoch]);

  const keepMine = () => dispatch({ type: 'keepMine' });
  const takeTheirs = () => {
    if (sync.conflict) form.reset(parseDraft(sync.conflict.data, base));
    dispatch({ type: 'takeTheirs' });
  };
  /** The case is registered: the server has dropped its copy with it. */
  const finish = () => {
    over.current = true;
    store.remove(callId);
  };
  const discard = async () => {
    finish();
    await discardOnServer({ callId });
  };
  return { form, sync, key, keepMine, takeTheirs, finish, discard };
}
