import { useCallback, useReducer } from 'react';
import type { Drawing } from './flow-model';

interface History {
  past: Drawing[];
  now: Drawing;
  future: Drawing[];
}
type Act = { type: 'draw'; drawing: Drawing } | { type: 'undo' } | { type: 'redo' };

const MOST = 100;

function step(history: History, act: Act): History {
  const { past, now, future } = history;
  switch (act.type) {
    case 'draw':
      return act.drawing === now
        ? history
        : { past: [...past, now].slice(-MOST), now: act.drawing, future: [] };
    case 'undo': {
      const former = past.at(-1);
      return former ? { past: past.slice(0, -1), now: former, future: [now, ...future] } : history;
    }
    case 'redo': {
      const [next, ...rest] = future;
      return next ? { past: [...past, now], now: next, future: rest } : history;
    }
  }
}

/** A drawing with its history: every change can be undone and done again. */
export function useDrawing(first: Drawing) {
  const [history, act] = useReducer(step, { past: [], now: first, future: [] });
  const draw = useCallback((drawing: Drawing) => act({ type: 'draw', drawing }), []);
  return {
    drawing: history.now,
    draw,
    undo: history.past.length > 0 ? () => act({ type: 'undo' }) : undefined,
    redo: history.future.length > 0 ? () => act({ type: 'redo' }) : undefined,
  };
}
