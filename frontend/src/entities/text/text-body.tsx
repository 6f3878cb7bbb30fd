import { Button, Dropdown, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { MOST, segments } from './segments';
import { TextPhrasesDocument } from './text-documents';
import './text-body.css';

interface Props {
  id?: string;
  label?: string;
  placeholder?: string;
  body: string;
  /** The language of the ready phrases. */
  locale: string;
  /** Phrases for a message to somebody who has not written. */
  opening?: boolean;
  invalid?: boolean;
  children?: ReactNode;
  onChange(body: string): void;
  onSend(): void;
}

/** A text message being written: begun with a ready phrase, counted as the carrier will; Ctrl+Enter sends. */
export function TextBody({ id, label, placeholder, body, locale, opening, invalid, children, ...on }: Props) {
  const { t } = useTranslation();
  const [{ data }] = useQuery({
    query: TextPhrasesDocument,
    variables: opening ? { locale, opening } : { locale },
  });
  const begin = (key: string) => {
    const phrase = data?.textPhrases.find((each) => each.key === key);
    if (phrase) on.onChange((body.trim() ? `${body.trimEnd()}\n${phrase.text}` : phrase.text).slice(0, MOST));
  };
  return (
    <div className="text-body">
      <Input.TextArea
        id={id}
        value={body}
        maxLength={MOST}
        showCount={{
          formatter: ({ count }) => `${t('text.segments', { count: segments(body) })} · ${count} / ${MOST}`,
        }}
        rows={3}
        status={invalid ? 'error' : undefined}
        aria-label={label}
        placeholder={placeholder}
        onChange={(event) => on.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
            event.preventDefault();
            event.stopPropagation();
            on.onSend();
          }
        }}
      />
      <div className="text-body-row">
        <Dropdown
          trigger={['click']}
          menu={{
            items: (data?.textPhrases ?? []).map((phrase) => ({ key: phrase.key, label: phrase.text })),
            onClick: (chosen) => begin(chosen.key),
          }}
        >
          <Button>{t('text.phrases')} ▾</Button>
        </Dropdown>
        {children}
      </div>
    </div>
  );
}
