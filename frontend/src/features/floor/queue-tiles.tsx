import { useTranslation } from 'react-i18next';
import { Medium } from '@/entities/work';
import type { FloorFragment } from '@/shared/graphql/generated/graphql';
import { dateTime, duration } from '@/shared/ui/time';
import { useSecondsSince } from '@/shared/ui/use-now';

type Queue = FloorFragment['queues'][number];

/** Norm of answering (GB/T 33358-2016: within 15 s); a longer wait is marked. */
const LONG_WAIT_SECONDS = 15;

export function QueueTiles({ queues }: { queues: readonly Queue[] }) {
  return (
    <div className="queues">
      {queues.map((queue) => (
        <QueueTile key={queue.key} queue={queue} />
      ))}
    </div>
  );
}

function QueueTile({ queue }: { queue: Queue }) {
  const { t } = useTranslation();
  const wait = useSecondsSince(queue.longestSince);
  const late = queue.waiting > 0 && wait > LONG_WAIT_SECONDS;
  const percent = queue.withinLevelToday == null ? '–' : `${Math.round(queue.withinLevelToday * 100)} %`;
  return (
    <article className="queue" data-late={late}>
      <h2>{queue.name}</h2>
      <div className="queue-figures">
        <Figure name={t('floor.waitingCount')} value={String(queue.waiting)} big />
        <Figure
          name={t('floor.longest')}
          value={queue.waiting > 0 ? `${late ? '⚠ ' : ''}${duration(wait)}` : '–'}
          big
        />
        <Figure name={`● ${t('floor.ready')}`} value={String(queue.ready)} />
        <Figure name={`▶ ${t('floor.busy')}`} value={String(queue.busy)} />
        <Figure name={t('floor.answered')} value={String(queue.answeredToday)} />
        <Figure name={t('floor.abandoned')} value={String(queue.abandonedToday)} />
        <Figure name={t('floor.withinLevel')} value={percent} />
      </div>
      {queue.work.length > 0 && (
        <ul className="queue-work" aria-label={t('written.waitingHere')}>
          {queue.work.map(({ medium, count, since }) => (
            <li key={medium} title={t('written.waitingSince', { at: dateTime(since) })}>
              <Medium medium={medium} /> <strong>{count}</strong>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function Figure({ name, value, big = false }: { name: string; value: string; big?: boolean }) {
  return (
    <div className={big ? 'figure big' : 'figure'}>
      <span>{name}</span>
      <strong>{value}</strong>
    </div>
  );
}
