import { useRouter } from '@tanstack/react-router';
import { Button, Progress, Space } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskAction } from '@/entities/desk';
import { Medium, WorkAcceptMutation, WorkRejectMutation } from '@/entities/work';
import type { WorkPieceFragment } from '@/shared/graphql/generated/graphql';
import { workChime } from '@/shared/telephony/tones';
import { dateTime, duration } from '@/shared/ui/time';
import { useHotkeys } from '@/shared/ui/use-hotkeys';
import { useNow } from '@/shared/ui/use-now';
import './work-offer.css';

const CHIME_EVERY_MS = 15_000;

/** Written work that is offered to me, on whatever page I am: nothing rings, it is told by a chime of its own. */
export function WorkOffer() {
  const { desk, call } = useDesk();
  const offers = desk?.work.items.filter((item) => item.state === 'OFFERED') ?? [];
  const first = offers[0];
  return first ? (
    <OfferCard key={first.workId} offer={first} more={offers.length - 1} busy={call !== null} />
  ) : null;
}

function OfferCard({ offer, more, busy }: { offer: WorkPieceFragment; more: number; busy: boolean }) {
  const { t } = useTranslation();
  const router = useRouter();
  const now = useNow();
  const [accept, accepting] = useDeskAction(WorkAcceptMutation);
  const [reject, rejecting] = useDeskAction(WorkRejectMutation);
  const { workId, path } = offer;

  useEffect(() => {
    workChime();
    const timer = setInterval(workChime, CHIME_EVERY_MS);
    return () => clearInterval(timer);
  }, []);

  const take = async () => {
    const outcome = await accept({ workId });
    // whoever talks stays with the form of the call
    if (outcome?.ok && path && !busy) router.history.push(path);
  };
  const decline = () => void reject({ workId });
  useHotkeys({ 'alt+a': () => void take(), 'alt+x': decline });

  const until = offer.offeredUntil ? Date.parse(offer.offeredUntil) : null;
  const left = until === null ? 0 : Math.max(0, (until - now) / 1000);
  const about = offer.title || offer.senderLocal || t('written.unknownSender');
  return (
    <aside className="work-offer" role="alertdialog" aria-label={t('written.offered')}>
      <header>
        <Medium medium={offer.medium} />
        <small>{offer.queueName}</small>
      </header>
      <strong className="work-offer-about">{about}</strong>
      <span className="work-offer-facts">
        {offer.title && offer.senderLocal ? `${offer.senderLocal} · ` : ''}
        {t('written.arrived', { at: dateTime(offer.arrivedAt) })}
        {offer.returns > 0 && ` · ↩ ${t('written.returned', { count: offer.returns })}`}
      </span>
      {until !== null && (
        <Progress
          percent={Math.min(100, (left / 60) * 100)}
          showInfo={false}
          size="small"
          strokeColor="#d97706"
          aria-label={t('written.timeLeft', { time: duration(Math.round(left)) })}
        />
      )}
      <Space>
        <Button type="primary" loading={accepting} onClick={() => void take()} aria-keyshortcuts="Alt+A">
          {t('written.take')} <kbd>Alt A</kbd>
        </Button>
        <Button loading={rejecting} onClick={decline} aria-keyshortcuts="Alt+X">
          {t('written.decline')} <kbd>Alt X</kbd>
        </Button>
        <small>{t('written.timeLeft', { time: duration(Math.round(left)) })}</small>
      </Space>
      {more > 0 && <small>{t('written.more', { count: more })}</small>}
    </aside>
  );
}
