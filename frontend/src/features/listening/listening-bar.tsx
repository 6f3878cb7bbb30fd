import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { agentNumberOf, TimeInState } from '@/entities/agent';
import { useDesk, useDeskAction } from '@/entities/desk';
import {
  MODE_GLYPHS,
  MODES,
  mayMode,
  SuperviseInterceptMutation,
  SuperviseStopMutation,
  SuperviseSwitchMutation,
} from '@/entities/supervision';
import type { SuperviseMode } from '@/shared/graphql/generated/graphql';
import { useSession } from '@/shared/session/session';
import { useHotkeys } from '@/shared/ui/use-hotkeys';

const KEYS: Record<SuperviseMode, string> = { MONITOR: 'ctrl+F6', WHISPER: 'ctrl+F7', BARGE: 'ctrl+F8' };
const STOP_KEY = 'ctrl+F9';
const shown = (key: string) => key.replace('ctrl+', 'Ctrl+');

/** While the supervisor listens, on every page: to whom, how long, in which mode; changing it, taking over, ending. */
export default function ListeningBar() {
  const { t } = useTranslation();
  const { desk } = useDesk();
  const permissions = useSession((s) => s.viewer?.permissions) ?? [];
  const [change, changing] = useDeskAction(SuperviseSwitchMutation);
  const [stop, stopping] = useDeskAction(SuperviseStopMutation);
  const [intercept, intercepting] = useDeskAction(SuperviseInterceptMutation);
  const listening = desk?.listening;
  const live = !!listening?.since;
  const to = (mode: SuperviseMode) =>
    listening && mayMode(mode, permissions) && mode !== listening.mode
      ? () => void change({ mode })
      : undefined;
  useHotkeys({
    [KEYS.MONITOR]: to('MONITOR'),
    [KEYS.WHISPER]: to('WHISPER'),
    [KEYS.BARGE]: to('BARGE'),
    [STOP_KEY]: listening ? () => void stop({}) : undefined,
  });
  if (!listening) return null;
  const whom = listening.agent ?? listening.target;
  return (
    <section className="listening" aria-label={t('supervise.listening')} data-mode={listening.mode}>
      <output className="listening-what">
        <strong>
          <span aria-hidden>{MODE_GLYPHS[listening.mode]}</span> {t(`supervise.mode.${listening.mode}`)}
        </strong>{' '}
        {whom ? t('supervise.agent', { number: agentNumberOf(whom) }) : t('supervise.nobodyHasIt')}{' '}
        {listening.since ? (
          <TimeInState since={listening.since} />
        ) : (
          <em>
            {listening.callId || !listening.follow
              ? t('supervise.connecting')
              : t('supervise.waitingForNext')}
          </em>
        )}
        {listening.follow && live && <small> {t('supervise.following')}</small>}
      </output>
      <div className="listening-modes" role="toolbar" aria-label={t('supervise.modes')}>
        {MODES.map((mode) => (
          <Button
            key={mode}
            size="small"
            type={mode === listening.mode ? 'primary' : 'default'}
            aria-pressed={mode === listening.mode}
            aria-keyshortcuts={KEYS[mode].replace('ctrl', 'Control')}
            disabled={!mayMode(mode, permissions) || changing}
            title={t(`supervise.modeHint.${mode}`)}
            onClick={to(mode)}
          >
            <span aria-hidden>{MODE_GLYPHS[mode]}</span> {t(`supervise.mode.${mode}`)}
            <kbd aria-hidden>{shown(KEYS[mode])}</kbd>
          </Button>
        ))}
      </div>
      <div className="listening-end">
        <Popconfirm
          title={t('supervise.interceptSure')}
          description={t('supervise.interceptHint')}
          okText={t('supervise.intercept')}
          cancelText={t('action.cancel')}
          onConfirm={() => void intercept({})}
          disabled={!live || !permissions.includes('floor.supervise')}
        >
          <Button
            size="small"
            danger
            disabled={!live || !permissions.includes('floor.supervise')}
            loading={intercepting}
          >
            {t('supervise.intercept')}
          </Button>
        </Popconfirm>
        <Button size="small" loading={stopping} aria-keyshortcuts="Control+F9" onClick={() => void stop({})}>
          {t('supervise.stop')}
          <kbd aria-hidden>{shown(STOP_KEY)}</kbd>
        </Button>
      </div>
    </section>
  );
}
