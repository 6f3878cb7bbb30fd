import { useState } from 'react';
import { EMPTY_CASE } from '@/entities/case';
import { Done } from './call-work';
import { DeskCaseForm, type Registered } from './desk-case-form';
import type { KeptDraft } from './kept-drafts';

/** A form of an earlier call that was never registered, taken up again. */
export function UnfinishedForm({ draft, onDone }: { draft: KeptDraft; onDone(): void }) {
  const [result, setResult] = useState<Registered | null>(null);
  if (result) return <Done result={result} onAnother={onDone} />;
  return (
    <DeskCaseForm
      callId={draft.callId}
      caller={draft.caller}
      base={EMPTY_CASE}
      server={null}
      citizen={null}
      onRegistered={setResult}
      onDiscarded={onDone}
    />
  );
}
