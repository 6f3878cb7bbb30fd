import { lazy, Suspense } from 'react';
import { useDesk } from '@/entities/desk';
import { useMay } from '@/shared/session/session';
import './listening.css';

const ListeningBar = lazy(() => import('./listening-bar'));
const ListenedBy = lazy(() => import('./listened-by'));
const HelpAlert = lazy(() => import('./help-alert'));

/** What a supervisor must not miss, whichever page is open; fetched when there is something to see. */
export function SupervisionDock() {
  const { desk } = useDesk();
  const maySupervise = useMay('floor.supervise');
  const mayView = useMay('floor.view');
  return (
    <Suspense>
      {desk?.listening && <ListeningBar />}
      {!!desk?.listenedBy.length && <ListenedBy />}
      {maySupervise && mayView && <HelpAlert />}
    </Suspense>
  );
}
