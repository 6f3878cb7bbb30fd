import { AlertFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { agentNumberOf, TimeInState } from '@/entities/agent';
import { useListen } from '@/entities/supervision';
import { graphql } from '@/shared/graphql/generated';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { answerTone } from '@/shared/telephony/tones';

const HelpsDocument = graphql(`
  query Helps { floor { tenant helps { callId agent seat note askedAt raisedAt } } }
`);
const HelpsChanged = graphql(`
  subscription HelpsChanged { floor { tenant helps { callId agent seat note askedAt raisedAt } } }
`);

const CentresDocument = graphql(`
  query CentresOfHelp { floors { key name } }
`);

const REMIND_MS = 10_000;

/** Agents who ask for a supervisor, on every page of a supervisor, with a sound until somebody comes. */
export default function HelpAlert() {
  const { t } = useTranslation();
  const [{ data }] = useLiveQuery({ query: HelpsDocument });
  useLiveSubscription({ query: HelpsChanged });
  const listen = useListen();
  const helps = data?.floor.helps ?? [];
  const centre = data?.floor.tenant ?? '';
  const centreOf = (help: (typeof helps)[number]) => help.agent.split(':')[0] ?? '';
  const [{ data: reach }] = useQuery({
    query: CentresDocument,
    pause: helps.every((help) => centreOf(help) === centre),
  });
  const elsewhere = (help: (typeof helps)[number]) => {
    const key = centreOf(help);
    return key === centre ? '' : (reach?.floors.find((each) => each.key === key)?.name ?? key);
  };
  useAttention(helps.map((help) => help.callId).join(' '));
  if (helps.length === 0) return null;
  const join = listen('BARGE');
  const hear = listen('MONITOR');
  return (
    <section className="helps" aria-label={t('supervise.helps')} aria-live="assertive">
      {helps.map((help) => (
        <div key={help.callId} className="help" data-raised={help.raisedAt ? '' : undefined}>
          <span>
            <AlertFilled aria-hidden />{' '}
            <strong>
              {elsewhere(help)}{' '}
              {t('supervise.helpFrom', { number: agentNumberOf(help.agent), seat: help.seat })}
            </strong>{' '}
            <TimeInState since={help.askedAt} /> {help.note && <q>{help.note}</q>}{' '}
            {help.raisedAt && <em>▲ {t('supervise.helpRaised')}</em>}
          </span>
          <span className="help-buttons">
            {!join && <small>{t('supervise.seatFirst')}</small>}
            <Button size="small" disabled={!hear} onClick={() => hear?.({ callId: help.callId })}>
              {t('supervise.mode.MONITOR')}
            </Button>
            <Button
              size="small"
              type="primary"
              disabled={!join}
              onClick={() => join?.({ callId: help.callId })}
            >
              {t('supervise.join')}
            </Button>
          </span>
        </div>
      ))}
    </section>
  );
}

/** A sound for every new request, and again while any is open. */
function useAttention(open: string) {
  const before = useRef('');
  useEffect(() => {
    const fresh = open.split(' ').some((id) => id && !before.current.split(' ').includes(id));
    before.current = open;
    if (fresh) answerTone();
    if (!open) return;
    const timer = setInterval(answerTone, REMIND_MS);
    return () => clearInterval(timer);
  }, [open]);
}
