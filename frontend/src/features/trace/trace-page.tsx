import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Skeleton } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { agentNumberOf } from '@/entities/agent';
import { useStepDetail } from '@/entities/names';
import { RecordingPlayer } from '@/entities/recording';
import { errorCode } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useMay } from '@/shared/session/session';
import { saveCsv } from '@/shared/ui/csv';
import { Page } from '@/shared/ui/page';
import { Notice } from '@/shared/ui/page-states';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime, duration } from '@/shared/ui/time';
import { useSecondsSince } from '@/shared/ui/use-now';
import { type Bar, barsOf, placeOf, type TracedContact, traceCsv } from './bars';
import './trace.css';

const TraceDocument = graphql(`
  query Trace($callId: String!) {
    contact(callId: $callId) {
      id callId medium caller called arrivedAt answeredAt endedAt endReason
      trace { at step detail }
      legs { leg kind party startedAt endedAt cause }
      parts { agent seat queue offeredAt answeredAt endedAt outcome talkedSeconds }
      recordings { id number kind startedAt seconds agentNumber state url }
      listenings { id supervisor agent mode course { mode at } startedAt endedAt reason }
    }
  }
`);
const AGAIN_MS = 2000;
const route = getRouteApi('/calls/$callId');

/** The way of one call through the house: a time line of everybody's part, and every step; live while it goes on. */
export function TracePage() {
  const { t } = useTranslation();
  const { callId } = route.useParams();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: TraceDocument, variables: { callId } });
  const contact = data?.contact;
  const live = !!contact && !contact.endedAt;
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), AGAIN_MS);
    return () => clearInterval(timer);
  }, [live, ask]);
  const word = useStepWord();
  if (!contact && fetching) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!contact && error)
    return (
      <Alert
        type="error"
        showIcon
        title={t(`error.${errorCode(error)}`)}
        action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
      />
    );
  if (!contact)
    return (
      <Notice
        glyph="∅"
        title={t('error.notFound')}
        action={<Link to="/contacts">{t('nav.contacts')}</Link>}
      />
    );
  return (
    <Page
      title={t('supervise.trace')}
      aside={
        <span className="trace-of">
          {localNumber(contact.caller) || t('call.withheld')} → {localNumber(agentNumberOf(contact.called))}
          {live && <strong> ● {t('contact.running')}</strong>}
        </span>
      }
      actions={
        <>
          <Button icon={<ReloadOutlined />} onClick={() => ask({ requestPolicy: 'network-only' })}>
            {t('action.refresh')}
          </Button>
          <Button
            icon={<DownloadOutlined />}
            onClick={() => saveCsv(`${contact.callId}.csv`, traceCsv(contact, word))}
          >
            {t('trace.export')}
          </Button>
        </>
      }
    >
      <TimeLine contact={contact} />
      <Recordings contact={contact} />
      <Steps contact={contact} word={word} />
    </Page>
  );
}

function useStepWord(): (step: string) => string {
  const { t, i18n } = useTranslation();
  return (step) => (i18n.exists(`traceStep.${step}`) ? t(`traceStep.${step}` as 'traceStep.ARRIVED') : step);
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];

function TimeLine({ contact }: { contact: TracedContact }) {
  const { t } = useTranslation();
  const age = useSecondsSince(contact.arrivedAt);
  const from = Date.parse(contact.arrivedAt);
  const bars = barsOf(contact, from + age * 1000);
  const to = Math.max(
    from + 1000,
    contact.endedAt ? Date.parse(contact.endedAt) : from + age * 1000,
    ...bars.map((bar) => bar.to),
  );
  return (
    <section className="trace-line" aria-label={t('trace.timeLine')}>
      <div className="trace-scale" aria-hidden>
        {TICKS.map((tick) => (
          <span key={tick} style={{ left: `${tick * 100}%` }}>
            {duration(((to - from) * tick) / 1000)}
          </span>
        ))}
      </div>
      <ul>
        {bars.map((bar) => (
          <TimeBar key={bar.key} bar={bar} from={from} to={to} />
        ))}
      </ul>
    </section>
  );
}

function TimeBar({ bar, from, to }: { bar: Bar; from: number; to: number }) {
  const { t, i18n } = useTranslation();
  const { left, width } = placeOf(bar, from, to);
  const kind =
    bar.lane === 'leg' && i18n.exists(`supervise.leg.${bar.kind}`)
      ? t(`supervise.leg.${bar.kind}` as 'supervise.leg.CALLER')
      : bar.lane === 'listening'
        ? bar.kind
            .split(' → ')
            .map((mode) => t(`supervise.mode.${mode as 'MONITOR'}`))
            .join(' → ')
        : t(`trace.lane.${bar.lane}`);
  const name = `${kind} ${localNumber(agentNumberOf(bar.label))}`;
  const span = duration((bar.to - bar.from) / 1000);
  // listenings end for a reason that has its words
  const note = i18n.exists(`supervise.reason.${bar.note}`)
    ? t(`supervise.reason.${bar.note}` as 'supervise.reason.STOPPED')
    : bar.note;
  return (
    <li>
      <span className="trace-name" title={bar.key}>
        {name}
      </span>
      <span className="trace-track">
        <span
          className="trace-bar"
          data-lane={bar.lane}
          data-kind={bar.kind}
          data-live={bar.live}
          style={{ left: `${left}%`, width: `${width}%` }}
          title={`${dateTime(new Date(bar.from).toISOString())} · ${span} ${note}`}
        />
      </span>
      <span className="trace-span">
        {span}
        {bar.live && ' ●'} <small>{note}</small>
      </span>
    </li>
  );
}

/** What was recorded, to be heard where its place in the call is seen. */
function Recordings({ contact }: { contact: TracedContact }) {
  const { t } = useTranslation();
  const mayPlay = useMay('recording.play');
  if (!mayPlay || contact.recordings.length === 0) return null;
  return (
    <section className="trace-steps" aria-label={t('case.recordings')}>
      <h2>{t('case.recordings')}</h2>
      {contact.recordings.map((recording) => (
        <RecordingPlayer key={recording.id} recording={recording} />
      ))}
    </section>
  );
}

function Steps({ contact, word }: { contact: TracedContact; word: (step: string) => string }) {
  const { t } = useTranslation();
  const detailOf = useStepDetail();
  const from = Date.parse(contact.arrivedAt);
  return (
    <section className="trace-steps" aria-label={t('contact.trace')}>
      <h2>{t('contact.trace')}</h2>
      {contact.trace.length === 0 && <p className="hint">{t('trace.noSteps')}</p>}
      <table>
        <tbody>
          {contact.trace.map((step) => (
            <tr key={`${step.at} ${step.step} ${step.detail}`}>
              <td>
                <time dateTime={step.at}>{dateTime(step.at)}</time>
              </td>
              <td className="trace-plus">+{((Date.parse(step.at) - from) / 1000).toFixed(1)} s</td>
              <th scope="row">{word(step.step)}</th>
              <td>{detailOf(step.step, step.detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
