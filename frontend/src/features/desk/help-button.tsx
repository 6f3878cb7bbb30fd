import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentNumberOf } from '@/entities/agent';
import { useDesk, useDeskAction } from '@/entities/desk';
import { HelpAskMutation, HelpWithdrawMutation, MODE_GLYPHS } from '@/entities/supervision';

const MOST = 200;

/** Ask for a supervisor during a call; asked, the button takes it back. */
export function HelpButton() {
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
        loading={withdrawing}
        onClick={() => void withdraw({ callId })}
        title={t('supervise.helpWithdraw')}
      >
        ✋ {t('supervise.helpAsked')}
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
      content={
        <form
          className="help-form"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Input
            autoFocus
            value={note}
            maxLength={MOST}
            aria-label={t('supervise.helpNote')}
            placeholder={t('supervise.helpNote')}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="primary" htmlType="submit" loading={asking}>
            {t('supervise.helpSend')}
          </Button>
        </form>
      }
    >
      <Button className="bar-button" disabled={!may} aria-haspopup="dialog">
        ✋ {t('supervise.help')}
      </Button>
    </Popover>
  );
}

/** Who takes part in my call from above, as far as I am told. */
export function ListenedBy() {
  const { t } = useTranslation();
  const { desk } = useDesk();
  if (!desk || desk.listenedBy.length === 0) return null;
  return (
    <output className="listened-by">
      {desk.listenedBy.map((each) => (
        <span key={each.supervisor}>
          <span aria-hidden>{MODE_GLYPHS[each.mode]}</span>{' '}
          {t('supervise.listenedBy', {
            number: agentNumberOf(each.supervisor),
            mode: t(`supervise.mode.${each.mode}`),
          })}
        </span>
      ))}
    </output>
  );
}
