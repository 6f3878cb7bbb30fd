import { Alert, Button, Card, Empty } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SeatTakeMutation } from '@/entities/desk';
import type { DeskFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { usePhone } from '@/shared/telephony/phone';
import { rememberCredentials } from './phone-runner';

/** Before work: choose a free seat. The last one used here is offered first. */
export function SeatChooser({ seats }: { seats: DeskFragment['seats'] }) {
  const { t } = useTranslation();
  const [take, taking] = useAction(SeatTakeMutation, { quiet: true });
  const [problem, setProblem] = useState('');
  const [wanted, setWanted] = useState('');
  const microphone = usePhone((s) => s.microphone);
  const last = localStorage.getItem('hotline.seat');
  const ordered = [...seats].sort(
    (a, b) => Number(b.key === last) - Number(a.key === last) || a.number.localeCompare(b.number),
  );

  const choose = async (seat: string) => {
    setWanted(seat);
    setProblem('');
    const outcome = await take({ seat });
    if (outcome?.ok) {
      localStorage.setItem('hotline.seat', seat);
      if (outcome.payload.softphone) rememberCredentials(outcome.payload.softphone);
    } else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };

  return (
    <Card className="seat-chooser" title={<h2>{t('desk.chooseSeat')}</h2>}>
      <p className="hint">{t('desk.chooseSeatHint')}</p>
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      {microphone && <Alert type="warning" showIcon title={t(`microphone.${microphone}`)} />}
      {ordered.length === 0 && <Empty description={t('desk.noSeats')} />}
      <ul className="seats">
        {ordered.map((seat) => (
          <li key={seat.key}>
            <Button
              block
              className="seat"
              type={seat.key === last && !seat.takenBy ? 'primary' : 'default'}
              disabled={!!seat.takenBy || taking}
              loading={taking && wanted === seat.key}
              onClick={() => void choose(seat.key)}
            >
              <strong>{seat.number}</strong>
              <span>
                {seat.takenBy
                  ? `✕ ${t('desk.seatTaken', { agent: seat.takenBy })}`
                  : `○ ${t('desk.seatFree')}${seat.remote ? ` · ${t('desk.remote')}` : ''}`}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
