import { Button, Spin } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Provider } from 'urql';
import { SignIn } from '@/features/sign-in';
import { connectGraphql, type GraphqlConnection } from '@/shared/graphql/client';
import { isLocale, setLocale } from '@/shared/i18n';
import { signedIn, signedOut, useSession } from '@/shared/session/session';
import { ViewerQuery } from '@/shared/session/viewer';
import { isTheme, setTheme } from '@/shared/ui/appearance';
import { Notice } from '@/shared/ui/page-states';
import { SignedIn } from './signed-in';

/** Sign-in or the pages. The address is left alone, so that sign-in comes back to the page one was on. */
export function SessionGate() {
  const { status, viewer } = useSession();
  const [connection, setConnection] = useState<GraphqlConnection>(() => connect());
  const who = viewer ? `${viewer.id}@${viewer.tenant.key}` : '';
  const [connectedFor, setConnectedFor] = useState('');

  if (who && who !== connectedFor) {
    connection.close();
    setConnectedFor(who);
    setConnection(connect());
  }

  const ask = useCallback(async () => {
    useSession.setState({ status: 'loading' });
    const answer = await connection.client.query(ViewerQuery, {}, { requestPolicy: 'network-only' });
    if (answer.error && !answer.data) useSession.setState({ status: 'unreachable' });
    else if (answer.data?.viewer) signedIn(answer.data.viewer);
    else signedOut();
  }, [connection]);

  // Asked once; later the server's answers tell.
  useEffect(() => void ask(), []);
  useEffect(() => {
    if (!viewer) return;
    if (isLocale(viewer.locale)) void setLocale(viewer.locale);
    if (isTheme(viewer.theme)) setTheme(viewer.theme);
  }, [viewer]);

  const page = useMemo(() => {
    if (status === 'signedIn') return <SignedIn key={who} />;
    if (status === 'signedOut') return <SignIn />;
    return status === 'unreachable' ? <Unreachable retry={ask} /> : <Waiting />;
  }, [status, who, ask]);
  return <Provider value={connection.client}>{page}</Provider>;
}

const connect = () => connectGraphql(() => signedOut(useSession.getState().status === 'signedIn'));

function Waiting() {
  return (
    <div className="whole-page-centre">
      <Spin size="large" />
    </div>
  );
}

function Unreachable({ retry }: { retry: () => Promise<void> }) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setInterval(() => void retry(), 3000);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <div className="whole-page-centre">
      <Notice
        glyph="⚠"
        title={t('error.unreachable')}
        hint={t('error.retrying')}
        action={<Button onClick={() => void retry()}>{t('action.retry')}</Button>}
      />
    </div>
  );
}
