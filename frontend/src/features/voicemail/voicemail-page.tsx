import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Skeleton } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseStateTag } from '@/entities/case/case-state';
import { RecordingPlayer } from '@/entities/recording';
import { errorCode } from '@/shared/graphql/errors';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { VoicemailActions } from './voicemail-actions';
import { VoicemailChanged, VoicemailDocument } from './voicemail-documents';
import { VoicemailState } from './voicemail-state';

const route = getRouteApi('/voicemail/$callId');

/** One voice message: hear it, and deal with it. */
export function VoicemailPage() {
  const { t } = useTranslation();
  const { callId } = route.useParams();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: VoicemailDocument, variables: { callId } });
  const [{ data: changed }] = useLiveSubscription({ query: VoicemailChanged });
  useEffect(() => {
    if (changed?.voicemailChanged === callId) ask({ requestPolicy: 'network-only' });
  }, [changed, callId, ask]);
  const again = () => ask({ requestPolicy: 'network-only' });
  const message = data?.voicemail;
  return (
    <Page
      title={t('voicemail.one', { number: message?.callerLocal || t('voicemail.withheld') })}
      actions={message && <VoicemailActions message={message} onDone={again} />}
    >
      {fetching && !message && <Skeleton active />}
      {error && !message && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={again}>{t('action.retry')}</Button>}
        />
      )}
      {data && !message && <Alert type="info" showIcon title={t('error.notFound')} />}
      {message && (
        <>
          {message.overdue && (
            <Alert type="warning" showIcon title={t('voicemail.overdueHint')} style={{ marginBottom: 12 }} />
          )}
          {message.sounds.map((sound) => (
            <RecordingPlayer key={sound.id} recording={sound} />
          ))}
          {message.sounds.length === 0 && <p className="hint">{t('recording.none')}</p>}
          <Descriptions
            size="small"
            bordered
            column={2}
            style={{ marginTop: 12 }}
            items={[
              { key: 'state', label: t('case.state'), children: <VoicemailState message={message} /> },
              { key: 'left', label: t('voicemail.left'), children: dateTime(message.leftAt) },
              { key: 'due', label: t('voicemail.due'), children: dateTime(message.dueAt) },
              { key: 'called', label: t('voicemail.called'), children: message.called },
              {
                key: 'citizen',
                label: t('voicemail.citizen'),
                children: message.citizen ? (
                  <Link to="/citizens/$id" params={{ id: message.citizen.id }}>
                    {message.citizen.name}
                  </Link>
                ) : (
                  '–'
                ),
              },
              {
                key: 'heard',
                label: t('voicemailBox.HEARD'),
                children: message.listenedAt ? `${dateTime(message.listenedAt)} ${message.listenedBy}` : '–',
              },
              { key: 'who', label: t('voicemail.assignedTo'), children: message.assignedTo || '–' },
              {
                key: 'done',
                label: t('voicemailBox.DONE'),
                children: message.doneAt
                  ? `${dateTime(message.doneAt)} ${message.doneBy} ${message.note}`
                  : '–',
              },
              {
                key: 'cases',
                label: t('nav.cases'),
                span: 2,
                children:
                  message.cases.length === 0
                    ? '–'
                    : message.cases.map((each) => (
                        <p key={each.id} style={{ margin: 0 }}>
                          <Link to="/cases/$number" params={{ number: each.number }}>
                            {each.number}
                          </Link>{' '}
                          <CaseStateTag state={each.state} /> {each.title}
                        </p>
                      )),
              },
            ]}
          />
        </>
      )}
    </Page>
  );
}
