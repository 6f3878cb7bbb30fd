import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Skeleton, Space, Tag } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import {
  LetterSendAgainMutation,
  LetterStateTag,
  SentLetterStateTag,
  useLetterChanged,
} from '@/entities/letter';
import { errorCode } from '@/shared/graphql/errors';
import type { LetterWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useMay } from '@/shared/session/session';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { AnswerForm } from './answer-form';
import { LetterActions } from './letter-actions';
import { LetterFiles } from './letter-files';
import { LetterDocument } from './letter-list-documents';
import { LetterSide } from './letter-side';
import './letters.css';

const route = getRouteApi('/letters/$id');

/** One letter: read it, know who wrote it, answer it or make a case of it. */
export function LetterPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const maySend = useMay('letter.send');
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: LetterDocument, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLetterChanged(again, id);
  const letter = data?.letter;
  return (
    <Page
      title={letter ? letter.subject || t('letter.noSubject') : t('nav.letters')}
      aside={letter && <LetterStateTag letter={letter} />}
      actions={letter && <LetterActions letter={letter} onDone={again} />}
    >
      {fetching && !letter && <Skeleton active />}
      {error && !letter && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={again}>{t('action.retry')}</Button>}
        />
      )}
      {data && !letter && <Alert type="info" showIcon title={t('error.notFound')} />}
      {letter && (
        <div className="letter-columns">
          <div className="letter-thread">
            <Received letter={letter} />
            {letter.answers.map((answer) => (
              <Answer key={answer.id} answer={answer} onDone={again} />
            ))}
            {maySend && <AnswerForm key={letter.id} letter={letter} onDone={again} />}
          </div>
          <LetterSide letter={letter} onDone={again} />
        </div>
      )}
    </Page>
  );
}

function Received({ letter }: { letter: LetterWholeFragment }) {
  const { t } = useTranslation();
  return (
    <article className="panel letter-sheet">
      <header>
        <div>
          <strong>{letter.senderName || letter.sender || t('letter.noSender')}</strong>{' '}
          {letter.senderName && <span className="letter-address">{letter.sender}</span>}
          {letter.automatic && <Tag className="letter-tag">{t('letter.automatic')}</Tag>}
        </div>
        <small>{dateTime(letter.receivedAt)}</small>
      </header>
      <small className="letter-to">
        {t('letter.to')} {letter.address}
        {letter.answerTo !== letter.sender && letter.answerTo && (
          <> · {t('letter.answerTo', { address: letter.answerTo })}</>
        )}
      </small>
      {letter.automatic && <Alert type="info" showIcon title={t('letter.automaticHint')} />}
      {letter.quotedCase && !letter.caseNumber && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t('letter.about')}{' '}
              <Link to="/cases/$number" params={{ number: letter.quotedCase }}>
                {letter.quotedCase}
              </Link>
            </>
          }
        />
      )}
      <p className="letter-text">{letter.text || <em>{t('letter.noText')}</em>}</p>
      {letter.clipped && <Alert type="warning" showIcon title={t('letter.clipped')} />}
      <LetterFiles files={letter.files} />
    </article>
  );
}

function Answer({ answer, onDone }: { answer: LetterWholeFragment['answers'][number]; onDone(): void }) {
  const { t } = useTranslation();
  const maySend = useMay('letter.send');
  const [sendAgain, sending] = useAction(LetterSendAgainMutation);
  const failed = answer.state === 'FAILED' || answer.state === 'BOUNCED';
  return (
    <article className="panel letter-sheet letter-ours">
      <header>
        <div>
          <strong>{answer.purpose === 'RECEIPT' ? t('letter.byItself') : answer.writtenBy}</strong>{' '}
          <span className="letter-address">
            {t('letter.to')} {answer.recipient}
          </span>
        </div>
        <Space size={8}>
          <SentLetterStateTag letter={answer} />
          <small>{dateTime(answer.sentAt ?? answer.writtenAt)}</small>
        </Space>
      </header>
      <small className="letter-to">{answer.subject}</small>
      <p className="letter-text">{answer.body}</p>
      <LetterFiles files={answer.files} />
      {failed && (
        <Alert
          type="error"
          showIcon
          title={t(`sentLetterState.${answer.state}`)}
          description={answer.error}
          action={
            maySend && (
              <Button
                size="small"
                loading={sending}
                onClick={() => void sendAgain({ id: answer.id }).then(onDone)}
              >
                {t('letter.sendAgain')}
              </Button>
            )
          }
        />
      )}
    </article>
  );
}
