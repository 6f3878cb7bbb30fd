import { Link } from '@tanstack/react-router';
import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { DialNumber } from '@/entities/desk';
import { CaseFaxes } from '@/entities/fax/case-faxes';
import { CaseLetters } from '@/entities/letter/case-letters';
import { MessageStateTag } from '@/entities/message';
import { RecordingPlayer } from '@/entities/recording';
import { CaseTexts } from '@/entities/text/case-texts';
import type { CaseDetailFragment } from '@/shared/graphql/generated/graphql';
import { useMay } from '@/shared/session/session';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime } from '@/shared/ui/time';
import { satisfactionWord } from './call-back-dialog';

/** Beside the case: what was recorded, what the citizen was told, what they answered. */
export function CaseSide({ of, onFax }: { of: CaseDetailFragment; onFax: () => void }) {
  const { t } = useTranslation();
  const mayPlay = useMay('recording.play');
  const mayFax = useMay('fax.view');
  const mayText = useMay('text.view');
  const maySendFax = useMay('fax.send');
  const mayLetters = useMay('letter.view');
  const mayDispatch = useMay('enforcement.dispatch');
  const yesNo = (value: boolean | null | undefined) =>
    value == null ? '–' : t(value ? 'callBack.yes' : 'callBack.no');
  return (
    <div className="case-column">
      {of.callBacks.length > 0 && (
        <section className="panel">
          <h2>{t('case.callBacks')}</h2>
          <ul className="plain-list">
            {of.callBacks.map((c) => (
              <li key={c.id}>
                <div>
                  {t('callBack.contacted')} {yesNo(c.contacted)} · {t('callBack.resolved')}{' '}
                  {yesNo(c.resolved)} · {t('callBack.satisfied')}{' '}
                  {c.satisfied ? satisfactionWord(t, c.satisfied) : '–'}
                </div>
                {c.note && <div>{c.note}</div>}
                <small>
                  {dateTime(c.at)} · {c.actorName}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel">
        <h2>{t('case.recordings')}</h2>
        {!mayPlay ? (
          <p className="hint">{t('recording.notAllowed')}</p>
        ) : of.recordings.length > 0 ? (
          of.recordings.map((r) => <RecordingPlayer key={r.id} recording={r} />)
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('recording.none')} />
        )}
      </section>
      {mayDispatch && (
        <section className="panel">
          <h2>{t('nav.dispatching')}</h2>
          <Link to="/dispatching" search={{ case: of.number, new: true }}>
            {t('dispatching.new')}
          </Link>
          {' · '}
          <Link to="/dispatching" search={{ case: of.number }}>
            {t('dispatching.record')}
          </Link>
        </section>
      )}
      {mayLetters && <CaseLetters caseNumber={of.number} />}
      {mayFax && <CaseFaxes caseNumber={of.number} onSend={maySendFax ? onFax : undefined} />}
      {mayText && <CaseTexts caseNumber={of.number} />}
      <section className="panel">
        <h2>{t('case.messages')}</h2>
        {of.messages.length > 0 ? (
          <ul className="plain-list">
            {of.messages.map((m) => (
              <li key={m.id}>
                <div>{m.body}</div>
                <small>
                  {localNumber(m.to)} · {dateTime(m.sentAt ?? m.createdAt)}{' '}
                  <MessageStateTag state={m.state} />
                </small>
              </li>
            ))}
          </ul>
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('case.noMessages')} />
        )}
      </section>
      {of.reports.length > 1 && (
        <section className="panel">
          <h2>
            {t('case.reports')} <small>{of.reports.length}</small>
          </h2>
          <ul className="plain-list">
            {of.reports.map((r) => (
              <li key={r.id}>
                <div>{r.content}</div>
                <small>
                  {dateTime(r.at)} · {r.reporterName}{' '}
                  <DialNumber number={r.reporterPhone} caseNumber={of.number} />
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
