import { StopOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Drawer, Popconfirm, Progress, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ReachOutcomeTag } from '@/entities/reach';
import { errorCode } from '@/shared/graphql/errors';
import type { DispatchWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime, duration } from '@/shared/ui/time';
import { useNow } from '@/shared/ui/use-now';
import { DispatchCancelMutation, DispatchDocument } from './dispatch-documents';
import { DispatchStateTag, UnitStateTag } from './dispatch-state';

type Unit = DispatchWholeFragment['units'][number];

/** One dispatch as it goes on: each unit with every attempt; the page's subscription keeps it true. */
export function DispatchDetail({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: DispatchDocument, variables: { id } });
  const [cancel, cancelling] = useAction(DispatchCancelMutation);
  const dispatch = data?.dispatch;
  return (
    <Drawer
      open
      size={720}
      onClose={onClose}
      title={dispatch?.title ?? t('nav.dispatching')}
      extra={
        dispatch?.state === 'RUNNING' && (
          <Popconfirm
            title={t('dispatching.cancelSure')}
            description={t('dispatching.cancelHint')}
            okText={t('dispatching.cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => void cancel({ id })}
          >
            <Button danger icon={<StopOutlined />} loading={cancelling}>
              {t('dispatching.cancel')}
            </Button>
          </Popconfirm>
        )
      }
    >
      {dispatch ? (
        <Whole dispatch={dispatch} />
      ) : fetching ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={error ? t(`error.${errorCode(error)}`) : t('error.notFound')}
          action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
        />
      )}
    </Drawer>
  );
}

function Whole({ dispatch }: { dispatch: DispatchWholeFragment }) {
  const { t } = useTranslation();
  const settled = dispatch.units.filter((u) => u.state !== 'DIALLING' && u.state !== 'WAITING').length;
  return (
    <>
      <Progress
        percent={Math.round((100 * settled) / Math.max(1, dispatch.unitCount))}
        success={{ percent: Math.round((100 * dispatch.acceptedCount) / Math.max(1, dispatch.unitCount)) }}
        format={() =>
          t('dispatching.ofUnits', { accepted: dispatch.acceptedCount, units: dispatch.unitCount })
        }
      />
      <Descriptions
        size="small"
        column={2}
        className="dispatch-facts"
        items={[
          { key: 'state', label: t('case.state'), children: <DispatchStateTag state={dispatch.state} /> },
          { key: 'by', label: t('dispatching.startedBy'), children: dispatch.startedBy },
          { key: 'at', label: t('dispatching.startedAt'), children: dateTime(dispatch.startedAt) },
          { key: 'end', label: t('dispatching.endedAt'), children: dateTime(dispatch.endedAt) || '–' },
          {
            key: 'case',
            label: t('case.number'),
            children: dispatch.caseNumber ? (
              <Link to="/cases/$number" params={{ number: dispatch.caseNumber }}>
                {dispatch.caseNumber}
              </Link>
            ) : (
              '–'
            ),
          },
          {
            key: 'rules',
            label: t('dispatching.rules'),
            children: t('dispatching.rulesAre', {
              tries: dispatch.tries,
              interval: dispatch.intervalSeconds,
              ring: dispatch.ringSeconds,
            }),
          },
          ...(dispatch.text
            ? [{ key: 'text', label: t('dispatching.message'), span: 2, children: dispatch.text }]
            : []),
        ]}
      />
      <ul className="dispatch-units">
        {dispatch.units.map((unit) => (
          <UnitCard key={unit.id} unit={unit} />
        ))}
      </ul>
    </>
  );
}

function UnitCard({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  return (
    <li data-state={unit.state}>
      <div className="dispatch-unit-head">
        <strong>{unit.name}</strong> {unit.person}
        <span className="dispatch-unit-state">
          {unit.nextAt && unit.state === 'WAITING' && <Again at={unit.nextAt} />}
          <UnitStateTag state={unit.state} />
        </span>
      </div>
      {unit.attempts.length > 0 && (
        <ol className="dispatch-attempts">
          {unit.attempts.map((attempt) => (
            <li key={attempt.attempt}>
              <span>{t('dispatching.attempt', { n: attempt.attempt })}</span>
              <span>{localNumber(attempt.number)}</span>
              <span>{dateTime(attempt.dialledAt)}</span>
              <span>
                {attempt.outcome ? (
                  <ReachOutcomeTag outcome={attempt.outcome} plain />
                ) : (
                  t(attempt.answeredAt ? 'dispatching.listening' : 'dispatching.calling')
                )}
              </span>
              <span>{attempt.key && t('dispatching.pressed', { key: attempt.key })}</span>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function Again({ at }: { at: string }) {
  const { t } = useTranslation();
  const seconds = Math.max(0, (new Date(at).getTime() - useNow()) / 1000);
  return <small>{t('dispatching.againIn', { time: duration(seconds) })}</small>;
}
