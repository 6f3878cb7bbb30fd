import { Alert, Button, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EMPTY_CASE } from '@/entities/case';
import { useDesk } from '@/entities/desk';
import type { CitizenCardFragment, DeskCallFragment } from '@/shared/graphql/generated/graphql';
import { Page } from '@/shared/ui/page';
import { localNumber } from '@/shared/ui/phone-number';
import { CallWork } from './call-work';
import { DeskSide } from './desk-side';
import type { KeptDraft } from './kept-drafts';
import { SeatChooser } from './seat-chooser';
import { UnfinishedForm } from './unfinished-form';
import './desk.css';

/** The agent's screen. What is shown follows the server's desk; only forms have a life of their own. */
export function DeskPage() {
  const { t } = useTranslation();
  const { desk, formCall, signedIn, loading, failed, retry } = useDesk();
  const [unfinished, setUnfinished] = useState<KeptDraft | null>(null);
  const kept = useLastWork(formCall);

  useEffect(() => {
    if (formCall) setUnfinished(null);
  }, [formCall]);

  if (loading)
    return (
      <Page title={t('nav.desk')}>
        <Skeleton active paragraph={{ rows: 10 }} />
      </Page>
    );
  if (failed || !desk)
    return (
      <Page title={t('nav.desk')}>
        <Alert
          type="error"
          showIcon
          title={t('error.NETWORK')}
          action={<Button onClick={retry}>{t('action.retry')}</Button>}
        />
      </Page>
    );
  return (
    <div className="desk">
      <h1 className="visually-hidden">{t('nav.desk')}</h1>
      <div className="desk-work">
        {!signedIn && desk.presence.reason === 'FORCED' && (
          <Alert
            type="warning"
            showIcon
            role="alert"
            title={t('supervise.signedOut')}
            style={{ marginBottom: 12 }}
          />
        )}
        {unfinished ? (
          <UnfinishedForm key={unfinished.callId} draft={unfinished} onDone={() => setUnfinished(null)} />
        ) : kept ? (
          <CallWork key={kept.callId} call={kept} />
        ) : signedIn ? (
          <Waiting state={desk.presence.state} />
        ) : (
          <SeatChooser seats={desk.seats} />
        )}
      </div>
      <DeskSide onOpen={setUnfinished} openCallId={unfinished?.callId ?? kept?.callId ?? null} />
    </div>
  );
}

/** The call in hand or in wrap-up. After wrap-up the form stays until the next call, for its text may not be done. */
function useLastWork(formCall: DeskCallFragment | null): DeskCallFragment | null {
  const [last, setLast] = useState(formCall);
  if (formCall && formCall !== last) setLast(formCall);
  return formCall ?? last;
}

function Waiting({ state }: { state: string }) {
  const { t } = useTranslation();
  const ready = state === 'READY';
  return (
    <div className="desk-waiting">
      <p className="desk-waiting-glyph" aria-hidden>
        {ready ? '●' : '‖'}
      </p>
      <h2>{ready ? t('desk.waitingReady') : t('desk.waitingNotReady')}</h2>
      <p>{ready ? t('desk.waitingReadyHint') : t('desk.waitingNotReadyHint')}</p>
    </div>
  );
}

export const baseFor = (call: DeskCallFragment, citizen: CitizenCardFragment | null) => ({
  ...EMPTY_CASE,
  kind: call.pop?.business ?? EMPTY_CASE.kind,
  reporterName: citizen?.name ?? '',
  reporterPhone: (call.pop?.callerLocal || localNumber(call.party)).replaceAll(' ', ''),
  address: citizen?.address ?? '',
  citizenId: citizen?.id ?? '',
});
