import { Alert, Button, Checkbox, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  MediaSafety,
  PeopleSetupQuery,
  SeatPhoneSetMutation as PhoneSet,
  SipTransport,
} from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { MEDIA, TRANSPORTS } from '@/shared/ui/sip';
import { SeatPhoneDropMutation, SeatPhoneSetMutation } from './setup-documents';

type Seat = PeopleSetupQuery['peopleSetup']['seats'][number];
type Account = NonNullable<PhoneSet['seatPhoneSet']['account']>;

/** The telephone of a seat: the browser, or a SIP telephone that stands there, with what is to be entered in it. */
export function SeatPhone({ seat, onClose }: { seat: Seat; onClose(): void }) {
  const { t } = useTranslation();
  const [transport, setTransport] = useState<SipTransport>(seat.phone?.transport ?? 'TLS');
  const [media, setMedia] = useState<MediaSafety>(seat.phone?.media ?? 'REQUIRED');
  const [fresh, setFresh] = useState(false);
  const [account, setAccount] = useState<Account | null>(null);
  const [save, saving] = useAction(SeatPhoneSetMutation);
  const [drop, dropping] = useAction(SeatPhoneDropMutation);
  const keep = async () => {
    const outcome = await save({ key: seat.key, transport, media, newPassword: fresh });
    if (outcome?.ok && outcome.payload.account) setAccount(outcome.payload.account);
  };
  const toBrowser = async () => {
    const outcome = await drop({ key: seat.key });
    if (outcome?.ok) onClose();
  };
  return (
    <Modal
      open
      title={t('sip.phoneOf', { seat: seat.key })}
      onCancel={onClose}
      footer={
        account ? (
          <Button type="primary" onClick={onClose}>
            {t('sip.noted')}
          </Button>
        ) : (
          <>
            {seat.phone && (
              <Button danger loading={dropping} onClick={() => void toBrowser()}>
                {t('sip.toBrowser')}
              </Button>
            )}
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="primary" loading={saving} onClick={() => void keep()}>
              {t('action.save')}
            </Button>
          </>
        )
      }
    >
      {account ? (
        <>
          <dl className="sip-account">
            <dt>{t('sip.server')}</dt>
            <dd>
              {account.servers.map((server) => (
                <Typography.Text key={server} code copyable>
                  {server}
                </Typography.Text>
              ))}
            </dd>
            <dt>{t('sip.user')}</dt>
            <dd>
              <Typography.Text code copyable>
                {account.user}
              </Typography.Text>
            </dd>
            <dt>{t('sip.password')}</dt>
            <dd>
              {account.password ? (
                <Typography.Text code copyable>
                  {account.password}
                </Typography.Text>
              ) : (
                t('sip.passwordStays')
              )}
            </dd>
            <dt>{t('sip.safety')}</dt>
            <dd>
              {t(`sip.transport_${transport}`)}, {t(`sip.media_${media}`)}
            </dd>
          </dl>
          {account.password && <Alert type="warning" showIcon title={t('sip.passwordOnce')} />}
        </>
      ) : (
        <>
          <p>{t('sip.phoneHint')}</p>
          <div className="sip-form">
            <label htmlFor="phone-transport">{t('sip.transport')}</label>
            <Select
              id="phone-transport"
              value={transport}
              options={TRANSPORTS.map((value) => ({ value, label: t(`sip.transport_${value}`) }))}
              onChange={setTransport}
            />
            <label htmlFor="phone-media">{t('sip.media')}</label>
            <Select
              id="phone-media"
              value={media}
              options={MEDIA.map((value) => ({ value, label: t(`sip.media_${value}`) }))}
              onChange={setMedia}
            />
            {seat.phone && (
              <>
                <span />
                <Checkbox checked={fresh} onChange={(e) => setFresh(e.target.checked)}>
                  {t('sip.newPassword')}
                </Checkbox>
              </>
            )}
          </div>
        </>
      )}
    </Modal>
  );
}
