import { App, Button, Checkbox, Input, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { newKey } from '@/shared/new-key';
import { LetterAnswerMutation } from './letter-list-documents';

interface Kept {
  subject: string;
  body: string;
  key: string;
}

const place = (id: string) => `letter-answer-${id}`;

/** What was begun here before, in this window; else nothing. */
function begun(id: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(place(id)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

/** An answer, with the centre's greeting and closing to begin with; kept in this window until it is sent. */
export function AnswerForm({ letter, onDone }: { letter: LetterWholeFragment; onDone(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const draft = letter.draft;
  const [kept, setKept] = useState(() => begun(letter.id));
  const [quote, setQuote] = useState(true);
  const [finish, setFinish] = useState(true);
  const [send, sending] = useAction(LetterAnswerMutation);
  if (!draft) return <p className="hint">{t('letter.cannotAnswer')}</p>;
  const change = (part: Partial<Kept>) => {
    const next = { ...(kept ?? fresh()), ...part };
    sessionStorage.setItem(place(letter.id), JSON.stringify(next));
    setKept(next);
  };
  const fresh = (): Kept => ({
    subject: draft.subject,
    body: [draft.greeting, '', draft.closing].filter((part, n) => part || n === 1).join('\n\n'),
    key: newKey(),
  });
  const discard = () => {
    sessionStorage.removeItem(place(letter.id));
    setKept(null);
  };
  const submit = async () => {
    if (!kept || sending) return;
    const outcome = await send({
      id: letter.id,
      body: kept.body,
      subject: kept.subject,
      quote,
      finish: finish && !letter.doneAt,
      caseNumber: letter.caseNumber || letter.quotedCase || null,
      key: kept.key,
    });
    if (outcome?.ok) {
      discard();
      void message.success(t('letter.onItsWay'));
    }
    onDone();
  };
  if (!kept)
    return (
      <div>
        <Button type="primary" onClick={() => change({})}>
          {t(letter.doneAt ? 'letter.answerAgain' : 'letter.answer')}
        </Button>
      </div>
    );
  return (
    <section className="panel letter-sheet letter-answer">
      <header>
        <strong>{t('letter.answer')}</strong>
        <span className="letter-address">
          {draft.addressName ? `${draft.addressName} <${draft.address}>` : draft.address} → {draft.recipient}
        </span>
      </header>
      <Input
        aria-label={t('letter.subject')}
        maxLength={200}
        value={kept.subject}
        onChange={(event) => change({ subject: event.target.value })}
      />
      <Input.TextArea
        autoFocus
        aria-label={t('letter.text')}
        maxLength={20_000}
        className="growing letter-writing"
        value={kept.body}
        onChange={(event) => change({ body: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      />
      <div className="letter-answer-foot">
        <Checkbox checked={quote} onChange={(event) => setQuote(event.target.checked)}>
          {t('letter.quote')}
        </Checkbox>
        {!letter.doneAt && (
          <Tooltip title={t('letter.finishHint')}>
            <Checkbox checked={finish} onChange={(event) => setFinish(event.target.checked)}>
              {t('letter.finish')}
            </Checkbox>
          </Tooltip>
        )}
        <span className="letter-space" />
        <Button onClick={discard}>{t('letter.discard')}</Button>
        <Tooltip title="Ctrl+Enter">
          <Button type="primary" loading={sending} disabled={!kept.body.trim()} onClick={() => void submit()}>
            {t('letter.send')}
          </Button>
        </Tooltip>
      </div>
    </section>
  );
}
