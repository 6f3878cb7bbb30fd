import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseCaseDialog } from '@/entities/case/choose-case-dialog';
import { NewCaseDialog } from '@/entities/case/new-case-dialog';
import { ChoiceButton, DismissDialog, HandButton, useUndo } from '@/entities/work';
import type { TextDismissReason, WholeTextFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';
import {
  TextDismissMutation,
  TextFileMutation,
  TextGiveBackMutation,
  TextReopenMutation,
  TextTakeMutation,
} from './text-documents';

const REASONS = ['NOTHING', 'SPAM', 'DUPLICATE', 'NOT_OURS'] as const satisfies readonly TextDismissReason[];
type Asking = 'file' | 'case' | 'dismiss' | null;

/** What can be done with what waits: take it, make a case of it or put it with one, dismiss it (and take that back). */
export function TextActions({ text, onDone }: { text: WholeTextFragment; onDone(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayRegister = useMay('case.register');
  const [take, taking] = useAction(TextTakeMutation);
  const [giveBack, givingBack] = useAction(TextGiveBackMutation);
  const [file, filing] = useAction(TextFileMutation);
  const [dismiss, dismissing] = useAction(TextDismissMutation);
  const [reopen, reopening] = useAction(TextReopenMutation);
  const [asking, setAsking] = useState<Asking>(null);
  const { id } = text;
  const close = () => setAsking(null);

  const saidWithUndo = useUndo(`text-${id}`, t('text.undo'), () => void reopen({ id }).then(onDone));
  const fileTo = async (caseNumber: string) => {
    const outcome = await file({ id, caseNumber, finish: true });
    if (outcome?.ok) {
      close();
      saidWithUndo(t('text.filedTo', { number: caseNumber }));
    }
    onDone();
  };
  /** A new case stays open here: its citizen is told, by hand, that there is one. */
  const putWith = async (caseNumber: string) => {
    const outcome = await file({ id, caseNumber, finish: false });
    if (outcome?.ok) {
      close();
      void message.success(t('text.putWithNew', { number: caseNumber }));
    }
    onDone();
  };
  const dismissAs = async (reason: TextDismissReason, note: string) => {
    const outcome = await dismiss({ id, reason, note });
    if (outcome?.ok) {
      close();
      saidWithUndo(t('text.dismissed'));
    }
    onDone();
  };
  if (text.doneAt)
    return (
      <Button loading={reopening} onClick={() => void reopen({ id }).then(onDone)}>
        {t('text.reopen')}
      </Button>
    );
  const waiting = text.messages
    .filter((each) => each.state == null && each.at >= text.openedAt)
    .map((each) => each.body)
    .join('\n');
  return (
    <Space wrap>
      <HandButton
        takenBy={text.takenBy}
        busy={taking || givingBack}
        take={t('text.take')}
        giveBack={t('text.giveBack')}
        onTake={() => void take({ id }).then(onDone)}
        onGiveBack={() => void giveBack({ id }).then(onDone)}
      />
      <Button loading={dismissing} onClick={() => setAsking('dismiss')}>
        {t('text.dismiss')}
      </Button>
      <ChoiceButton
        label={t(mayRegister ? 'text.toNewCase' : 'text.toCase')}
        busy={filing}
        onClick={() => setAsking(mayRegister ? 'case' : 'file')}
        others={mayRegister ? [{ key: 'file' as const, label: t('text.toCase') }] : []}
        onOther={(key) => setAsking(key)}
      />
      {asking === 'file' && (
        <ChooseCaseDialog
          phone={text.answerable ? text.number : ''}
          busy={filing}
          onClose={close}
          onNew={mayRegister ? () => setAsking('case') : undefined}
          onChosen={(number) => void fileTo(number)}
        />
      )}
      {asking === 'case' && (
        <NewCaseDialog
          medium="SMS"
          initial={{
            reporterPhone: text.answerable ? text.numberLocal : '',
            reporterName: text.citizen?.name ?? '',
            address: text.citizen?.address ?? '',
            citizenId: text.citizen?.id ?? '',
            content: waiting,
          }}
          onClose={close}
          onRegistered={(number) => void putWith(number)}
        />
      )}
      {asking === 'dismiss' && (
        <DismissDialog
          title={t('text.dismissTitle')}
          okText={t('text.dismiss')}
          noteLabel={t('text.note')}
          reasons={REASONS.map((value) => ({ value, label: t(`textReason.${value}`) }))}
          busy={dismissing}
          onClose={close}
          onChosen={(reason, note) => void dismissAs(reason, note)}
        />
      )}
    </Space>
  );
}
