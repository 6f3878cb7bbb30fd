import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseCaseDialog } from '@/entities/case/choose-case-dialog';
import { NewCaseDialog } from '@/entities/case/new-case-dialog';
import { type Fax, SendFaxDialog } from '@/entities/fax';
import { ChoiceButton, DismissDialog, HandButton, useUndo } from '@/entities/work';
import type { FaxDismissReason } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';
import {
  FaxDismissMutation,
  FaxFileMutation,
  FaxGiveBackMutation,
  FaxReopenMutation,
  FaxTakeMutation,
} from './fax-list-documents';

const REASONS = [
  'NOTHING',
  'SPAM',
  'DUPLICATE',
  'ILLEGIBLE',
  'NOT_OURS',
] as const satisfies readonly FaxDismissReason[];
type Asking = 'file' | 'case' | 'dismiss' | 'reply' | null;

/** What can be done with a fax that came: take it, file it, answer it, dismiss it (and take that back). */
export function FaxActions({ fax, onDone }: { fax: Fax; onDone(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayRegister = useMay('case.register');
  const maySend = useMay('fax.send');
  const [take, taking] = useAction(FaxTakeMutation);
  const [giveBack, givingBack] = useAction(FaxGiveBackMutation);
  const [file, filing] = useAction(FaxFileMutation);
  const [dismiss, dismissing] = useAction(FaxDismissMutation);
  const [reopen, reopening] = useAction(FaxReopenMutation);
  const [asking, setAsking] = useState<Asking>(null);
  const { id } = fax;
  const close = () => setAsking(null);

  const saidWithUndo = useUndo(`fax-${id}`, t('fax.undo'), () => void reopen({ id }).then(onDone));
  const fileTo = async (caseNumber: string) => {
    const outcome = await file({ id, caseNumber });
    if (outcome?.ok) {
      close();
      saidWithUndo(t('fax.filedTo', { number: caseNumber }));
    }
    onDone();
  };
  const dismissAs = async (reason: FaxDismissReason, note: string) => {
    const outcome = await dismiss({ id, reason, note });
    if (outcome?.ok) {
      close();
      saidWithUndo(t('fax.dismissed'));
    }
    onDone();
  };
  return (
    <Space wrap>
      {fax.doneAt ? (
        <Button loading={reopening} onClick={() => void reopen({ id }).then(onDone)}>
          {t('fax.reopen')}
        </Button>
      ) : (
        <>
          <HandButton
            takenBy={fax.takenBy}
            busy={taking || givingBack}
            take={t('fax.take')}
            giveBack={t('fax.giveBack')}
            onTake={() => void take({ id }).then(onDone)}
            onGiveBack={() => void giveBack({ id }).then(onDone)}
          />
          <Button loading={dismissing} onClick={() => setAsking('dismiss')}>
            {t('fax.dismiss')}
          </Button>
        </>
      )}
      {maySend && <Button onClick={() => setAsking('reply')}>{t('fax.reply')}</Button>}
      {!fax.doneAt && (
        <ChoiceButton
          label={t('fax.toCase')}
          busy={filing}
          onClick={() => setAsking('file')}
          others={mayRegister ? [{ key: 'case' as const, label: t('fax.toNewCase') }] : []}
          onOther={(key) => setAsking(key)}
        />
      )}
      {asking === 'file' && (
        <ChooseCaseDialog
          phone={fax.caller}
          busy={filing}
          onClose={close}
          onNew={mayRegister ? () => setAsking('case') : undefined}
          onChosen={(number) => void fileTo(number)}
        />
      )}
      {asking === 'case' && (
        <NewCaseDialog
          callId={fax.callId}
          medium="FAX"
          initial={{
            reporterPhone: fax.callerLocal,
            reporterName: fax.citizen?.name ?? '',
            address: fax.citizen?.address ?? '',
            citizenId: fax.citizen?.id ?? '',
          }}
          onClose={close}
          onRegistered={(number) => void fileTo(number)}
        />
      )}
      {asking === 'dismiss' && (
        <DismissDialog
          title={t('fax.dismissTitle')}
          okText={t('fax.dismiss')}
          noteLabel={t('fax.note')}
          reasons={REASONS.map((value) => ({ value, label: t(`faxReason.${value}`) }))}
          busy={dismissing}
          onClose={close}
          onChosen={(reason, note) => void dismissAs(reason, note)}
        />
      )}
      {asking === 'reply' && (
        <SendFaxDialog
          caseNumber={fax.caseNumber || undefined}
          number={fax.callerLocal}
          recipient={fax.citizen?.name ?? ''}
          replyTo={id}
          mayFinish={!fax.doneAt}
          onClose={close}
          onSent={() => {
            close();
            void message.success(t('fax.onItsWay'));
            onDone();
          }}
        />
      )}
    </Space>
  );
}
