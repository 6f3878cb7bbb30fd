import { Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseCaseDialog } from '@/entities/case/choose-case-dialog';
import { NewCaseDialog } from '@/entities/case/new-case-dialog';
import { ChoiceButton, DismissDialog, HandButton, useUndo } from '@/entities/work';
import type { LetterDismissReason, LetterWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';
import { localNumber } from '@/shared/ui/phone-number';
import {
  LetterDismissMutation,
  LetterFileToMutation,
  LetterGiveBackMutation,
  LetterReopenMutation,
  LetterTakeMutation,
} from './letter-list-documents';

const REASONS = [
  'NOTHING',
  'SPAM',
  'AUTOMATIC',
  'DUPLICATE',
  'NOT_OURS',
] as const satisfies readonly LetterDismissReason[];
type Asking = 'file' | 'case' | 'dismiss' | null;
const LONGEST_CONTENT = 7800;

interface Props {
  letter: LetterWholeFragment;
  onDone(): void;
}

/** What can be done with a letter beside answering it: take it, file it, dismiss it (and take that back). */
export function LetterActions({ letter, onDone }: Props) {
  const { t } = useTranslation();
  const mayRegister = useMay('case.register');
  const [take, taking] = useAction(LetterTakeMutation);
  const [giveBack, givingBack] = useAction(LetterGiveBackMutation);
  const [file, filing] = useAction(LetterFileToMutation);
  const [dismiss, dismissing] = useAction(LetterDismissMutation);
  const [reopen, reopening] = useAction(LetterReopenMutation);
  const [asking, setAsking] = useState<Asking>(null);
  const { id } = letter;
  const close = () => setAsking(null);

  const saidWithUndo = useUndo(`letter-${id}`, t('letter.undo'), () => void reopen({ id }).then(onDone));
  const fileTo = async (caseNumber: string) => {
    const outcome = await file({ id, caseNumber });
    if (outcome?.ok) {
      close();
      saidWithUndo(t('letter.filedTo', { number: caseNumber }));
    }
    onDone();
  };
  const dismissAs = async (reason: LetterDismissReason, note: string) => {
    const outcome = await dismiss({ id, reason, note });
    if (outcome?.ok) {
      close();
      saidWithUndo(t('letter.dismissed'));
    }
    onDone();
  };
  const phone = letter.citizen?.phones[0] ?? '';
  return (
    <Space wrap>
      {letter.doneAt ? (
        <Button loading={reopening} onClick={() => void reopen({ id }).then(onDone)}>
          {t('letter.reopen')}
        </Button>
      ) : (
        <>
          <HandButton
            takenBy={letter.takenBy}
            busy={taking || givingBack}
            take={t('letter.take')}
            giveBack={t('letter.giveBack')}
            onTake={() => void take({ id }).then(onDone)}
            onGiveBack={() => void giveBack({ id }).then(onDone)}
          />
          <Button loading={dismissing} onClick={() => setAsking('dismiss')}>
            {t('letter.dismiss')}
          </Button>
          <ChoiceButton
            label={
              letter.quotedCase ? t('letter.toThisCase', { number: letter.quotedCase }) : t('letter.toCase')
            }
            busy={filing}
            onClick={() => (letter.quotedCase ? void fileTo(letter.quotedCase) : setAsking('file'))}
            others={[
              ...(letter.quotedCase ? [{ key: 'file' as const, label: t('letter.toOtherCase') }] : []),
              ...(mayRegister ? [{ key: 'case' as const, label: t('letter.toNewCase') }] : []),
            ]}
            onOther={(key) => setAsking(key)}
          />
        </>
      )}
      {asking === 'file' && (
        <ChooseCaseDialog
          phone={phone}
          busy={filing}
          onClose={close}
          onNew={mayRegister ? () => setAsking('case') : undefined}
          onChosen={(number) => void fileTo(number)}
        />
      )}
      {asking === 'case' && (
        <NewCaseDialog
          medium={letter.medium}
          initial={{
            title: letter.subject.slice(0, 200),
            content: letter.text.slice(0, LONGEST_CONTENT),
            reporterPhone: localNumber(phone),
            reporterName: letter.citizen?.name || letter.senderName,
            address: letter.citizen?.address ?? '',
            citizenId: letter.citizen?.id ?? '',
          }}
          onClose={close}
          onRegistered={(number) => void fileTo(number)}
        />
      )}
      {asking === 'dismiss' && (
        <DismissDialog
          title={t('letter.dismissTitle')}
          okText={t('letter.dismiss')}
          noteLabel={t('letter.note')}
          reasons={REASONS.map((value) => ({ value, label: t(`letterReason.${value}`) }))}
          initial={letter.automatic ? 'AUTOMATIC' : 'NOTHING'}
          busy={dismissing}
          onClose={close}
          onChosen={(reason, note) => void dismissAs(reason, note)}
        />
      )}
    </Space>
  );
}
