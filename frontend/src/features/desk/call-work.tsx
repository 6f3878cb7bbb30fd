import { CheckCircleFilled } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallHangUpMutation, useDesk, useDeskAction } from '@/entities/desk';
import type { CitizenCardFragment, DeskCallFragment } from '@/shared/graphql/generated/graphql';
import { localNumber } from '@/shared/ui/phone-number';
import { DeskCaseForm, type Registered } from './desk-case-form';
import { baseFor } from './desk-page';
import { ScreenPop } from './screen-pop';

/** One call's screen: the citizen on the left, the case in the middle. */
export function CallWork({ call }: { call: DeskCallFragment }) {
  const { t } = useTranslation();
  const { call: inHand } = useDesk();
  const [hangUp] = useDeskAction(CallHangUpMutation);
  const [citizen, setCitizen] = useState<CitizenCardFragment | null>(call.pop?.citizen ?? null);
  const [done, setDone] = useState<Registered | 'discarded' | null>(null);
  const [round, setRound] = useState(0);

  const registered = (result: Registered, andWrapUp: boolean) => {
    setDone(result);
    // Saving and dispatching ends the conversation; the engine then starts wrap-up.
    if (andWrapUp && inHand?.callId === call.callId && inHand.state !== 'RINGING')
      void hangUp({ callId: call.callId });
  };
  return (
    <>
      <ScreenPop call={call} citizen={citizen} onCitizen={setCitizen} />
      {call.reference && call.purpose !== 'PROMPT' && !done && round === 0 ? (
        <AboutCase number={call.reference} onOther={() => setRound(1)} />
      ) : call.purpose === 'PROMPT' ? (
        <section className="desk-panel desk-done">
          <h2>{t('take.atDesk')}</h2>
          <p>{t('take.atDeskHint')}</p>
        </section>
      ) : call.purpose === 'CAMPAIGN' && !done && round === 0 ? (
        <OfCampaign onOther={() => setRound(1)} />
      ) : done ? (
        <Done
          result={done}
          onAnother={() => {
            setRound(round + 1);
            setDone(null);
          }}
        />
      ) : (
        <DeskCaseForm
          key={round}
          callId={call.callId}
          caller={numberOf(call)}
          base={baseFor(call, citizen)}
          server={round === 0 ? (call.pop?.draft ?? null) : null}
          citizen={citizen}
          onRegistered={registered}
          onDiscarded={() => setDone('discarded')}
        />
      )}
      <h2 className="visually-hidden">{t('desk.caseForm')}</h2>
    </>
  );
}

/** The citizen's number; a colleague on an internal call has none to put into a form. */
export const numberOf = (call: DeskCallFragment): string =>
  call.pop?.medium === 'INTERNAL' ? '' : call.pop?.callerLocal || localNumber(call.party);

/** A call of a campaign: script and questionnaire are on the page of outbound calls. */
function OfCampaign({ onOther }: { onOther(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <section className="desk-panel desk-done">
      <h2>{t('work.ofCampaign')}</h2>
      <Button type="primary" onClick={() => void navigate({ to: '/campaign-work' })}>
        {t('work.openWork')}
      </Button>
      <Button onClick={onOther}>{t('work.registerCase')}</Button>
    </section>
  );
}

/** A call about a case that is there already: no new form unless it is asked for. */
function AboutCase({ number, onOther }: { number: string; onOther(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <section className="desk-panel desk-done">
      <h2>{t('desk.aboutCase', { number })}</h2>
      <Button type="primary" onClick={() => void navigate({ to: '/cases/$number', params: { number } })}>
        {t('desk.openCase')}
      </Button>
      <Button onClick={onOther}>{t('desk.another')}</Button>
    </section>
  );
}

export function Done({ result, onAnother }: { result: Registered | 'discarded'; onAnother(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <section className="desk-panel desk-done" aria-live="polite">
      {result === 'discarded' ? (
        <h2>{t('draft.discarded')}</h2>
      ) : (
        <>
          <CheckCircleFilled className="desk-done-glyph" aria-hidden />
          <h2>{t('desk.registered', { number: result.number })}</h2>
          <p>
            {result.title}
            {result.unitName && ` ➜ ${result.unitName}`}
          </p>
          <Button
            type="primary"
            onClick={() => void navigate({ to: '/cases/$number', params: { number: result.number } })}
          >
            {t('desk.openCase')}
          </Button>
        </>
      )}
      <Button onClick={onAnother}>{t('desk.another')}</Button>
    </section>
  );
}
