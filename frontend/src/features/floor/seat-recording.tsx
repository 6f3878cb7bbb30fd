import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { SeatRecordAllMutation } from '@/entities/supervision';
import type { FloorFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';

type Seat = FloorFragment['seats'][number];

/** Whether every talk at a seat is recorded by order, whoever sits there; for those in charge the button to change it. */
export function SeatRecording({ seat, floor }: { seat: Seat; floor: FloorFragment }) {
  const { t } = useTranslation();
  const may = useMay('floor.supervise');
  const [order, fetching] = useAction(SeatRecordAllMutation);
  const recorded = floor.recorded.includes(seat.key);
  if (!may)
    return recorded ? (
      <span className="agent-marks">
        <small>● {t('supervise.recorded')}</small>
      </span>
    ) : null;
  return (
    <Button
      size="small"
      type="text"
      className="seat-recording"
      loading={fetching}
      aria-pressed={recorded}
      title={t(recorded ? 'supervise.seatRecordNoMore' : 'supervise.seatRecordAll', { seat: seat.number })}
      icon={<span aria-hidden>{recorded ? '●' : '○'}</span>}
      onClick={() => void order({ seat: seat.key, on: !recorded, tenant: floor.tenant })}
    >
      {t(recorded ? 'supervise.recorded' : 'supervise.recordSeat')}
    </Button>
  );
}
