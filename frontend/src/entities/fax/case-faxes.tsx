import { Link } from '@tanstack/react-router';
import { Button, Empty } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { dateTime } from '@/shared/ui/time';
import { CaseFaxesDocument } from './fax-documents';
import { FaxStateTag, SentFaxStateTag, useFaxError } from './fax-state';
import { useFaxChanged } from './use-fax-changed';

/** What was faxed to and fro about a case. */
export function CaseFaxes({ caseNumber, onSend }: { caseNumber: string; onSend?: () => void }) {
  const { t } = useTranslation();
  const errorWord = useFaxError();
  const [{ data }, ask] = useLiveQuery({ query: CaseFaxesDocument, variables: { caseNumber } });
  useFaxChanged(useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]));
  const found = data?.caseFaxes;
  const none = !found || found.received.length + found.sent.length === 0;
  return (
    <section className="panel">
      <h2>
        {t('nav.faxes')}
        {onSend && (
          <Button size="small" style={{ marginLeft: 'auto' }} onClick={onSend}>
            {t('fax.sendTitle')}
          </Button>
        )}
      </h2>
      {none && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('fax.noneOfCase')} />}
      <ul className="plain-list">
        {found?.received.map((fax) => (
          <li key={fax.id}>
            <div>
              {t('fax.from')}{' '}
              <Link to="/faxes/$id" params={{ id: fax.id }}>
                {fax.citizen?.name ?? fax.callerLocal ?? fax.remoteId}
              </Link>{' '}
              {t('fax.pageCount', { count: fax.pages })} <FaxStateTag fax={fax} />
            </div>
            <small>{dateTime(fax.receivedAt)}</small>
          </li>
        ))}
        {found?.sent.map((fax) => (
          <li key={fax.id}>
            <div>
              {t('fax.to')}{' '}
              <Link to="/faxes/sent/$id" params={{ id: fax.id }}>
                {fax.recipient || fax.numberLocal}
              </Link>{' '}
              {t('fax.pageCount', { count: fax.document.pages })} <SentFaxStateTag fax={fax} />
            </div>
            <small>
              {dateTime(fax.queuedAt)} · {fax.queuedBy}
              {fax.error && ` · ${errorWord(fax.error)}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
