import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WorkDock } from '@/features/desk';
import { SupervisionDock } from '@/features/listening';
import { useViewer } from '@/shared/session/session';
import { useHotkeys } from '@/shared/ui/use-hotkeys';
import { AlarmBadge } from './alarm-badge';
import { LineBanner } from './line-banner';
import { Live } from './live';
import { NavBadge } from './nav-badge';
import { groupsOpenTo } from './navigation';
import { ShellBar } from './shell-bar';

const Palette = lazy(() => import('./palette'));

/** Call bar on top, navigation on the left, the page in the middle. */
export function Shell() {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [palette, setPalette] = useState(false);
  useHotkeys({ 'ctrl+k': () => setPalette(true) });
  return (
    <div className="shell">
      <a className="skip-link" href="#page">
        {t('shell.skip')}
      </a>
      <Live />
      <ShellBar />
      <nav className="shell-nav" aria-label={t('shell.navigation')}>
        {groupsOpenTo(viewer.permissions).map(([group, items]) => (
          <section key={group} className="shell-group" aria-label={t(`navGroup.${group}`)}>
            <div className="shell-group-name" aria-hidden>
              {t(`navGroup.${group}`)}
            </div>
            {items.map((item) => (
              <Link
                key={item.to}
                to={item.to}
                className="shell-link"
                activeProps={{ 'aria-current': 'page' }}
              >
                <span aria-hidden>{item.icon}</span>
                <span className="shell-link-text">{t(`nav.${item.key}`)}</span>
                {item.key === 'cases' && <NavBadge />}
                {item.key === 'alarms' && <AlarmBadge />}
              </Link>
            ))}
          </section>
        ))}
      </nav>
      <main className="shell-page" id="page" tabIndex={-1}>
        <LineBanner />
        <SupervisionDock />
        <WorkDock />
        <Outlet />
      </main>
      <Suspense>{palette && <Palette onClose={() => setPalette(false)} />}</Suspense>
    </div>
  );
}
