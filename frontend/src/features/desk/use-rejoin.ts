import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { CallRejoinMutation, useDesk } from '@/entities/desk';
import { usePhone } from '@/shared/telephony/phone';

const AGAIN_MS = 500;
/** The switchboard may hear of our telephone a moment after we do. */
const NOT_YET = 'SEAT_UNREACHABLE';
const MOST_TRIES = 10;

/** The page was reloaded, or the sound taken over from another tab, in the middle of a conversation: this telephone
 * has never had the call, so it asks to be rung again. */
export function useRejoin(): void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useClient();
  const { desk, call } = useDesk();
  const { line, audio, leg } = usePhone();
  const had = useRef<string | null>(null);
  if (audio !== 'here') had.current = null;
  else if (leg.kind !== 'none') had.current = leg.callId;

  const callId = desk?.presence.state === 'TALKING' ? call?.callId : undefined;
  const silent = callId !== undefined && line === 'registered' && audio === 'here' && had.current !== callId;
  useEffect(() => {
    if (!callId || !silent) return;
    let over = false;
    const key = 'rejoin';
    const ask = async (tries: number): Promise<void> => {
      const { data } = await client.mutation(CallRejoinMutation, { callId });
      const refused = data?.callRejoin.errors[0]?.code;
      if (over) return;
      if (tries >= MOST_TRIES || (data && refused !== NOT_YET)) {
        if (refused || !data) message.destroy(key);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      if (!over) await ask(tries + 1);
    };
    void message.open({ key, type: 'loading', content: t('desk.rejoining'), duration: 0 });
    void ask(1);
    return () => {
      over = true;
      message.destroy(key);
    };
  }, [callId, silent, client, message, t]);
}
