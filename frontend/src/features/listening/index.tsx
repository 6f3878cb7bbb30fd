import { HelpAlert } from './help-alert';
import { ListeningBar } from './listening-bar';
import './listening.css';

/** What a supervisor must not miss, whichever page is open. */
export function SupervisionDock() {
  return (
    <>
      <ListeningBar />
      <HelpAlert />
    </>
  );
}
