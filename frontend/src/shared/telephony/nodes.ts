/** A telephone that is registered at several nodes, seen as one line. */

import type { LineState } from './port';

const BEST_FIRST = ['registered', 'connecting', 'lost', 'refused'] as const;

/** One registered node is enough to be called by; the seat is refused only when every node refuses it. */
export const lineOf = (nodes: readonly LineState[]): LineState =>
  BEST_FIRST.find((state) => nodes.includes(state)) ?? 'off';
