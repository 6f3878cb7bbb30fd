import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/shared/graphql/connection';

const PATIENCE_MS = 1000;

/** Says that the server is out of reach; a line that is back within a second is not worth a word. */
export function LineBanner() {
  const { t } = useTranslation();
  const down = useConnection((s) => s.live === 'down' || s.http === 'down');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!down) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [down]);
  return (
    <div className="line-banner" role="alert" hidden={!shown}>
      {shown && `⚠ ${t('connection.lost')}`}
    </div>
  );
}
