import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, App, Button, Descriptions, Popconfirm, Skeleton, Space, Timeline } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  FaxCancelMutation,
  FaxSendAgainMutation,
  FaxViewer,
  type SentFax,
  SentFaxStateTag,
  useFaxChanged,
  useFaxError,
} from '@/entities/fax';
import { errorCode } from '@/shared/graphql/errors';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { newKey } from '@/shared/new-key';
import { useMay } from '@/shared/session/session';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { SentFaxDocument } from './fax-list-documents';
import './faxes.css';

const route = getRouteApi('/faxes/sent/$id');

/** One fax that goes out: what it says, and how the sending goes. */
export function SentFaxPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: SentFaxDocument, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFaxChanged(again, id);
  const fax = data?.sentFax;
  return (
    <Page
      title={t('fax.oneTo', { to: fax?.recipient || fax?.numberLocal || '' })}
      aside={fax && <SentFaxStateTag fax={fax} />}
      actions={fax && <Actions fax={fax} onDone={again} />}
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
          <FaxViewer pages={fax.document.pageUrls} pdfUrl={fax.document.pdfUrl} />
          <Facts fax={fax} />
        </div>
      )}
    </Page>
  );
}

function Actions({ fax, onDone }: { fax: SentFax; onDone(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = route.useNavigate();
  const maySend = useMay('fax.send');
  const [key] = useState(newKey);
  const [cancel, cancelling] = useAction(FaxCancelMutation);
  const [sendAgain, sending] = useAction(FaxSendAgainMutation);
  if (!maySend) return null;
  const going = fax.state === 'QUEUED' || fax.state === 'SENDING';
  const onAgain = async () => {
    const outcome = await sendAgain({ id: fax.id, key });
    if (!outcome?.ok || !outcome.payload.fax) return onDone();
    void message.success(t('fax.onItsWay'));
    void navigate({ to: '/faxes/sent/$id', params: { id: outcome.payload.fax.id } });
  };
  return (
    <Space>
      {going ? (
        <Popconfirm
          title={t(fax.state === 'SENDING' ? 'fax.cancelOnLine' : 'fax.cancelSure')}
          okText={t('fax.cancel')}
          cancelText={t('fax.back')}
          onConfirm={() => void cancel({ id: fax.id }).then(onDone)}
        >
          <Button danger loading={cancelling}>
            {t('fax.cancel')}
          </Button>
        </Popconfirm>
      ) : (
        <Button loading={sending} onClick={() => void onAgain()}>
          {t('fax.sendAgain')}
        </Button>
      )}
    </Space>
  );
}

function Facts({ fax }: { fax: SentFax }) {
  const { t } = useTranslation();
  const errorWord = useFaxError();
  const how = (each: SentFax['attempts'][number]) =>
    each.ok == null ? t('sentFaxState.SENDING') : each.ok ? t('sentFaxState.SENT') : errorWord(each.error);
  return (
    <aside>
      <Descriptions
        size="small"
        bordered
        column={1}
        items={[
          { key: 'to', label: t('fax.recipient'), children: fax.recipient || '–' },
          { key: 'number', label: t('fax.number'), children: fax.numberLocal },
          { key: 'document', label: t('fax.document'), children: fax.document.title },
          { key: 'pages', label: t('fax.pages'), children: `${fax.pagesSent}/${fax.document.pages}` },
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
            key: 'reply',
            label: t('fax.replyTo'),
            children: fax.replyTo ? (
              <Link to="/faxes/$id" params={{ id: fax.replyTo }}>
                {t('fax.theReceived')}
              </Link>
            ) : (
              '–'
            ),
          },
          { key: 'queued', label: t('fax.queued'), children: `${dateTime(fax.queuedAt)} ${fax.queuedBy}` },
          {
            key: 'next',
            label: t('fax.nextTry'),
            children: fax.state === 'QUEUED' && fax.nextAt ? dateTime(fax.nextAt) : '–',
          },
        ]}
      />
      <h2 className="fax-attempts">{t('fax.attempts', { count: fax.attempts.length, tries: fax.tries })}</h2>
      <Timeline
        items={fax.attempts.map((each) => ({
          key: each.attempt,
          color: each.ok == null ? 'blue' : each.ok ? 'green' : 'red',
          content: (
            <>
              {each.attempt}. {how(each)}
              {each.pages > 0 && ` · ${t('fax.pageCount', { count: each.pages })}`}
              <br />
              <small>
                {dateTime(each.beganAt)}
                {each.endedAt && ` – ${dateTime(each.endedAt)}`}
              </small>
            </>
          ),
        }))}
      />
    </aside>
  );
}
