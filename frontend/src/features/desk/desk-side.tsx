import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { AgentStateTag, seatNumber } from '@/entities/agent';
import { AgentReadyMutation, useDesk, useDeskAction } from '@/entities/desk';
import { duration, shortTime } from '@/shared/ui/time';
import { useNow } from '@/shared/ui/use-now';
import { type KeptDraft, useKeptDrafts } from './kept-drafts';
import { useKeptDraftStore } from './use-case-draft';
import { WorkPanel } from './work-panel';

interface Props {
  /** The call whose form is open now; it is not listed again. */
  openCallId: string | null;
  onOpen(draft: KeptDraft): void;
}

const KEYS = [
  ['F2', 'answer'],
  ['F4', 'hangUp'],
  ['F7', 'mute'],
  ['F8', 'hold'],
  ['⇧F8', 'consult'],
  ['F9', 'dial'],
  ['⇧F9', 'conference'],
  ['Alt A', 'workTake'],
  ['Alt X', 'workDecline'],
  ['Ctrl ↵', 'saveAndDispatch'],
  ['Ctrl K', 'palette'],
] as const;

export function DeskSide({ openCallId, onOpen }: Props) {
  const { t } = useTranslation();
  const { desk, signedIn } = useDesk();
  const drafts = useKeptDrafts(useKeptDraftStore()).filter((d) => d.callId !== openCallId);
  const presence = desk?.presence;
  return (
    <aside className="desk-side" aria-label={t('desk.side')}>
      {presence && signedIn && (
        <section className="desk-panel desk-presence">
          <AgentStateTag state={presence.state} reason={presence.reason} since={presence.since} />
          <div>
            {t('agent.number', { number: presence.agentNumber })} ·{' '}
            {t('desk.seat', { seat: seatNumber(desk?.seats ?? [], presence.seat) })}
          </div>
          {presence.state === 'WRAP_UP' && <WrapUp since={presence.since} until={presence.until ?? null} />}
        </section>
      )}
      <WorkPanel />
      {drafts.length > 0 && (
        <section className="desk-panel">
          <header className="desk-panel-head">
            <h2>{t('draft.unfinished')}</h2>
          </header>
          <ul className="unfinished">
            {drafts.map((draft) => (
              <li key={draft.callId}>
                <span>
                  {draft.caller || draft.callId} <small>{shortTime(new Date(draft.at).toISOString())}</small>
                </span>
                <Button size="small" onClick={() => onOpen(draft)}>
                  {t('draft.resume')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="desk-panel">
        <header className="desk-panel-head">
          <h2>{t('desk.keys')}</h2>
        </header>
        <dl className="keys">
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`key.${what}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </aside>
  );
}

/** The time left for work after the call, and the way out of it. */
function WrapUp({ since, until }: { since: string; until: string | null }) {
  const { t } = useTranslation();
  const now = useNow();
  const [ready, running] = useDeskAction(AgentReadyMutation);
  const left = until ? Math.max(0, (Date.parse(until) - now) / 1000) : null;
  const whole = until ? (Date.parse(until) - Date.parse(since)) / 1000 : 0;
  return (
    <div className="wrap-up">
      {left !== null && (
        <>
          <Progress
            percent={whole > 0 ? (left / whole) * 100 : 0}
            showInfo={false}
            strokeColor="#d97706"
            size="small"
            aria-label={t('desk.wrapUpLeft', { time: duration(left) })}
          />
          <span>{t('desk.wrapUpLeft', { time: duration(left) })}</span>
        </>
      )}
      <Button type="primary" block loading={running} onClick={() => void ready({})}>
        {t('desk.readyNow')}
      </Button>
    </div>
  );
}
