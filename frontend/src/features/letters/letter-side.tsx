import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Descriptions, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CitizenCard, CitizenEditor, OperationList } from '@/entities/citizen';
import { LetterStateTag } from '@/entities/letter';
import type { LetterWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';
import { dateTime, shortTime } from '@/shared/ui/time';
import { LetterLinkMutation } from './letter-list-documents';
import { LinkDialog } from './link-dialog';

interface Props {
  letter: LetterWholeFragment;
  onDone(): void;
}

/** Beside a letter: who wrote it and what was before, where its work stands. */
export function LetterSide({ letter, onDone }: Props) {
  const { t } = useTranslation();
  return (
    <aside className="letter-side">
      <Writer letter={letter} onDone={onDone} />
      {letter.others.length > 0 && (
        <section className="panel">
          <h2>{t('letter.others')}</h2>
          <ul className="plain-list">
            {letter.others.map((other) => (
              <li key={other.id}>
                <Link to="/letters/$id" params={{ id: other.id }}>
                  {other.subject || t('letter.noSubject')}
                </Link>
                <small>
                  {shortTime(other.receivedAt)} <LetterStateTag letter={other} />
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Facts letter={letter} />
    </aside>
  );
}

function Writer({ letter, onDone }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const maySee = useMay('citizen.view');
  const mayEdit = useMay('citizen.edit');
  const [asking, setAsking] = useState<'link' | 'new' | null>(null);
  const [link, linking] = useAction(LetterLinkMutation);
  const { citizen } = letter;
  if (!maySee) return null;
  const linkTo = async (id: string) => {
    const outcome = await link({ id: letter.id, citizen: id });
    if (outcome?.ok) setAsking(null);
    onDone();
  };
  return (
    <section className="panel">
      <h2>{t('letter.citizen')}</h2>
      {citizen ? (
        <>
          <CitizenCard citizen={citizen} />
          <p>
            <Link to="/citizens/$id" params={{ id: citizen.id }}>
              {t('letter.openCitizen')}
            </Link>
          </p>
          <OperationList
            operations={citizen.operations}
            onOpenCase={(number) => void navigate({ to: '/cases/$number', params: { number } })}
          />
        </>
      ) : (
        <>
          <p className="hint">{t('letter.unknownCitizen')}</p>
          {mayEdit && letter.sender && (
            <div className="letter-buttons">
              <Button size="small" onClick={() => setAsking('link')}>
                {t('letter.link')}
              </Button>
              <Button size="small" onClick={() => setAsking('new')}>
                {t('letter.newCitizen')}
              </Button>
            </div>
          )}
        </>
      )}
      {asking === 'link' && (
        <LinkDialog
          begin={letter.senderName}
          busy={linking}
          onClose={() => setAsking(null)}
          onChosen={(id) => void linkTo(id)}
        />
      )}
      {asking === 'new' && (
        <Modal open footer={null} title={t('letter.newCitizen')} onCancel={() => setAsking(null)}>
          <CitizenEditor
            citizen={null}
            mail={letter.sender}
            name={letter.senderName}
            onCancel={() => setAsking(null)}
            onSaved={() => {
              setAsking(null);
              onDone();
            }}
          />
        </Modal>
      )}
    </section>
  );
}

function Facts({ letter }: { letter: LetterWholeFragment }) {
  const { t } = useTranslation();
  return (
    <Descriptions
      size="small"
      bordered
      column={1}
      items={[
        { key: 'due', label: t('letter.due'), children: dateTime(letter.dueAt) },
        {
          key: 'sent',
          label: t('letter.writtenBySender'),
          children: letter.writtenAt ? dateTime(letter.writtenAt) : '–',
        },
        { key: 'who', label: t('letter.takenBy'), children: letter.takenBy || '–' },
        {
          key: 'seen',
          label: t('letter.seen'),
          children: letter.seenAt ? `${dateTime(letter.seenAt)} ${letter.seenBy}` : '–',
        },
        {
          key: 'case',
          label: t('nav.cases'),
          children: letter.caseNumber ? (
            <Link to="/cases/$number" params={{ number: letter.caseNumber }}>
              {letter.caseNumber}
            </Link>
          ) : (
            '–'
          ),
        },
        {
          key: 'done',
          label: t('letter.done'),
          children: letter.doneAt ? `${dateTime(letter.doneAt)} ${letter.doneBy} ${letter.note}` : '–',
        },
      ]}
    />
  );
}
