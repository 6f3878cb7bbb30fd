import { Alert, Button, Checkbox, Input, Modal, Segmented, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayloadError } from '@/shared/graphql/errors';
import { useAction } from '@/shared/graphql/use-action';
import { newKey } from '@/shared/new-key';
import { Field } from '@/shared/ui/field';
import { FaxComposeMutation, type FaxDraft, FaxSendMutation, type SentFax } from './fax-documents';
import { FaxViewer } from './fax-viewer';
import { uploadFax } from './upload';

interface Props {
  /** The case that it is about and kept with; without one a letter says what it is about. */
  caseNumber?: string;
  number?: string;
  recipient?: string;
  body?: string;
  /** The received fax that it answers. */
  replyTo?: string;
  /** That fax is open: sending this can be all that was to be done. */
  mayFinish?: boolean;
  onClose(): void;
  onSent(fax: SentFax): void;
}

type Source = 'letter' | 'file';

/** A letter, about a case or without one, or a file: written, looked at as it will come out, sent. */
export function SendFaxDialog(props: Props) {
  const { caseNumber, replyTo, mayFinish, onClose, onSent } = props;
  const { t, i18n } = useTranslation();
  const [key, setKey] = useState(newKey);
  const [source, setSource] = useState<Source>(caseNumber || replyTo ? 'letter' : 'file');
  const [number, setNumber] = useState(props.number ?? '');
  const [recipient, setRecipient] = useState(props.recipient ?? '');
  const [subject, setSubject] = useState('');
  const [finish, setFinish] = useState(true);
  const [body, setBody] = useState(props.body ?? '');
  const [locale, setLocale] = useState(i18n.language);
  const [withContent, setWithContent] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [reading, setReading] = useState(false);
  const [draft, setDraft] = useState<FaxDraft | null>(null);
  const [errors, setErrors] = useState<readonly PayloadError[]>([]);
  const [compose, composing] = useAction(FaxComposeMutation, { quiet: true });
  const [send, sending] = useAction(FaxSendMutation, { quiet: true });
  const at = (field: string) => errors.find((each) => each.field === field)?.message;
  const rest = errors.filter(
    (each) => !['number', 'body', 'recipient', 'subject'].includes(each.field ?? ''),
  );

  const preview = async () => {
    if (!number.trim())
      return setErrors([{ code: 'REQUIRED', field: 'number', message: t('fax.numberNeeded') }]);
    setErrors([]);
    setKey(newKey());
    if (source === 'letter') {
      const about = { caseNumber: caseNumber ?? null, subject: caseNumber ? null : subject };
      const outcome = await compose({ ...about, number, recipient, body, locale, withContent });
      if (!outcome) return;
      if (!outcome.ok) return setErrors(outcome.errors);
      return setDraft(outcome.payload.document ?? null);
    }
    if (!file) return setErrors([{ code: 'REQUIRED', message: t('fax.fileNeeded') }]);
    setReading(true);
    const made = await uploadFax(file, file.name, t('error.NETWORK'));
    setReading(false);
    if (typeof made === 'string') setErrors([{ code: 'FILE', message: made }]);
    else setDraft(made);
  };
  const dispatch = async () => {
    if (!draft) return;
    const outcome = await send({
      document: draft.id,
      number,
      recipient,
      caseNumber: caseNumber ?? null,
      replyTo: replyTo ?? null,
      finish: Boolean(mayFinish && finish),
      key,
    });
    if (!outcome) return;
    if (!outcome.ok) {
      setErrors(outcome.errors);
      if (outcome.errors.some((each) => each.field === 'number')) setDraft(null);
    } else if (outcome.payload.fax) onSent(outcome.payload.fax as SentFax);
  };
  const footer = draft ? (
    <>
      <Button onClick={() => setDraft(null)}>{t('fax.change')}</Button>
      <Button type="primary" loading={sending} onClick={() => void dispatch()}>
        {t('fax.sendTo', { number })}
      </Button>
    </>
  ) : (
    <>
      <Button onClick={onClose}>{t('action.cancel')}</Button>
      <Button type="primary" loading={composing || reading} onClick={() => void preview()}>
        {t('fax.preview')}
      </Button>
    </>
  );
  return (
    <Modal
      open
      title={draft ? t('fax.previewTitle', { count: draft.pages }) : t('fax.sendTitle')}
      width={draft ? 900 : 640}
      onCancel={onClose}
      maskClosable={false}
      footer={footer}
    >
      {rest.map((each) => (
        <Alert
          key={each.message}
          type="error"
          showIcon
          role="alert"
          title={each.message}
          style={{ marginBottom: 10 }}
        />
      ))}
      {draft ? (
        <FaxViewer pages={draft.pageUrls} pdfUrl={draft.pdfUrl} />
      ) : (
        <>
          <Field id="fax-number" label={t('fax.number')} error={at('number')}>
            <Input
              id="fax-number"
              autoFocus
              inputMode="tel"
              placeholder={t('fax.numberHint')}
              status={at('number') && 'error'}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          </Field>
          <Field id="fax-recipient" label={t('fax.recipient')} error={at('recipient')}>
            <Input
              id="fax-recipient"
              maxLength={80}
              value={recipient}
              onChange={(event) => setRecipient(event.target.value)}
            />
          </Field>
          <Segmented<Source>
            aria-label={t('fax.source')}
            value={source}
            options={[
              { value: 'letter', label: t('fax.letter') },
              { value: 'file', label: t('fax.file') },
            ]}
            onChange={setSource}
            style={{ marginBottom: 10 }}
          />
          {source === 'letter' ? (
            <>
              {!caseNumber && (
                <Field id="fax-subject" label={t('fax.subject')} error={at('subject')}>
                  <Input
                    id="fax-subject"
                    maxLength={200}
                    status={at('subject') && 'error'}
                    value={subject}
                    onChange={(event) => setSubject(event.target.value)}
                  />
                </Field>
              )}
              <Field id="fax-body" label={t('fax.body')} error={at('body')}>
                <Input.TextArea
                  id="fax-body"
                  rows={9}
                  maxLength={8000}
                  showCount
                  status={at('body') && 'error'}
                  value={body}
                  onChange={(event) => setBody(event.target.value)}
                />
              </Field>
              <div className="fax-options">
                {caseNumber && (
                  <Checkbox checked={withContent} onChange={(event) => setWithContent(event.target.checked)}>
                    {t('fax.withContent')}
                  </Checkbox>
                )}
                <Segmented
                  size="small"
                  aria-label={t('settings.language')}
                  value={locale}
                  options={[
                    { value: 'zh-Hans', label: '简体' },
                    { value: 'zh-Hant', label: '繁體' },
                    { value: 'en', label: 'English' },
                  ]}
                  onChange={setLocale}
                />
              </div>
            </>
          ) : (
            <Upload.Dragger
              accept=".pdf,.tif,.tiff,application/pdf,image/tiff"
              maxCount={1}
              fileList={file ? [{ uid: 'file', name: file.name }] : []}
              beforeUpload={(chosen) => {
                setFile(chosen);
                return false;
              }}
              onRemove={() => setFile(null)}
            >
              <p>{t('fax.drop')}</p>
              <p className="hint">{t('fax.dropHint')}</p>
            </Upload.Dragger>
          )}
          {mayFinish && (
            <Checkbox checked={finish} onChange={(event) => setFinish(event.target.checked)}>
              {t('fax.finish')}
            </Checkbox>
          )}
        </>
      )}
    </Modal>
  );
}
