import { App, Button, Dropdown, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseCaseDialog } from '@/entities/case/choose-case-dialog';
import { NewCaseDialog } from '@/entities/case/new-case-dialog';
import type { TextDismissReason, WholeTextFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay, useSession } from '@/shared/session/session';
import { DismissDialog } from './dismiss-dialog';
import {
  TextDismissMutation,
  TextFileMutation,
  TextGiveBackMutation,
  TextReopenMutation,
  TextTakeMutation,
} from './text-documents';

type Asking = 'file' | 'case' | 'dismiss' | null;

/** What can be done with what waits: take it, make a case of it or put it with one, dismiss it (and take that back). */
export function TextActions({ text, onDone }: { text: WholeTextFragment; onDone(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useSession((s) => s.viewer?.agentNumber || (s.viewer?.displayName ?? '').slice(0, 16));
  const mayRegister = useMay('case.register');
  const [take, taking] = useAction(TextTakeMutation);
  const [giveBack, givingBack] = useAction(TextGiveBackMutation);
  const [file, filing] = useAction(TextFileMutation);
  const [dismiss, dismissing] = useAction(TextDismissMutation);
  const [reopen, reopening] = useAction(TextReopenMutation);
  const [asking, setAsking] = useState<Asking>(null);
  const { id } = text;
  const close = () => setAsking(null);

  /** Says what was done, with a way back for some seconds. */
  const saidWithUndo = (words: string) => {
    const key = `text-${id}`;
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
            {t('text.undo')}
          </Button>
        </>
      ),
    });
  };
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
  const mine = text.takenBy !== '' && text.takenBy === me;
  const waiting = text.messages
    .filter((each) => each.state == null && each.at >= text.openedAt)
    .map((each) => each.body)
    .join('\n');
  return (
    <Space wrap>
      {mine ? (
        <Button loading={givingBack} onClick={() => void giveBack({ id }).then(onDone)}>
          {t('text.giveBack')}
        </Button>
      ) : (
        <Button
          disabled={text.takenBy !== ''}
          loading={taking}
          onClick={() => void take({ id }).then(onDone)}
        >
          {t('text.take')}
        </Button>
      )}
      <Button loading={dismissing} onClick={() => setAsking('dismiss')}>
        {t('text.dismiss')}
      </Button>
      <Space.Compact>
        <Button type="primary" loading={filing} onClick={() => setAsking(mayRegister ? 'case' : 'file')}>
          {t(mayRegister ? 'text.toNewCase' : 'text.toCase')}
        </Button>
        {mayRegister && (
          <Dropdown
            trigger={['click']}
            menu={{ items: [{ key: 'file', label: t('text.toCase') }], onClick: () => setAsking('file') }}
          >
            <Button type="primary" aria-label={t('text.toCase')}>
              ▾
            </Button>
          </Dropdown>
        )}
      </Space.Compact>
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
          busy={dismissing}
          onClose={close}
          onChosen={(reason, note) => void dismissAs(reason, note)}
        />
      )}
    </Space>
  );
}
