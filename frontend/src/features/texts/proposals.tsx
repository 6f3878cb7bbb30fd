import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CaseStateTag } from '@/entities/case';
import type { WholeTextFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { shortTime } from '@/shared/ui/time';
import { TextFileMutation } from './text-documents';

/** Cases that it may be about: put with one of them, the answer is kept there too. */
export function Proposals({ text, onDone }: { text: WholeTextFragment; onDone(): void }) {
  const { t } = useTranslation();
  const [file, filing] = useAction(TextFileMutation);
  if (text.proposals.length === 0) return null;
  return (
    <section className="texts-panel">
      <h2>{t('text.proposals')}</h2>
      <ul className="texts-proposals">
        {text.proposals.map((proposal) => (
          <li key={proposal.number}>
            <div>
              <Link to="/cases/$number" params={{ number: proposal.number }}>
                {proposal.number}
              </Link>{' '}
              <CaseStateTag state={proposal.state} /> {proposal.title}
            </div>
            <small>
              {t(`textWhy.${proposal.why}`)} · {shortTime(proposal.registeredAt)}
            </small>{' '}
            {text.caseNumber === proposal.number ? (
              <small>✓ {t('text.with')}</small>
            ) : (
              <Button
                size="small"
                disabled={filing}
                onClick={() =>
                  void file({ id: text.id, caseNumber: proposal.number, finish: false }).then(onDone)
                }
              >
                {t('text.putWith')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
