import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { type Addressee, NoteAddresseesQuery, NoteSendMutation, showNotes } from '@/entities/note';
import type { PartyKind } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useViewer } from '@/shared/session/session';
import { Composer } from './composer';
import { partyName } from './party';

const choiceOf = (to: { tenant: string; kind: string; key?: string | null }) =>
  [to.tenant, to.kind, to.key ?? ''].join('|');

function addressOf(value: string): { tenant: string; kind: PartyKind; key: string } {
  const [tenant = '', kind = 'PERSON', key = ''] = value.split('|');
  return { tenant, kind: kind as PartyKind, key };
}

/** A new conversation: whom to write to, and what. */
export function NewNote({ to }: { to: Addressee[] }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(to.map((each) => ({ value: choiceOf(each), label: each.label })));
  const [{ data, fetching }] = useQuery({ query: NoteAddresseesQuery, variables: { text } });
  const [send, sending] = useAction(NoteSendMutation);
  const options = (data?.noteAddressees ?? []).map((party) => ({
    value: choiceOf({ tenant: party.tenant.key, kind: party.kind, key: party.key }),
    label: partyName(party, t, viewer.tenant.key),
  }));
  return (
    <div className="new-note">
      <Select
        mode="multiple"
        labelInValue
        autoFocus={to.length === 0}
        aria-label={t('notes.to')}
        placeholder={t('notes.toHint')}
        value={chosen}
        loading={fetching}
        filterOption={false}
        options={options}
        onSearch={setText}
        onChange={setChosen}
      />
      <Composer
        busy={sending}
        onSend={async (body) => {
          const outcome = await send({ body, to: chosen.map((each) => addressOf(each.value)) });
          if (outcome?.ok && outcome.payload.thread) showNotes(outcome.payload.thread);
          return !!outcome?.ok;
        }}
      />
    </div>
  );
}
