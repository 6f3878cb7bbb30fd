import { App, Button, Dropdown, Space, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewCaseDialog } from '@/entities/case/new-case-dialog';
import { useDial } from '@/entities/desk';
import { ListNumberDialog } from '@/entities/number-list/list-number-dialog';
import type { VoicemailHandled } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay, useSession } from '@/shared/session/session';
import {
  type Voicemail,
  VoicemailAssignMutation,
  VoicemailFinishMutation,
  VoicemailReopenMutation,
} from './voicemail-documents';

interface Props {
  message: Voicemail;
  onDone(): void;
}

/** What can be done with a voice message: take it, call back, make it a case, close it, block the caller. */
export function VoicemailActions({ message, onDone }: Props) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const own = useSession((s) => s.viewer?.agentNumber ?? '');
  const mayRegister = useMay('case.register');
  const mayBlock = useMay('admin.lists');
  const mayCall = useMay('call.control');
  const { dial, dialling, why } = useDial();
  const [assign, assigning] = useAction(VoicemailAssignMutation);
  const [finish, finishing] = useAction(VoicemailFinishMutation);
  const [reopen, reopening] = useAction(VoicemailReopenMutation);
  const [asking, setAsking] = useState<'case' | 'block' | null>(null);
  const { callId } = message;
  const close = async (how: VoicemailHandled, note = '') => {
    const outcome = await finish({ callId, how, note });
    if (outcome?.ok) void toast.success(t('voicemail.closed'));
    onDone();
  };
  if (message.doneAt)
    return (
      <Button loading={reopening} onClick={() => void reopen({ callId }).then(onDone)}>
        {t('voicemail.reopen')}
      </Button>
    );
  const mine = own !== '' && message.assignedTo === own;
  return (
    <Space wrap>
      {own && (
        <Button
          loading={assigning}
          onClick={() => void assign({ callId, agentNumber: mine ? '' : own }).then(onDone)}
        >
          {t(mine ? 'voicemail.giveBack' : 'voicemail.take')}
        </Button>
      )}
      {mayCall && message.caller && (
        <Tooltip title={why && t(`missed.${why}`)}>
          <Button disabled={why !== null || dialling} onClick={() => void dial(message.caller, 'CALLBACK')}>
            {t('missed.callBack')}
          </Button>
        </Tooltip>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'CALLED_BACK', label: t('voicemailHow.CALLED_BACK') },
            { key: 'NOTHING', label: t('voicemailHow.NOTHING') },
            { key: 'SPAM', label: t('voicemailHow.SPAM') },
          ],
          onClick: ({ key }) => {
            if (key === 'SPAM' && mayBlock && message.caller) setAsking('block');
            else void close(key as VoicemailHandled);
          },
        }}
      >
        <Button loading={finishing}>{t('voicemail.finish')}</Button>
      </Dropdown>
      {mayRegister && (
        <Button type="primary" onClick={() => setAsking('case')}>
          {t('voicemail.toCase')}
        </Button>
      )}
      {asking === 'case' && (
        <NewCaseDialog
          callId={callId}
          medium="VOICEMAIL"
          initial={{
            reporterPhone: message.callerLocal,
            reporterName: message.citizen?.name ?? '',
            address: message.citizen?.address ?? '',
            citizenId: message.citizen?.id ?? '',
          }}
          onClose={() => setAsking(null)}
          onRegistered={(number) => {
            setAsking(null);
            void close('CASE', number);
          }}
        />
      )}
      {asking === 'block' && (
        <ListNumberDialog
          number={message.caller}
          reason={t('voicemailHow.SPAM')}
          onClose={(done) => {
            setAsking(null);
            if (done) void close('SPAM');
          }}
        />
      )}
    </Space>
  );
}
