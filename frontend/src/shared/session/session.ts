import { create } from 'zustand';
import type { ViewerFragment } from '@/shared/graphql/generated/graphql';

/** Who is signed in, as the whole console knows it. The server decides; this is its last word. */
interface Session {
  status: 'loading' | 'signedOut' | 'signedIn' | 'unreachable';
  /** Signed out by the server while working: the page stays, sign-in comes back to it. */
  expired: boolean;
  viewer: ViewerFragment | null;
}

export const useSession = create<Session>(() => ({ status: 'loading', expired: false, viewer: null }));

export function signedIn(viewer: ViewerFragment): void {
  useSession.setState({ status: 'signedIn', expired: false, viewer });
}

export function signedOut(expired = false): void {
  useSession.setState({ status: 'signedOut', expired, viewer: null });
}

/** The signed-in person; only for what is drawn below the sign-in gate. */
export function useViewer(): ViewerFragment {
  const viewer = useSession((s) => s.viewer);
  if (!viewer) throw new Error('useViewer outside the signed-in part');
  return viewer;
}

export const useMay = (permission: string): boolean =>
  useSession((s) => s.viewer?.permissions.includes(permission) ?? false);
