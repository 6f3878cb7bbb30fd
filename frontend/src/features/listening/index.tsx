import { HelpAlert } from './help-alert';
import { ListenedBy } from './listened-by';
import { ListeningBar } from './listening-bar';
import './listening.css';

/** What a supervisor must not miss, whichever page is open. */
export function SupervisionDock() {
  return (
    <>
      <ListeningBar />
      <ListenedBy />
      <HelpAlert />
    </>
  );
}
