import { create } from 'zustand';

/** What the console knows about its lines to the server. `epoch` grows each time a broken line is back: whoever
 * shows live data asks again then, for it may have missed something. */
interface Connection {
  live: 'connecting' | 'up' | 'down';
  http: 'up' | 'down';
  epoch: number;
}

export const useConnection = create<Connection>(() => ({ live: 'connecting', http: 'up', epoch: 0 }));

let wasUp = false;

export function liveUp(): void {
  useConnection.setState((s) => ({ live: 'up', epoch: wasUp ? s.epoch + 1 : s.epoch }));
  wasUp = true;
}

export function liveDown(): void {
  useConnection.setState({ live: wasUp ? 'down' : 'connecting' });
}

export function httpSeen(ok: boolean): void {
  if ((useConnection.getState().http === 'up') !== ok) useConnection.setState({ http: ok ? 'up' : 'down' });
}

export function forgetConnection(): void {
  wasUp = false;
  useConnection.setState({ live: 'connecting', http: 'up' });
}
