import { Link } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { CaseStateTag } from '@/entities/case/case-state';
import { useStepDetail } from '@/entities/names';
import { BlockButton } from '@/entities/number-list/block-button';
import { RecordingPlayer } from '@/entities/recording';
import { errorCode } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import { useMay } from '@/shared/session/session';
import { dateTime } from '@/shared/ui/time';

const ContactDocument = graphql(`
  query Contact($callId: String!) {
    contact(callId: $callId) {
      id callId medium caller answeredAt endedAt
      trace { at step detail }
      recordings { id number kind startedAt seconds agentNumber state url }
      cases { id number state title }
    }
  }
`);

export function ContactDetail({ callId }: { callId: string }) {
  const { t, i18n } = useTranslation();
  const detailOf = useStepDetail();
  const word = (step: string) =>
    i18n.exists(`traceStep.${step}`) ? t(`traceStep.${step}` as 'traceStep.ARRIVED') : step;
  const mayPlay = useMay('recording.play');
  const [{ data, fetching, error }] = useQuery({
    query: ContactDocument,
    variables: { callId },
    requestPolicy: 'cache-and-network',
  });
  const contact = data?.contact;
  if (fetching && !contact) return <Skeleton active paragraph={{ rows: 3 }} title={false} />;
  if (error && !contact) return <Alert type="error" showIcon title={t(`error.${errorCode(error)}`)} />;
  if (!contact) return <p>{t('error.notFound')}</p>;
  return (
    <div className="contact-detail">
      <section>
        <h3>
          {t('contact.trace')}{' '}
          <Link to="/calls/$callId" params={{ callId }}>
            {t('trace.open')}
          </Link>{' '}
          {contact.medium !== 'OUTBOUND' && contact.medium !== 'INTERNAL' && (
            <BlockButton number={contact.caller} />
          )}
        </h3>
        <ol className="contact-trace">
          {contact.trace.map((step) => (
            <li key={`${step.at} ${step.step} ${step.detail}`}>
              <time dateTime={step.at}>{dateTime(step.at)}</time> <strong>{word(step.step)}</strong>{' '}
              {detailOf(step.step, step.detail)}
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h3>{t('case.recordings')}</h3>
        {!mayPlay ? (
          <p className="hint">{t('recording.notAllowed')}</p>
        ) : contact.recordings.length > 0 ? (
          contact.recordings.map((r) => <RecordingPlayer key={r.id} recording={r} />)
        ) : (
          <p className="hint">{t('recording.none')}</p>
        )}
        <h3>{t('nav.cases')}</h3>
        {contact.cases.length === 0 && <p className="hint">{t('contact.noCases')}</p>}
        {contact.cases.map((c) => (
          <p key={c.id} className="contact-case">
            <Link to="/cases/$number" params={{ number: c.number }}>
              {c.number}
            </Link>{' '}
            <CaseStateTag state={c.state} /> {c.title}
          </p>
        ))}
      </section>
    </div>
  );
}
