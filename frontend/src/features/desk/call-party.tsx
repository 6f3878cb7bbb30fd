import { useTranslation } from 'react-i18next';
import { agentNumberOf } from '@/entities/agent';
import { useDesk } from '@/entities/desk';
import { localNumber } from '@/shared/ui/phone-number';
import { duration } from '@/shared/ui/time';
import { useSecondsSince } from '@/shared/ui/use-now';
import { partyName } from './guests';

/** Who is on the line and since when; a click opens the desk. */
export function CallParty({ onOpenDesk }: { onOpenDesk(): void }) {
  const { t } = useTranslation();
  const { call } = useDesk();
  const seconds = useSecondsSince(call?.answeredAt ?? call?.since);
  if (!call) return <span className="call-party" aria-hidden />;
  const internal = call.pop?.medium === 'INTERNAL';
  const consult = call.state === 'CONSULTING' && call.consultParty;
  return (
    <button type="button" className="call-party" onClick={onOpenDesk}>
      <strong>
        {internal
          ? partyName(call.party)
          : call.pop?.callerLocal || localNumber(call.party) || t('call.withheld')}
      </strong>
      <small>
        {consult
          ? `${t(call.consultTalking ? 'call.consultTalking' : 'call.consultRinging')} ${agentNumberOf(call.consultParty ?? '')}`
          : `${internal ? `${t('control.internalWith')} · ` : ''}${t(`callState.${call.state}`)} ${duration(seconds)}`}
      </small>
    </button>
  );
}
