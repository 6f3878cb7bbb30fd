import { Button, Tooltip } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useDesk } from '@/entities/desk';
import { useConnection } from '@/shared/graphql/connection';
import { graphql } from '@/shared/graphql/generated';
import { phone, usePhone } from '@/shared/telephony/phone';

const OwnPhoneDocument = graphql(`query OwnPhone { desk { presence { reachable } } }`);
const LOOK_AGAIN_MS = 4000;

/** Is the telephone that stands at the seat connected? It comes and goes by itself, so one looks again and again. */
function useOwnPhone(own: boolean, known: boolean): boolean {
  const [{ data }, ask] = useQuery({
    query: OwnPhoneDocument,
    pause: !own,
    requestPolicy: 'network-only',
  });
  useEffect(() => {
    if (!own) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [own, ask]);
  return data?.desk.presence.reachable ?? known;
}

/** The console's two lines: live data and telephone, each with a glyph and a word. */
export function ConnectionIndicator() {
  const { t } = useTranslation();
  const live = useConnection((s) => s.live);
  const { line, audio } = usePhone();
  const { desk, signedIn } = useDesk();
  const own = signedIn && (desk?.presence.ownPhone ?? false);
  const there = useOwnPhone(own, desk?.presence.reachable ?? false);
  return (
    <div className="connection" aria-live="polite">
      <Tooltip title={t(`connection.live_${live}`)}>
        <span className="connection-item" data-ok={live === 'up'}>
          <b aria-hidden>{live === 'up' ? '●' : live === 'down' ? '✕' : '◌'}</b>
          {t('connection.live')}
        </span>
      </Tooltip>
      {own && (
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
