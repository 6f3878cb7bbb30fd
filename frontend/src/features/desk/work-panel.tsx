import { Link } from '@tanstack/react-router';
import { Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskAction } from '@/entities/desk';
import { Medium, WorkFinishMutation, WorkPauseMutation, WorkReturnMutation } from '@/entities/work';
import type { WorkPieceFragment } from '@/shared/graphql/generated/graphql';
import { shortTime } from '@/shared/ui/time';
import './work-offer.css';

/** The written work in my hands, and whether I am offered more. */
export function WorkPanel() {
  const { t } = useTranslation();
  const { desk, signedIn } = useDesk();
  const [pause, pausing] = useDeskAction(WorkPauseMutation);
  const work = desk?.work;
  const mine = work?.items.filter((item) => item.state === 'IN_HAND') ?? [];
  if (!work || !signedIn || (!work.on && mine.length === 0)) return null;
  return (
    <section className="desk-panel" aria-label={t('written.inHand')}>
      <header className="desk-panel-head">
        <h2>
          {t('written.inHand')} {mine.length > 0 && `(${mine.length})`}
        </h2>
      </header>
      {mine.length > 0 ? (
        <ul className="work-list">
          {mine.map((item) => (
            <Piece key={item.workId} item={item} />
          ))}
        </ul>
      ) : (
        <small>{t('written.none')}</small>
      )}
      <div className="work-pause">
        {work.paused && (
          <small role="status">
            ‖ {t(`written.paused.${work.paused as 'ASKED'}`)}
            {work.pausedUntil && ` · ${t('written.until', { at: shortTime(work.pausedUntil) })}`}
          </small>
        )}
        <Button size="small" loading={pausing} onClick={() => void pause({ paused: !work.paused })}>
          {work.paused ? t('written.resume') : t('written.pause')}
        </Button>
      </div>
    </section>
  );
}

function Piece({ item }: { item: WorkPieceFragment }) {
  const { t } = useTranslation();
  const [giveBack, giving] = useDeskAction(WorkReturnMutation);
  const [finish, finishing] = useDeskAction(WorkFinishMutation);
  const { workId } = item;
  return (
    <li>
      <small>
        <Medium medium={item.medium} /> · {shortTime(item.acceptedAt ?? item.arrivedAt)}
      </small>
      <Link to={item.path}>{item.title || item.senderLocal || t('written.unknownSender')}</Link>
      <Space size={4}>
        {item.filed && (
          <Button size="small" type="primary" loading={finishing} onClick={() => void finish({ workId })}>
            {t('written.finish')}
          </Button>
        )}
        <Button size="small" loading={giving} onClick={() => void giveBack({ workId })}>
          {t('written.giveBack')}
        </Button>
      </Space>
    </li>
  );
}
