import { stepOfKey, stepped, type ViewState, WHOLE } from './view-state';

const after = (keys: string[], count: number): ViewState =>
  keys.reduce((state, key) => {
    const step = stepOfKey(key, count);
    return step ? stepped(state, step, count) : state;
  }, WHOLE);

test('pages are turned by keys and end at the ends', () => {
  expect(after(['ArrowRight', 'PageDown'], 3).page).toBe(2);
  expect(after(['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'], 3).page).toBe(2);
  expect(after(['End', 'ArrowLeft'], 3).page).toBe(1);
  expect(after(['ArrowLeft'], 3).page).toBe(0);
  expect(after(['End', 'Home'], 3).page).toBe(0);
});

test('a page keeps its turn when another one is shown', () => {
  const state = after(['r', 'ArrowRight', 'R', 'ArrowLeft'], 2);
  expect(state.turns).toEqual({ 0: 1, 1: 3 });
  expect(state.page).toBe(0);
  expect(after(['r', 'r', 'r', 'r'], 1).turns[0]).toBe(0);
});

test('zooming stays within reason and goes back', () => {
  expect(after(['+'], 1).zoom).toBe(1.25);
  expect(after(Array(20).fill('+'), 1).zoom).toBe(4);
  expect(after(Array(20).fill('-'), 1).zoom).toBe(0.4);
  expect(after(['+', '+', '0'], 1).zoom).toBe(1);
});

test('other keys do nothing', () => {
  expect(stepOfKey('a', 3)).toBeNull();
  expect(stepOfKey('Enter', 3)).toBeNull();
});
