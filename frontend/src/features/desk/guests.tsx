import { CloseOutlined, LoadingOutlined, UserOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { agentNumberOf } from '@/entities/agent';
import { CallDropGuestMutation, useDesk, useDeskAction } from '@/entities/desk';
import { localNumber } from '@/shared/ui/phone-number';

/** A party as people call it: an agent's number or a telephone number. */
export const partyName = (party: string): string =>
  party.includes(':') ? agentNumberOf(party) : localNumber(party);

/** Third parties in the conversation; whoever asked them in can take them out. */
export function Guests() {
  const { t } = useTranslation();
  const { call } = useDesk();
  const [drop] = useDeskAction(CallDropGuestMutation);
  if (!call || call.guests.length === 0) return null;
  const { callId } = call;
  const host = !call.guests.some((guest) => guest.party === call.pop?.consultFrom);
  return (
    <ul className="guests" aria-label={t('control.guests')}>
      {call.guests.map(({ party, talking }) => (
        <li key={party}>
          <Tag
            icon={talking ? <UserOutlined aria-hidden /> : <LoadingOutlined aria-hidden />}
            color={talking ? 'green' : 'gold'}
            closable={host}
            closeIcon={
              <button type="button" aria-label={t('control.dropGuest', { party: partyName(party) })}>
                <CloseOutlined aria-hidden />
              </button>
            }
            onClose={(event) => {
              event.preventDefault();
              void drop({ callId, party });
            }}
          >
            <span
              title={t(talking ? 'control.guestTalking' : 'control.guestRinging', {
                party: partyName(party),
              })}
            >
              {partyName(party)}
            </span>
          </Tag>
        </li>
      ))}
    </ul>
  );
}
