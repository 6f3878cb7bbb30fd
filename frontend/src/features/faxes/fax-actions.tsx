import { App, Button, Dropdown, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseCaseDialog } from '@/entities/case/choose-case-dialog';
import { NewCaseDialog } from '@/entities/case/new-case-dialog';
import { type Fax, SendFaxDialog } from '@/entities/fax';
import type { FaxDismissReason } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay, useSession } from '@/shared/session/session';
import { DismissDialog } from './dismiss-dialog';
import {
  FaxDismissMutation,
  FaxFileMutation,
  FaxGiveBackMutation,
  FaxReopenMutation,
  FaxTakeMutation,
} from './fax-list-documents';

type Asking = 'file' | 'case' | 'dismiss' | 'reply' | null;

/** What can be done with a fax that came: take it, file it, answer it, dismiss it (and take that back). */
export function FaxActions({ fax, onDone }: { fax: Fax; onDone(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useSession((s) => s.viewer?.agentNumber || (s.viewer?.displayName ?? '').slice(0, 16));
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

  /** Says what was done, with a way back for some seconds. */
  const saidWithUndo = (words: string) => {
    const key = `fax-${id}`;
    void message.success({
      key,
      duration: 8,
      content: (
        <>
          {words}{' '}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              void reopen({ id }).then(onDone);
            }}
          >
            {t('fax.undo')}
          </Button>
        </>
      ),
    });
  };
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
  const mine = fax.takenBy !== '' && fax.takenBy === me;
  return (
    <Space wrap>
      {fax.doneAt ? (
        <Button loading={reopening} onClick={() => void reopen({ id }).then(onDone)}>
          {t('fax.reopen')}
        </Button>
      ) : (
        <>
          {mine ? (
            <Button loading={givingBack} onClick={() => void giveBack({ id }).then(onDone)}>
              {t('fax.giveBack')}
            </Button>
          ) : (
            <Button
              disabled={fax.takenBy !== ''}
              loading={taking}
              onClick={() => void take({ id }).then(onDone)}
            >
              {t('fax.take')}
            </Button>
          )}
          <Button loading={dismissing} onClick={() => setAsking('dismiss')}>
            {t('fax.dismiss')}
          </Button>
        </>
      )}
      {maySend && <Button onClick={() => setAsking('reply')}>{t('fax.reply')}</Button>}
      {!fax.doneAt && (
        <Space.Compact>
          <Button type="primary" loading={filing} onClick={() => setAsking('file')}>
            {t('fax.toCase')}
          </Button>
          {mayRegister && (
            <Dropdown
              trigger={['click']}
              menu={{ items: [{ key: 'case', label: t('fax.toNewCase') }], onClick: () => setAsking('case') }}
            >
              <Button type="primary" aria-label={t('fax.toNewCase')}>
                ▾
              </Button>
            </Dropdown>
          )}
        </Space.Compact>
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
