import { lazy, Suspense } from 'react';
import { useDesk } from '@/entities/desk';

const WorkOffer = lazy(() => import('./work-offer'));

/** Written work that is offered to me, on whatever page I am: nothing rings, it is told by a chime of its own. */
export function WorkDock() {
  const { desk, call } = useDesk();
  const offers = desk?.work.items.filter((item) => item.state === 'OFFERED') ?? [];
  const first = offers[0];
  return first ? (
    <Suspense>
      <WorkOffer key={first.workId} offer={first} more={offers.length - 1} busy={call !== null} />
    </Suspense>
  ) : null;
}
