import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { caseSearchSchema } from '@/features/cases';
import { useSession } from '@/shared/session/session';
import { NotFound, PageError, PageWaiting } from '@/shared/ui/page-states';
import { firstPage } from './navigation';
import { Shell } from './shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: firstPage(useSession.getState().viewer?.permissions ?? []) });
  },
});

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  component: lazyRouteComponent(() => import('@/features/desk/desk-page'), 'DeskPage'),
});

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: caseSearchSchema,
  component: lazyRouteComponent(() => import('@/features/cases/cases-page'), 'CasesPage'),
});

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$number',
  component: lazyRouteComponent(() => import('@/features/cases/case-page'), 'CasePage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/settings'), 'Settings'),
});

const routeTree = root.addChildren([home, desk, cases, oneCase, settings]);

export const createConsoleRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    defaultPendingComponent: PageWaiting,
    defaultNotFoundComponent: NotFound,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
