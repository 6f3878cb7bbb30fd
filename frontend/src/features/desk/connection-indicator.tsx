import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk } from '@/entities/desk';
import { useConnection } from '@/shared/graphql/connection';
import { phone, usePhone } from '@/shared/telephony/phone';

/** The console's two lines: live data and telephone, each with a glyph and a word. */
export function ConnectionIndicator() {
  const { t } = useTranslation();
  const live = useConnection((s) => s.live);
  const { line, audio } = usePhone();
  const { desk, signedIn } = useDesk();
  const own = desk?.presence.ownPhone ?? false;
  const there = desk?.presence.reachable ?? false;
  return (
    <div className="connection" aria-live="polite">
      <Tooltip title={t(`connection.live_${live}`)}>
        <span className="connection-item" data-ok={live === 'up'}>
          <b aria-hidden>{live === 'up' ? '●' : live === 'down' ? '✕' : '◌'}</b>
          {t('connection.live')}
        </span>
      </Tooltip>
      {signedIn && own && (
        <Tooltip title={t(there ? 'sip.ownThere' : 'sip.ownAway')}>
          <span className="connection-item" data-ok={there}>
            <b aria-hidden>{there ? '●' : '✕'}</b>
            {t('sip.phone')}
          </span>
        </Tooltip>
      )}
      {signedIn && !own && audio === 'elsewhere' && (
        <Button size="small" onClick={phone.takeOver}>
          {t('connection.takeOver')}
        </Button>
      )}
      {signedIn && !own && audio !== 'elsewhere' && (
        <Tooltip title={t(`connection.line_${line}`)}>
          <span className="connection-item" data-ok={line === 'registered'}>
            <b aria-hidden>{line === 'registered' ? '●' : line === 'connecting' ? '◌' : '✕'}</b>
            {t('connection.phone')}
          </span>
        </Tooltip>
      )}
    </div>
  );
}
