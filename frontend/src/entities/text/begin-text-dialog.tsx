import { Link } from '@tanstack/react-router';
import { Alert, AutoComplete, Button, Checkbox, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { PayloadError } from '@/shared/graphql/errors';
import { useAction } from '@/shared/graphql/use-action';
import { newKey } from '@/shared/new-key';
import { Field } from '@/shared/ui/field';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime } from '@/shared/ui/time';
import { TextBody } from './text-body';
import { TextBeginMutation, TextRecipientDocument } from './text-documents';

interface Props {
  numbers: readonly string[];
  /** What it is about; the case's history tells of the message. */
  caseNumber?: string;
  onClose(): void;
  /** It is on its way, in the conversation with this id. */
  onSent(id: string): void;
}

/** The first message to a citizen. Who it would reach is looked up before it can be sent. */
export function BeginTextDialog({ numbers, caseNumber, onClose, onSent }: Props) {
  const { t, i18n } = useTranslation();
  const [number, setNumber] = useState(localNumber(numbers[0] ?? ''));
  const [wanted, setWanted] = useState(number);
  const [body, setBody] = useState('');
  const [locale, setLocale] = useState(i18n.language);
  const [consent, setConsent] = useState(false);
  const [key, setKey] = useState(newKey);
  const [errors, setErrors] = useState<readonly PayloadError[]>([]);
  const [begin, beginning] = useAction(TextBeginMutation, { quiet: true });
  const [{ data, fetching, error }] = useQuery({
    query: TextRecipientDocument,
    variables: { number: wanted },
    pause: !wanted.trim(),
    requestPolicy: 'network-only',
  });
  const to = wanted.trim() && wanted === number && !fetching ? data?.textRecipient : undefined;
  const at = (field: string) => errors.find((each) => each.field === field)?.message;
  const rest = errors.filter((each) => !['number', 'body', 'consent'].includes(each.field ?? ''));
  const change = (then: () => void) => {
    then();
    setErrors([]);
    setKey(newKey());
  };
  const send = async () => {
    if (to?.stoppedAt || !body.trim()) return;
    const outcome = await begin({
      number,
      body,
      caseNumber: caseNumber ?? null,
      consent: Boolean(to?.needsConsent && consent),
      key,
    });
    if (!outcome) return;
    if (outcome.ok) return onSent(outcome.payload.text?.id ?? '');
    setErrors(outcome.errors);
  };
  const blocked = Boolean(to?.stoppedAt) || to === null || !number.trim() || !body.trim();
  return (
    <Modal
      open
      title={t('text.beginTitle')}
      width={600}
      onCancel={onClose}
      maskClosable={false}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={beginning} disabled={blocked} onClick={() => void send()}>
            {t('text.send')}
          </Button>
        </>
      }
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
      <Field
        id="text-number"
        label={t('text.to')}
        error={at('number') ?? (to === null ? t('text.noSuchNumber') : undefined)}
      >
        <AutoComplete
          id="text-number"
          autoFocus={!numbers[0]}
          style={{ width: '100%' }}
          value={number}
          status={at('number') || to === null ? 'error' : undefined}
          aria-describedby="text-number-error"
          options={numbers.map((each) => ({ value: localNumber(each) }))}
          onChange={(value: string) => change(() => setNumber(value))}
          onSelect={(value: string) => setWanted(value)}
          onBlur={() => setWanted(number)}
        />
      </Field>
      {error && <Alert type="error" showIcon role="alert" title={t('text.lookUpFailed')} />}
      {to && (
        <div className="text-body" style={{ gap: 8, marginBottom: 12 }}>
          <small>
            {t('text.beginAs', {
              who: to.citizenName || to.numberLocal,
              from: localNumber(to.sender) || '12345',
            })}
            {caseNumber && ` · ${t('text.beginAbout', { number: caseNumber })}`}
          </small>
          {to.stoppedAt && (
            <Alert
              type="error"
              showIcon
              title={t('text.stoppedHint')}
              description={t(`text.stopOrigin.${to.stopOrigin ?? 'WROTE'}`, { at: dateTime(to.stoppedAt) })}
            />
          )}
          {to.conversation && (
            <Alert
              type="info"
              showIcon
              title={
                to.open ? t('text.beginOpen', { who: to.takenBy || t('text.nobody') }) : t('text.beginKnown')
              }
              action={
                <Link to="/texts/$id" params={{ id: to.conversation }} onClick={onClose}>
                  {t('text.see')}
                </Link>
              }
            />
          )}
          {to.needsConsent && !to.stoppedAt && (
            <>
              <Alert
                type="warning"
                showIcon
                title={t(to.unwelcome ? 'text.consentUnwelcome' : 'text.consentUnknown')}
              />
              <Checkbox
                checked={consent}
                onChange={(event) => change(() => setConsent(event.target.checked))}
              >
                {t('text.consent')}
              </Checkbox>
              {at('consent') && (
                <p className="field-error" role="alert">
                  {at('consent')}
                </p>
              )}
            </>
          )}
        </div>
      )}
      <Field id="text-text" label={t('text.message')} error={at('body')}>
        <TextBody
          id="text-text"
          body={body}
          locale={locale}
          opening
          invalid={Boolean(at('body'))}
          onChange={(value) => change(() => setBody(value))}
          onSend={() => void send()}
        >
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
        </TextBody>
      </Field>
    </Modal>
  );
}
