import { ArrowLeftOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, App, Button, Empty, Skeleton } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { CaseStateTag, DueTime, UrgencyTag, useCaseTick } from '@/entities/case';
import { useConnection } from '@/shared/graphql/connection';
import { errorCode } from '@/shared/graphql/errors';
import type { CaseAction, CaseDetailFragment } from '@/shared/graphql/generated/graphql';
import { Notice } from '@/shared/ui/page-states';
import { dateTime, shortTime } from '@/shared/ui/time';
import { ActionDialog } from './action-dialog';
import { CallBackDialog } from './call-back-dialog';
import { ACTION_ORDER, ACTIONS } from './case-actions';
import { CaseQuery } from './case-documents';
import { CaseFacts, CaseTexts } from './case-facts';
import { CaseSide } from './case-side';
import { CaseTimeline } from './case-timeline';
import './cases.css';

const SendFaxDialog = lazy(async () => ({
  default: (await import('@/entities/fax/send-fax-dialog')).SendFaxDialog,
}));
const route = getRouteApi('/cases/$number');

/** One case: what it is about, what happened to it, and the steps that this person may take now. */
export function CasePage() {
  const { t } = useTranslation();
  const { number } = route.useParams();
  const [{ data, fetching, error }, ask] = useQuery({
    query: CaseQuery,
    variables: { number },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useRefreshOnChange(number, refresh);
  useEffect(() => {
    document.title = `${number} · ${t('app.title')}`;
  }, [number, t]);

  const found = data?.case;
  if (found) return <CaseView of={found} refresh={refresh} />;
  if (fetching) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (error)
    return (
      <Alert
        type="error"
        showIcon
        title={t(`error.${errorCode(error)}`)}
        action={<Button onClick={refresh}>{t('action.retry')}</Button>}
      />
    );
  return (
    <Notice
      glyph="∅"
      title={t('case.notFound', { number })}
      action={<Link to="/cases">{t('case.backToList')}</Link>}
    />
  );
}

/** History, recordings and allowed steps are not in the live row: they are asked for when the case changed. */
function useRefreshOnChange(number: string, refresh: () => void) {
  const tick = useCaseTick((s) => (s.lastNumber === number ? s.tick : 0));
  const epoch = useConnection((s) => s.epoch);
  useEffect(() => {
    if (tick + epoch > 0) refresh();
  }, [tick, epoch, refresh]);
}

function CaseView({ of, refresh }: { of: CaseDetailFragment; refresh(): void }) {
  const { t } = useTranslation();
  const [action, setAction] = useState<CaseAction | null>(null);
  const close = () => setAction(null);
  const [faxing, setFaxing] = useState(false);
  const { message } = App.useApp();
  return (
    <article aria-label={of.number}>
      <header className="case-head">
        <Link to="/cases" aria-label={t('case.backToList')}>
          <Button type="text" icon={<ArrowLeftOutlined />} tabIndex={-1} />
        </Link>
        <div>
          <h1>{of.title}</h1>
          <div className="case-head-tags">
            <strong>{of.number}</strong>
            <CaseStateTag state={of.state} />
            <UrgencyTag urgency={of.urgency} />
            <span>{t(`caseKind.${of.kind}`)}</span>
            <span>
              {t('case.dueAt')} <DueTime dueAt={of.dueAt} overdue={of.overdue} text={shortTime(of.dueAt)} />
            </span>
          </div>
        </div>
        <Actions of={of} onChoose={setAction} />
      </header>
      <div className="case-columns">
        <div className="case-column">
          <CaseTexts of={of} />
          <CaseFacts of={of} />
          <section className="panel">
            <h2>
              {t('case.history')} <small>{t('case.since', { at: dateTime(of.registeredAt) })}</small>
            </h2>
            {of.events.length > 0 ? (
              <CaseTimeline events={of.events} />
            ) : (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} />
            )}
          </section>
        </div>
        <CaseSide of={of} onFax={() => setFaxing(true)} />
      </div>
      {action === 'RECORD_CALL_BACK' && <CallBackDialog of={of} onClose={close} onConflict={refresh} />}
      {action && action !== 'RECORD_CALL_BACK' && (
        <ActionDialog key={action} action={action} of={of} onClose={close} onConflict={refresh} />
      )}
      {faxing && (
        <Suspense>
          <SendFaxDialog
            caseNumber={of.number}
            recipient={of.unit?.name ?? ''}
            body={of.reply}
            onClose={() => setFaxing(false)}
            onSent={() => {
              setFaxing(false);
              void message.success(t('fax.onItsWay'));
              refresh();
            }}
          />
        </Suspense>
      )}
    </article>
  );
}

function Actions({ of, onChoose }: { of: CaseDetailFragment; onChoose(action: CaseAction): void }) {
  const { t } = useTranslation();
  const allowed = ACTION_ORDER.filter((action) => of.allowedActions.includes(action));
  return (
    <div className="case-actions" role="toolbar" aria-label={t('case.actions')}>
      {allowed.map((action, i) => {
        const looks = action === 'RECORD_CALL_BACK' ? { primary: true, danger: false } : ACTIONS[action];
        return (
          <Button
            key={action}
            type={i === 0 && looks.primary ? 'primary' : 'default'}
            danger={looks.danger}
            onClick={() => onChoose(action)}
          >
            {t(`caseAction.${action}`)}
          </Button>
        );
      })}
    </div>
  );
}
