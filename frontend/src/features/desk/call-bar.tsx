import {
  AudioMutedOutlined,
  AudioOutlined,
  CloseOutlined,
  PauseOutlined,
  PhoneFilled,
  PhoneOutlined,
  PlayCircleOutlined,
  SwapOutlined,
  TeamOutlined,
  UsergroupAddOutlined,
} from '@ant-design/icons';
import { Button, ConfigProvider } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '@/entities/desk';
import { useAppearance } from '@/shared/ui/appearance';
import { consoleTheme } from '@/shared/ui/theme';
import { useHotkeys } from '@/shared/ui/use-hotkeys';
import { CallParty } from './call-party';
import { DigitsPad } from './digits-pad';
import { Guests } from './guests';
import { PresenceControl } from './presence-control';
import { PromptMenu } from './prompt-menu';
import { RecordingButton } from './recording-button';
import { useCallCommands } from './use-call-commands';
import './call-bar.css';

const HelpButton = lazy(() => import('./help-button'));
const ConsultDialog = lazy(() => import('./consult-dialog'));
const DialDialog = lazy(() => import('./dial-dialog'));

/** Presence and the call, on every page. Each button shows its key; a button that cannot work now is disabled. */
export function CallBar({ onOpenDesk }: { onOpenDesk(): void }) {
  const { t } = useTranslation();
  const { call, desk, signedIn } = useDesk();
  const can = useCallCommands();
  const [dialog, setDialog] = useState<'consult' | 'dial' | 'invite' | null>(null);
  // The bar has a theme of its own; its dialogs belong to the page.
  const dark = useAppearance((s) => s.dark);
  const pageTheme = useMemo(() => consoleTheme(dark), [dark]);
  const openConsult = can.consult ? () => setDialog('consult') : undefined;
  const openInvite = can.invite ? () => setDialog('invite') : undefined;
  const openDial = can.dial ? () => setDialog('dial') : undefined;
  const held = call?.state === 'HELD';
  const muted = call?.muted ?? false;

  useHotkeys({
    F2: can.answer,
    F4: can.hangUp,
    F7: can.toggleMute,
    F8: can.toggleHold,
    'shift+F8': openConsult ?? can.completeTransfer,
    F9: openDial,
    'shift+F9': openInvite ?? can.conference,
  });

  return (
    <div className="call-bar" data-state={desk?.presence.state ?? 'SIGNED_OUT'}>
      <PresenceControl commands={can} onOpenDesk={onOpenDesk} />
      {signedIn && (
        <>
          <CallParty onOpenDesk={onOpenDesk} />
          <Guests />
          <div className="call-buttons" role="toolbar" aria-label={t('call.buttons')}>
            <BarButton
              hotkey="F2"
              icon={<PhoneFilled />}
              label={t('call.answer')}
              run={can.answer}
              kind="answer"
            />
            <BarButton
              hotkey="F4"
              icon={<PhoneOutlined rotate={135} />}
              label={desk?.presence.state === 'RINGING' ? t('call.reject') : t('call.hangUp')}
              run={can.hangUp}
              kind="hang-up"
            />
            <BarButton
              hotkey="F7"
              icon={muted ? <AudioMutedOutlined /> : <AudioOutlined />}
              label={muted ? t('call.unmute') : t('call.mute')}
              run={can.toggleMute}
              pressed={muted}
            />
            <BarButton
              hotkey="F8"
              icon={held ? <PlayCircleOutlined /> : <PauseOutlined />}
              label={held ? t('call.resume') : t('call.hold')}
              run={can.toggleHold}
              pressed={held}
            />
            {can.cancelConsult ? (
              <>
                <BarButton
                  hotkey="⇧F8"
                  icon={<SwapOutlined />}
                  label={t('call.complete')}
                  run={can.completeTransfer}
                  kind="answer"
                />
                <BarButton
                  hotkey="⇧F9"
                  icon={<UsergroupAddOutlined />}
                  label={t('control.conference')}
                  run={can.conference}
                />
                <BarButton icon={<CloseOutlined />} label={t('call.cancelConsult')} run={can.cancelConsult} />
              </>
            ) : (
              <>
                <BarButton hotkey="⇧F8" icon={<TeamOutlined />} label={t('call.consult')} run={openConsult} />
                {call ? (
                  <BarButton
                    hotkey="⇧F9"
                    icon={<UsergroupAddOutlined />}
                    label={t('control.invite')}
                    run={openInvite}
                  />
                ) : (
                  <BarButton hotkey="F9" icon={<PhoneOutlined />} label={t('call.dial')} run={openDial} />
                )}
              </>
            )}
            <PromptMenu callId={can.prompt ? call?.callId : undefined} playing={call?.prompt ?? null} />
            <RecordingButton />
            <DigitsPad callId={can.digits ? call?.callId : undefined} />
            <Suspense>
              <HelpButton />
            </Suspense>
          </div>
        </>
      )}
      {dialog && (
        <ConfigProvider theme={{ ...pageTheme, inherit: false }}>
          <Suspense>
            {dialog === 'consult' && call && (
              <ConsultDialog callId={call.callId} onClose={() => setDialog(null)} />
            )}
            {dialog === 'invite' && call && (
              <ConsultDialog callId={call.callId} invite onClose={() => setDialog(null)} />
            )}
            {dialog === 'dial' && <DialDialog onClose={() => setDialog(null)} />}
          </Suspense>
        </ConfigProvider>
      )}
    </div>
  );
}

interface BarButtonProps {
  label: string;
  icon: React.ReactNode;
  run: (() => void) | undefined;
  hotkey?: string;
  pressed?: boolean;
  kind?: 'answer' | 'hang-up';
}

function BarButton({ label, icon, run, hotkey, pressed, kind }: BarButtonProps) {
  return (
    <Button
      className={`bar-button ${kind ?? ''}`}
      icon={icon}
      disabled={!run}
      title={label}
      onClick={run}
      aria-keyshortcuts={hotkey?.replace('⇧', 'Shift+')}
      aria-pressed={pressed}
    >
      {label}
      {hotkey && (
        <kbd className="bar-key" aria-hidden>
          {hotkey}
        </kbd>
      )}
    </Button>
  );
}
