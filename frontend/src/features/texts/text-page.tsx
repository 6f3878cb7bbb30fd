import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Skeleton } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { OperationList } from '@/entities/citizen';
import { TextStateTag, useTextChanged } from '@/entities/text';
import { errorCode } from '@/shared/graphql/errors';
import type { WholeTextFragment } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useMay } from '@/shared/session/session';
import { Page } from '@/shared/ui/page';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime } from '@/shared/ui/time';
import { Messages } from './messages';
import { Proposals } from './proposals';
import { Reply } from './reply';
import { TextActions } from './text-actions';
import { TextDocument } from './text-documents';
import './texts.css';

const route = getRouteApi('/texts/$id');

/** What is written to and fro with one number: read it, answer it, make a case of it. */
export function TextPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const maySend = useMay('text.send');
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: TextDocument, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useTextChanged(again, id);
  const text = data?.text;
  return (
    <Page
      title={t('text.one', { from: text ? text.citizen?.name || text.numberLocal : '…' })}
      aside={text && <TextStateTag of={text} />}
      actions={text && <TextActions text={text} onDone={again} />}
    >
      {fetching && !text && <Skeleton active />}
      {error && !text && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={again}>{t('action.retry')}</Button>}
        />
      )}
      {data && !text && <Alert type="info" showIcon title={t('error.notFound')} />}
      {text && (
        <div className="texts-columns">
          <section className="texts-panel texts-conversation" aria-label={t('text.conversation')}>
            <Messages messages={text.messages} />
            {maySend && <Reply key={text.id} text={text} onDone={again} />}
          </section>
          <aside className="texts-side">
            {!text.doneAt && <Proposals text={text} onDone={again} />}
            <Facts text={text} />
          </aside>
        </div>
      )}
    </Page>
  );
}

function Facts({ text }: { text: WholeTextFragment }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      {text.overdue && <Alert type="warning" showIcon title={t('text.overdueHint')} />}
      {text.notCalled && <Alert type="warning" showIcon title={t('text.notCalled')} />}
      <Descriptions
        size="small"
        bordered
        column={1}
        items={[
          {
            key: 'citizen',
            label: t('text.citizen'),
            children: text.citizen ? (
              <Link to="/citizens/$id" params={{ id: text.citizen.id }}>
                {text.citizen.name}
              </Link>
            ) : (
              '–'
            ),
          },
          { key: 'number', label: t('text.number'), children: text.numberLocal },
          { key: 'ours', label: t('text.ours'), children: text.ours ? localNumber(text.ours) : '–' },
          { key: 'since', label: t('text.since'), children: text.doneAt ? '–' : dateTime(text.openedAt) },
          { key: 'due', label: t('text.due'), children: text.doneAt ? '–' : dateTime(text.dueAt) },
          { key: 'who', label: t('text.takenBy'), children: text.takenBy || '–' },
          {
            key: 'case',
            label: t('nav.cases'),
            children: text.caseNumber ? (
              <Link to="/cases/$number" params={{ number: text.caseNumber }}>
                {text.caseNumber}
              </Link>
            ) : (
              '–'
            ),
          },
          {
            key: 'done',
            label: t('text.done'),
            children: text.doneAt ? `${dateTime(text.doneAt)} ${text.doneBy} ${text.note}` : '–',
          },
        ]}
      />
      {text.operations && text.operations.length > 0 && (
        <section className="texts-panel">
          <h2>{t('text.history')}</h2>
          <OperationList
            operations={text.operations}
            onOpenCase={(number) => void navigate({ to: '/cases/$number', params: { number } })}
          />
        </section>
      )}
    </>
  );
}
