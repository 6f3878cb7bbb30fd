/** What a viewer shows: the page (from 0), how wide (1 fills the frame), and how each page is turned (quarters). */
export interface ViewState {
  page: number;
  zoom: number;
  turns: Readonly<Record<number, number>>;
}

export type ViewStep =
  | { step: 'page'; page: number }
  | { step: 'by'; pages: number }
  | { step: 'zoom'; factor: number }
  | { step: 'fit' }
  | { step: 'turn'; quarters: number };

export const WHOLE: ViewState = { page: 0, zoom: 1, turns: {} };
const LEAST = 0.4;
const MOST = 4;

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

export function stepped(state: ViewState, step: ViewStep, count: number): ViewState {
  switch (step.step) {
    case 'page':
      return { ...state, page: within(step.page, 0, Math.max(0, count - 1)) };
    case 'by':
      return { ...state, page: within(state.page + step.pages, 0, Math.max(0, count - 1)) };
    case 'zoom':
      return { ...state, zoom: within(Math.round(state.zoom * step.factor * 100) / 100, LEAST, MOST) };
    case 'fit':
      return { ...state, zoom: 1 };
    case 'turn': {
      const turn = ((state.turns[state.page] ?? 0) + step.quarters + 4) % 4;
      return { ...state, turns: { ...state.turns, [state.page]: turn } };
    }
  }
}

export const BIGGER = 1.25;

/** Keys of the viewer, by `KeyboardEvent.key`. */
export function stepOfKey(key: string, count: number): ViewStep | null {
  switch (key) {
    case 'ArrowRight':
    case 'PageDown':
      return { step: 'by', pages: 1 };
    case 'ArrowLeft':
    case 'PageUp':
      return { step: 'by', pages: -1 };
    case 'Home':
      return { step: 'page', page: 0 };
    case 'End':
      return { step: 'page', page: count - 1 };
    case '+':
    case '=':
      return { step: 'zoom', factor: BIGGER };
    case '-':
      return { step: 'zoom', factor: 1 / BIGGER };
    case '0':
      return { step: 'fit' };
    case 'r':
      return { step: 'turn', quarters: 1 };
    case 'R':
      return { step: 'turn', quarters: -1 };
    default:
      return null;
  }
}
