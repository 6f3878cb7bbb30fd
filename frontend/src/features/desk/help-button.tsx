import { AlertFilled, AlertOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskAction } from '@/entities/desk';
import { HelpAskMutation, HelpWithdrawMutation } from '@/entities/supervision';
import { useFirstFocus } from '@/shared/ui/use-first-focus';

const MOST = 200;

/** Ask for a supervisor during a call; asked, the button takes it back. */
export default function HelpButton() {
  const { t } = useTranslation();
  const { desk, call } = useDesk();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [ask, asking] = useDeskAction(HelpAskMutation);
  const [withdraw, withdrawing] = useDeskAction(HelpWithdrawMutation);
  const callId = call?.callId;
  const asked = !!desk?.help;
  const may = !!callId && !!call?.answeredAt && desk?.presence.state === 'TALKING';
  if (asked && callId)
    return (
      <Button
        className="bar-button"
        aria-pressed
        icon={<AlertFilled />}
        loading={withdrawing}
        onClick={() => void withdraw({ callId })}
        title={t('supervise.helpWithdraw')}
      >
        {t('supervise.helpAsked')}
      </Button>
    );
  const send = async () => {
    if (!callId) return;
    const outcome = await ask({ callId, note });
    if (!outcome?.ok) return;
    setOpen(false);
    setNote('');
  };
  return (
    <Popover
      open={open && may}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<HelpForm note={note} onNote={setNote} asking={asking} onSend={() => void send()} />}
    >
      <Button
        className="bar-button"
        disabled={!may}
        icon={<AlertOutlined />}
        aria-haspopup="dialog"
        aria-label={t('supervise.help')}
        title={t('supervise.help')}
      />
    </Popover>
  );
}

interface HelpFormProps {
  note: string;
  asking: boolean;
  onNote(note: string): void;
  onSend(): void;
}

/** What it is about, typed at once: nobody has a hand free for the mouse now. */
function HelpForm({ note, asking, onNote, onSend }: HelpFormProps) {
  const { t } = useTranslation();
  useFirstFocus('help-note');
  return (
    <form
      className="help-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <Input
        id="help-note"
        value={note}
        maxLength={MOST}
        aria-label={t('supervise.helpNote')}
        placeholder={t('supervise.helpNote')}
        onChange={(event) => onNote(event.target.value)}
      />
      <Button type="primary" htmlType="submit" loading={asking}>
        {t('supervise.helpSend')}
      </Button>
    </form>
  );
}
