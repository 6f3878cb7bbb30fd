import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { dateTime } from '@/shared/ui/time';
import { CaseTextsDocument } from './text-documents';
import { useTextChanged } from './use-text-changed';

/** What citizens wrote by SMS about a case; nothing while there is none. */
export function CaseTexts({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation();
  const [{ data }, ask] = useLiveQuery({ query: CaseTextsDocument, variables: { caseNumber } });
  useTextChanged(useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]));
  if (!data?.caseTexts?.length) return null;
  return (
    <section className="panel">
      <h2>{t('text.received')}</h2>
      <ul className="plain-list">
        {data.caseTexts.map((text) => (
          <li key={text.id}>
            <div style={{ overflowWrap: 'anywhere' }}>{text.body}</div>
            <small>
              <Link to="/texts/$id" params={{ id: text.conversation }}>
                {text.numberLocal}
              </Link>{' '}
              · {dateTime(text.at)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
