import { createRoot } from 'react-dom/client';
import { firstLocale, setLocale } from '@/shared/i18n';
import { Console } from './console';
import { giveStylesTheNonce } from './style-nonce';

/** Draw the console as soon as its language is there. */
export async function startConsole(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
  giveStylesTheNonce(nonce);
  const antdLocale = await setLocale(firstLocale());
  createRoot(root).render(<Console nonce={nonce} firstAntdLocale={antdLocale} />);
}
