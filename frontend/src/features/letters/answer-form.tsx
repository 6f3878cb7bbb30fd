import { PaperClipOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Input, Tooltip, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { newKey } from '@/shared/new-key';
import { LetterAnswerMutation } from './letter-list-documents';
import { type Enclosed, uploadEnclosure } from './upload';

interface Kept {
  subject: string;
  body: string;
  key: string;
  files?: Enclosed[];
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
  const [uploading, setUploading] = useState(0);
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
  const attach = async (file: File) => {
    setUploading((count) => count + 1);
    const made = await uploadEnclosure(file, t('error.NETWORK'));
    setUploading((count) => count - 1);
    if (typeof made === 'string') return void message.error(`${file.name}: ${made}`);
    setKept((old) => {
      if (!old) return old;
      const next = { ...old, files: [...(old.files ?? []), made] };
      sessionStorage.setItem(place(letter.id), JSON.stringify(next));
      return next;
    });
  };
  const submit = async () => {
    if (!kept || sending || uploading > 0) return;
    const outcome = await send({
      id: letter.id,
      body: kept.body,
      subject: kept.subject,
      quote,
      finish: finish && !letter.doneAt,
      caseNumber: letter.caseNumber || letter.quotedCase || null,
      files: (kept.files ?? []).map((file) => file.id),
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
      {kept.files && kept.files.length > 0 && (
        <ul className="letter-enclosed">
          {kept.files.map((file) => (
            <li key={file.id}>
              {file.name}{' '}
              <Button
                type="text"
                size="small"
                aria-label={t('letter.detach', { name: file.name })}
                onClick={() => change({ files: kept.files?.filter((each) => each.id !== file.id) })}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="letter-answer-foot">
        <Upload
          multiple
          showUploadList={false}
          beforeUpload={(file) => {
            void attach(file);
            return false;
          }}
        >
          <Button icon={<PaperClipOutlined />} loading={uploading > 0}>
            {t('letter.attach')}
          </Button>
        </Upload>
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
          <Button
            type="primary"
            loading={sending}
            disabled={!kept.body.trim() || uploading > 0}
            onClick={() => void submit()}
          >
            {t('letter.send')}
          </Button>
        </Tooltip>
      </div>
    </section>
  );
}
