import { MailOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Empty, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { writeNote } from '@/entities/note';
import { errorCode } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import type { FloorFragment } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { useMay } from '@/shared/session/session';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { AgentGrid } from './agent-grid';
import { LiveCalls } from './live-calls';
import { QueueTiles } from './queue-tiles';
import { WaitingCalls } from './waiting-calls';
import './floor.css';

export const FloorFields = graphql(`
  fragment Floor on Floor {
    tenant engineAlive at
    agents { userId agentKey agentNumber displayName seat state reason since until callId reachable }
    seats { key number remote takenBy }
    queues { key name waiting longestSince ready busy answeredToday abandonedToday withinLevelToday work { medium count since } }
    waiting { callId caller queue since state callBack callBackDue callBackTries }
    calls { callId state medium caller called queue agent since legs { leg kind party startedAt } }
    helps { callId agent note askedAt raisedAt }
    listenings { id callId supervisor agent mode startedAt }
    recorded dismissed
    written { agent count }
    routingAlarm { at version problem: text line failures suspended }
  }
`);
const FloorDocument = graphql(`
  query Floor($tenant: String) { floor(tenant: $tenant) { ...Floor } }
`);
const FloorChanged = graphql(`
  subscription FloorChanged($tenant: String) { floor(tenant: $tenant) { ...Floor } }
`);
const FloorsDocument = graphql(`
  query Floors { floors { key name } }
`);

/** The shift at a glance: queues, who waits, who works; live. */
export function FloorPage() {
  const { t } = useTranslation();
  const maySupervise = useMay('floor.supervise');
  const [tenant, setTenant] = useState<string | null>(null);
  const [{ data: reach }] = useQuery({ query: FloorsDocument });
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: FloorDocument, variables: { tenant } });
  useLiveSubscription({ query: FloorChanged, variables: { tenant } });
  const floors = reach?.floors ?? [];
  const floor = data?.floor;
  return (
    <Page
      title={t('nav.floor')}
      actions={
        <>
          {floor && maySupervise && (
            <Button
              icon={<MailOutlined />}
              onClick={() =>
                writeNote([
                  {
                    tenant: floor.tenant,
                    kind: 'SHIFT',
                    key: '',
                    label: t('notes.shiftOf', {
                      tenant: floors.find((each) => each.key === floor.tenant)?.name ?? floor.tenant,
                    }),
                  },
                ])
              }
            >
              {t('notes.writeShift')}
            </Button>
          )}
          {floors.length > 1 && (
            <Select
              aria-label={t('supervise.floorOf')}
              value={floor?.tenant ?? tenant ?? undefined}
              onChange={setTenant}
              options={floors.map(({ key, name }) => ({ value: key, label: name }))}
              style={{ minWidth: 160 }}
            />
          )}
        </>
      }
    >
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

/** The script that decides who is next is of no use; whoever may mend it gets there by a click. */
function RoutingAlarm({ alarm }: { alarm: NonNullable<FloorFragment['routingAlarm']> }) {
  const { t } = useTranslation();
  const mayMend = useMay('admin.routing');
  return (
    <Alert
      type={alarm.suspended ? 'error' : 'warning'}
      showIcon
      role="alert"
      title={t('nav.script')}
      description={t(alarm.suspended ? 'routing.suspended' : 'routing.alarm', {
        ...alarm,
        at: dateTime(alarm.at),
        line: alarm.line ?? '–',
      })}
      action={mayMend ? <Link to="/script">{t('nav.script')}</Link> : undefined}
    />
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
      {floor.routingAlarm && <RoutingAlarm alarm={floor.routingAlarm} />}
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
      <section className="floor-panel" aria-label={t('supervise.calls')}>
        <header>
          <h2>
            {t('supervise.calls')} <small>{floor.calls.length}</small>
          </h2>
        </header>
        <LiveCalls floor={floor} />
      </section>
    </div>
  );
}
