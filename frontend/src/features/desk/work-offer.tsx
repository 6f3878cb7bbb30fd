import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskAction } from '@/entities/desk';
import { Medium, WorkAcceptMutation, WorkRejectMutation } from '@/entities/work';
import type { WorkPieceFragment } from '@/shared/graphql/generated/graphql';
import { workChime } from '@/shared/telephony/tones';
import { dateTime, duration } from '@/shared/ui/time';
import { useHotkeys } from '@/shared/ui/use-hotkeys';
import { useNow } from '@/shared/ui/use-now';
import './work-offer.css';

const CHIME_EVERY_MS = 15_000;

interface Props {
  offer: WorkPieceFragment;
  /** Further offers after this one. */
  more: number;
  /** In a call. */
  busy: boolean;
}

/** One piece that is offered: what it is, how long the offer lasts, yes or no. */
export default function WorkOffer({ offer, more, busy }: Props) {
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
    <div className="work-offer" role="alertdialog" aria-label={t('written.offered')}>
      <strong>
        <Medium medium={offer.medium} />
      </strong>
      <strong className="work-offer-about">{about}</strong>
      <span className="work-offer-facts">
        {[
          offer.title && offer.senderLocal,
          offer.queueName,
          t('written.arrived', { at: dateTime(offer.arrivedAt) }),
          offer.returns > 0 && `↩ ${t('written.returned', { count: offer.returns })}`,
          more > 0 && t('written.more', { count: more }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="work-offer-answer">
        {until !== null && (
          <span className="work-offer-left" data-late={left < 15}>
            {t('written.timeLeft', { time: duration(Math.round(left)) })}
          </span>
        )}
        <Button type="primary" loading={accepting} onClick={() => void take()} aria-keyshortcuts="Alt+A">
          {t('written.take')} <kbd>Alt A</kbd>
        </Button>
        <Button loading={rejecting} onClick={decline} aria-keyshortcuts="Alt+X">
          {t('written.decline')} <kbd>Alt X</kbd>
        </Button>
      </span>
    </div>
  );
}
