import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Skeleton } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { FaxStateTag, FaxViewer, SentFaxStateTag, useFaxChanged, useFaxError } from '@/entities/fax';
import { errorCode } from '@/shared/graphql/errors';
import type { FaxQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { FaxActions } from './fax-actions';
import { FaxDocument } from './fax-list-documents';
import './faxes.css';

const route = getRouteApi('/faxes/$id');
type Found = NonNullable<FaxQuery['fax']>;

/** One fax that came: look at it, and deal with it. */
export function FaxPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: FaxDocument, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFaxChanged(again, id);
  const fax = data?.fax;
  return (
    <Page
      title={t('fax.one', { from: fax?.callerLocal || fax?.remoteId || t('fax.withheld') })}
      aside={fax && <FaxStateTag fax={fax} />}
      actions={fax && <FaxActions fax={fax} onDone={again} />}
    >
      {fetching && !fax && <Skeleton active />}
      {error && !fax && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={again}>{t('action.retry')}</Button>}
        />
      )}
      {data && !fax && <Alert type="info" showIcon title={t('error.notFound')} />}
      {fax && (
        <div className="fax-columns">
          <Shown fax={fax} />
          <Facts fax={fax} />
        </div>
      )}
    </Page>
  );
}

function Shown({ fax }: { fax: Found }) {
  const { t } = useTranslation();
  const errorWord = useFaxError();
  const broken = !fax.complete && (
    <Alert
      type="warning"
      showIcon
      banner
      title={t('fax.incomplete')}
      description={fax.error ? errorWord(fax.error) : undefined}
    />
  );
  if (fax.fileState === 'STORED') return <FaxViewer pages={fax.pageUrls} pdfUrl={fax.pdfUrl} hint={broken} />;
  return fax.fileState === 'SPOOLED' ? (
    <Alert type="info" showIcon title={t('fax.storing')} />
  ) : (
    <Alert
      type="error"
      showIcon
      title={t('fax.noPage')}
      description={fax.error ? errorWord(fax.error) : undefined}
    />
  );
}

function Facts({ fax }: { fax: Found }) {
  const { t } = useTranslation();
  return (
    <aside>
      {fax.overdue && (
        <Alert type="warning" showIcon title={t('fax.overdueHint')} style={{ marginBottom: 12 }} />
      )}
      <Descriptions
        size="small"
        bordered
        column={1}
        items={[
          {
            key: 'citizen',
            label: t('fax.citizen'),
            children: fax.citizen ? (
              <Link to="/citizens/$id" params={{ id: fax.citizen.id }}>
                {fax.citizen.name}
              </Link>
            ) : (
              '–'
            ),
          },
          { key: 'remote', label: t('fax.remoteId'), children: fax.remoteId || '–' },
          { key: 'called', label: t('fax.called'), children: fax.called },
          { key: 'at', label: t('fax.received'), children: dateTime(fax.receivedAt) },
          { key: 'due', label: t('fax.due'), children: dateTime(fax.dueAt) },
          { key: 'pages', label: t('fax.pages'), children: fax.pages },
          {
            key: 'seen',
            label: t('fax.seen'),
            children: fax.seenAt ? `${dateTime(fax.seenAt)} ${fax.seenBy}` : '–',
          },
          { key: 'who', label: t('fax.takenBy'), children: fax.takenBy || '–' },
          {
            key: 'case',
            label: t('nav.cases'),
            children: fax.caseNumber ? (
              <Link to="/cases/$number" params={{ number: fax.caseNumber }}>
                {fax.caseNumber}
              </Link>
            ) : (
              '–'
            ),
          },
          {
            key: 'done',
            label: t('fax.done'),
            children: fax.doneAt ? `${dateTime(fax.doneAt)} ${fax.doneBy} ${fax.note}` : '–',
          },
          {
            key: 'replies',
            label: t('fax.replies'),
            children:
              fax.replies.length === 0
                ? '–'
                : fax.replies.map((each) => (
                    <p key={each.id} style={{ margin: 0 }}>
                      <Link to="/faxes/sent/$id" params={{ id: each.id }}>
                        {dateTime(each.queuedAt)}
                      </Link>{' '}
                      <SentFaxStateTag fax={each} />
                    </p>
                  )),
          },
          {
            key: 'call',
            label: t('fax.call'),
            children: (
              <Link to="/calls/$callId" params={{ callId: fax.callId }}>
                {t('fax.trace')}
              </Link>
            ),
          },
        ]}
      />
    </aside>
  );
}
