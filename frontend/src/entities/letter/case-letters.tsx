import { Link } from '@tanstack/react-router';
import { Empty } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { dateTime } from '@/shared/ui/time';
import { CaseLettersDocument } from './letter-documents';
import { LetterStateTag, SentLetterStateTag } from './letter-state';
import { useLetterChanged } from './use-letter-changed';

/** What was written to and fro about a case. */
export function CaseLetters({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation();
  const [{ data }, ask] = useLiveQuery({ query: CaseLettersDocument, variables: { caseNumber } });
  useLetterChanged(useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]));
  const found = data?.caseLetters;
  const none = !found || found.received.length + found.sent.length === 0;
  return (
    <section className="panel">
      <h2>{t('nav.letters')}</h2>
      {none && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('letter.noneOfCase')} />}
      <ul className="plain-list">
        {found?.received.map((letter) => (
          <li key={letter.id}>
            <div>
              {t('letter.from')}{' '}
              <Link to="/letters/$id" params={{ id: letter.id }}>
                {letter.subject || letter.beginning || letter.sender}
              </Link>{' '}
              <LetterStateTag letter={letter} />
            </div>
            <small>
              {letter.citizen?.name || letter.senderName || letter.sender} · {dateTime(letter.receivedAt)}
            </small>
          </li>
        ))}
        {found?.sent.map((letter) => (
          <li key={letter.id}>
            <div>
              {t('letter.to')}{' '}
              {letter.letter ? (
                <Link to="/letters/$id" params={{ id: letter.letter }}>
                  {letter.subject || letter.recipient}
                </Link>
              ) : (
                letter.subject || letter.recipient
              )}{' '}
              <SentLetterStateTag letter={letter} />
            </div>
            <small>
              {letter.recipient} · {dateTime(letter.writtenAt)} · {letter.writtenBy}
              {letter.error && ` · ${letter.error}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
