import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const MOST = 2000;

/** What I write; it stays until it has been sent. Ctrl+Enter sends. */
export function Composer({ busy, onSend }: { busy: boolean; onSend(body: string): Promise<boolean> }) {
  const { t } = useTranslation();
  const [body, setBody] = useState('');
  const send = async () => {
    if (body.trim() && !busy && (await onSend(body))) setBody('');
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Input.TextArea
        value={body}
        maxLength={MOST}
        rows={3}
        aria-label={t('notes.text')}
        placeholder={t('notes.text')}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
            event.preventDefault();
            event.stopPropagation();
            void send();
          }
        }}
      />
      <Button type="primary" htmlType="submit" loading={busy} disabled={!body.trim()}>
        {t('notes.send')}
      </Button>
    </form>
  );
}
