import { AppstoreOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallSendDigitsMutation, useDeskAction } from '@/entities/desk';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** Tones to the other party, by click or by the keyboard while the pad is open. */
export function DigitsPad({ callId }: { callId: string | undefined }) {
  const { t } = useTranslation();
  const [send] = useDeskAction(CallSendDigitsMutation);
  const [sent, setSent] = useState('');
  const press = (digits: string) => {
    if (!callId) return;
    setSent((s) => (s + digits).slice(-16));
    void send({ callId, digits });
  };
  const pad = (
    <fieldset
      className="digits-pad"
      aria-label={t('call.digits')}
      onKeyDown={(e) => {
        if (KEYS.includes(e.key)) press(e.key);
      }}
    >
      <p className="digits-sent" aria-live="polite">
        {sent}
      </p>
      <div className="digits">
        {KEYS.map((key, i) => (
          <Button key={key} size="large" autoFocus={i === 0} onClick={() => press(key)}>
            {key}
          </Button>
        ))}
      </div>
    </fieldset>
  );
  return (
    <Popover
      trigger="click"
      content={pad}
      placement="bottomRight"
      destroyOnHidden
      onOpenChange={() => setSent('')}
    >
      <Button
        className="bar-button bar-minor"
        icon={<AppstoreOutlined />}
        disabled={!callId}
        title={t('call.digits')}
      >
        {t('call.digits')}
      </Button>
    </Popover>
  );
}
