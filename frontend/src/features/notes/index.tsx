import { lazy, Suspense } from 'react';
import { useMay } from '@/shared/session/session';

const Bell = lazy(() => import('./note-bell'));

/** Colleagues' messages, for whoever may write them. */
export function NoteBell() {
  const may = useMay('note.use');
  return <Suspense>{may && <Bell />}</Suspense>;
}
