/** The citizens' pages work without this; it brings the telephone to the page that has one. */

import { attachTelephone } from './telephone';

const root = document.querySelector<HTMLElement>('[data-telephone]');
if (root)
  attachTelephone(root, async (credentials, events) => {
    const { openLine } = await import('./jssip-line');
    return openLine(credentials, events);
  });
