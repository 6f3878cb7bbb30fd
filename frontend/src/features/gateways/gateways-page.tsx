import { Link } from '@tanstack/react-router';
import { Alert, Empty, Spin } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAlarmsWaiting } from '@/entities/alarm';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { Page } from '@/shared/ui/page';
import { Allotment } from './allotment';
import { GatewaysDocument } from './gateway-documents';
import { Nodes } from './nodes';
import { Scanners } from './scanners';
import { Tolls } from './tolls';
import { Trunks } from './trunks';
import './gateways.css';

const LOOK_EVERY_MS = 2000;

/** How the media gateways are, what their channels are used for, who may take how many, and what went wrong. */
export function GatewaysPage() {
  const { t } = useTranslation();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: GatewaysDocument });
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) ask({ requestPolicy: 'network-only' });
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  const again = () => ask({ requestPolicy: 'network-only' });
  const raised = useAlarmsWaiting();
  const seen = data?.gateways;
  return (
    <Page title={t('nav.gateways')}>
      {error && !seen && <Alert type="error" showIcon title={t('error.INTERNAL')} role="alert" />}
      {!seen && fetching && <Spin />}
      {seen && (
        <div className="gateways">
          {raised ? (
            <Alert
              type="warning"
              showIcon
              title={<Link to="/alarms">{t('alarms.badge', { count: raised })}</Link>}
            />
          ) : null}
          {seen.nodes.length === 0 ? (
            <Empty description={t('gateways.noNodes')} />
          ) : (
            <Nodes nodes={seen.nodes} />
          )}
          <Allotment seen={seen} onSaved={again} />
          <Trunks seen={seen} onSaved={again} />
          <Tolls seen={seen} onSaved={again} />
          <Scanners seen={seen} onSaved={again} />
        </div>
      )}
    </Page>
  );
}
