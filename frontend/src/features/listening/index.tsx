import { lazy, Suspense } from 'react';
import { useDesk } from '@/entities/desk';
import { HelpAlert } from './help-alert';
import { ListenedBy } from './listened-by';
import './listening.css';

const ListeningBar = lazy(() => import('./listening-bar'));

/** What a supervisor must not miss, whichever page is open. */
export function SupervisionDock() {
  const { desk } = useDesk();
  return (
    <>
      <Suspense>{desk?.listening && <ListeningBar />}</Suspense>
      <ListenedBy />
      <HelpAlert />
    </>
  );
}
