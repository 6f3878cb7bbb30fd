import { App, Button, Dropdown, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseCaseDialog } from '@/entities/case/choose-case-dialog';
import { NewCaseDialog } from '@/entities/case/new-case-dialog';
import type { LetterDismissReason, LetterWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay, useSession } from '@/shared/session/session';
import { localNumber } from '@/shared/ui/phone-number';
import { DismissDialog } from './dismiss-dialog';
import {
  LetterDismissMutation,
  LetterFileToMutation,
  LetterGiveBackMutation,
  LetterReopenMutation,
  LetterTakeMutation,
} from './letter-list-documents';

type Asking = 'file' | 'case' | 'dismiss' | null;
const LONGEST_CONTENT = 7800;

interface Props {
  letter: LetterWholeFragment;
  onDone(): void;
}

/** What can be done with a letter beside answering it: take it, file it, dismiss it (and take that back). */
export function LetterActions({ letter, onDone }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useSession((s) => s.viewer?.agentNumber || (s.viewer?.displayName ?? '').slice(0, 16));
  const mayRegister = useMay('case.register');
  const [take, taking] = useAction(LetterTakeMutation);
  const [giveBack, givingBack] = useAction(LetterGiveBackMutation);
  const [file, filing] = useAction(LetterFileToMutation);
  const [dismiss, dismissing] = useAction(LetterDismissMutation);
  const [reopen, reopening] = useAction(LetterReopenMutation);
  const [asking, setAsking] = useState<Asking>(null);
  const { id } = letter;
  const close = () => setAsking(null);

  /** Says what was done, with a way back for some seconds. */
  const saidWithUndo = (words: string) => {
    const key = `letter-${id}`;
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
            {t('letter.undo')}
          </Button>
        </>
      ),
    });
  };
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
  const mine = letter.takenBy !== '' && letter.takenBy === me;
  const phone = letter.citizen?.phones[0] ?? '';
  return (
    <Space wrap>
      {letter.doneAt ? (
        <Button loading={reopening} onClick={() => void reopen({ id }).then(onDone)}>
          {t('letter.reopen')}
        </Button>
      ) : (
        <>
          {mine ? (
            <Button loading={givingBack} onClick={() => void giveBack({ id }).then(onDone)}>
              {t('letter.giveBack')}
            </Button>
          ) : (
            <Button
              disabled={letter.takenBy !== ''}
              loading={taking}
              onClick={() => void take({ id }).then(onDone)}
            >
              {t('letter.take')}
            </Button>
          )}
          <Button loading={dismissing} onClick={() => setAsking('dismiss')}>
            {t('letter.dismiss')}
          </Button>
          <Space.Compact>
            <Button
              type="primary"
              loading={filing}
              onClick={() => (letter.quotedCase ? void fileTo(letter.quotedCase) : setAsking('file'))}
            >
              {letter.quotedCase ? t('letter.toThisCase', { number: letter.quotedCase }) : t('letter.toCase')}
            </Button>
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  ...(letter.quotedCase ? [{ key: 'file', label: t('letter.toOtherCase') }] : []),
                  ...(mayRegister ? [{ key: 'case', label: t('letter.toNewCase') }] : []),
                ],
                onClick: ({ key }) => setAsking(key as Asking),
              }}
            >
              <Button type="primary" aria-label={t('letter.toNewCase')}>
                ▾
              </Button>
            </Dropdown>
          </Space.Compact>
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
          busy={dismissing}
          automatic={letter.automatic}
          onClose={close}
          onChosen={(reason, note) => void dismissAs(reason, note)}
        />
      )}
    </Space>
  );
}
