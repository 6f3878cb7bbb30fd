import { Alert, Button, Empty, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import type { FloorFragment } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { Page } from '@/shared/ui/page';
import { AgentGrid } from './agent-grid';
import { QueueTiles } from './queue-tiles';
import { WaitingCalls } from './waiting-calls';
import './floor.css';

export const FloorFields = graphql(`
  fragment Floor on Floor {
    engineAlive at
    agents { agentKey agentNumber displayName seat state reason since until callId reachable }
    seats { key number remote takenBy }
    queues { key name waiting longestSince ready busy answeredToday abandonedToday withinLevelToday }
    waiting { callId caller queue since state }
  }
`);
const FloorDocument = graphql(`
  query Floor { floor { ...Floor } }
`);
const FloorChanged = graphql(`
  subscription FloorChanged { floor { ...Floor } }
`);

/** The shift at a glance: queues, who waits, who works; live. */
export function FloorPage() {
  const { t } = useTranslation();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: FloorDocument });
  useLiveSubscription({ query: FloorChanged });
  const floor = data?.floor;
  return (
    <Page title={t('nav.floor')}>
      {floor ? (
        <Floor floor={floor} />
      ) : fetching ? (
        <Skeleton active paragraph={{ rows: 10 }} />
      ) : (
        <Alert
          type="error"
          showIcon
          title={error ? t(`error.${errorCode(error)}`) : t('error.INTERNAL')}
          action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
        />
      )}
    </Page>
  );
}

function Floor({ floor }: { floor: FloorFragment }) {
  const { t } = useTranslation();
  const [view, setView] = useState<'agents' | 'seats'>('agents');
  return (
    <div className="floor">
      {!floor.engineAlive && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('floor.engineAway')}
          description={t('floor.engineAwayHint')}
        />
      )}
      <section aria-label={t('floor.queues')}>
        {floor.queues.length > 0 ? (
          <QueueTiles queues={floor.queues} />
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('floor.noQueues')} />
        )}
      </section>
      <div className="floor-columns">
        <section className="floor-panel" aria-label={t('floor.agents')}>
          <header>
            <h2>{t('floor.agents')}</h2>
            <Segmented
              size="small"
              value={view}
              onChange={setView}
              options={[
                { value: 'agents', label: t('floor.byAgent') },
                { value: 'seats', label: t('floor.bySeat') },
              ]}
            />
          </header>
          <AgentGrid floor={floor} by={view} />
        </section>
        <section className="floor-panel" aria-label={t('floor.waiting')}>
          <header>
            <h2>
              {t('floor.waiting')} <small>{floor.waiting.length}</small>
            </h2>
          </header>
          <WaitingCalls calls={floor.waiting} queues={floor.queues} />
        </section>
      </div>
    </div>
  );
}
