import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { SoftphoneRenewMutation, useDesk } from '@/entities/desk';
import { phone, startPhone, stopPhone, usePhone } from '@/shared/telephony/phone';
import type { SoftphoneCredentials } from '@/shared/telephony/port';
import { ring } from '@/shared/telephony/tones';
import { useLeaveQuestion } from '@/shared/ui/use-leave-question';
import { useRejoin } from './use-rejoin';

/** Credentials that came with taking the seat, kept until the telephone starts with them. */
let fromSeatTake: SoftphoneCredentials | null = null;
export const rememberCredentials = (credentials: SoftphoneCredentials): void => {
  fromSeatTake = credentials;
};

/** Keeps the tab's telephone in step with the desk: on while there is a seat, ringing while the server says so. */
export function PhoneRunner() {
  const client = useClient();
  const { desk, call, signedIn } = useDesk();
  // A SIP telephone that stands at the seat rings by itself: the browser is none then.
  const seat = signedIn && !desk?.presence.ownPhone ? desk?.presence.seat : null;
  const audio = usePhone((s) => s.audio);
  const leg = usePhone((s) => s.leg.kind);

  useEffect(() => {
    if (!seat) return;
    const first = fromSeatTake;
    fromSeatTake = null;
    startPhone(async () => {
      const answer = await client.mutation(SoftphoneRenewMutation, {});
      if (answer.error) throw answer.error;
      return answer.data?.softphoneRenew?.softphone ?? null;
    }, first);
    return stopPhone;
  }, [seat, client]);

  const ringing =
    desk?.presence.state === 'RINGING' && audio === 'here' && leg !== 'talking' && leg !== 'answering';
  useEffect(() => (ringing ? ring() : undefined), [ringing]);

  const callId = call?.callId;
  const muted = call?.muted ?? false;
  useEffect(() => {
    if (callId && leg === 'talking') phone.setMuted(callId, muted);
  }, [callId, muted, leg]);
  useEffect(() => {
    if (callId) return () => phone.forget(callId);
    return undefined;
  }, [callId]);

  useRejoin();
  useLeaveQuestion(leg === 'talking');
  useMicrophoneNotice();
  return null;
}

function useMicrophoneNotice() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const problem = usePhone((s) => s.microphone);
  const shown = useRef(false);
  useEffect(() => {
    if (problem) {
      notification.error({
        key: 'microphone',
        title: t('microphone.title'),
        description: t(`microphone.${problem}`),
        duration: 0,
      });
      shown.current = true;
    } else if (shown.current) notification.destroy('microphone');
  }, [problem, notification, t]);
}
