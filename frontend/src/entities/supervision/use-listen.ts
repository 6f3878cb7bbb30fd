import { useCallback } from 'react';
import { useDesk, useDeskAction } from '@/entities/desk';
import type { SuperviseMode } from '@/shared/graphql/generated/graphql';
import { useSession } from '@/shared/session/session';
import { mayMode } from './mode';
import { SuperviseStartMutation } from './supervision';

export interface ListenTo {
  callId?: string;
  agent?: string;
  follow?: boolean;
}

/** Start listening. Undefined for a mode that the viewer may not use or while they have no telephone of their own. */
export function useListen(): (mode: SuperviseMode) => ((whom: ListenTo) => void) | undefined {
  const permissions = useSession((s) => s.viewer?.permissions);
  const { desk, call, signedIn } = useDesk();
  const [start] = useDeskAction(SuperviseStartMutation);
  const mine = desk?.presence.agentKey;
  const free = signedIn && !call;
  return useCallback(
    (mode) => {
      if (!free || !mayMode(mode, permissions ?? [])) return undefined;
      return (whom) => {
        if (whom.agent !== mine) void start({ mode, ...whom });
      };
    },
    [free, permissions, start, mine],
  );
}
