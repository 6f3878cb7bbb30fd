import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useLeaveQuestion } from './use-leave-question';

const isAsked = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

test('leaving the page is asked about as long as a talk is in it, and no longer', () => {
  const { rerender, unmount } = renderHook(({ talking }) => useLeaveQuestion(talking), {
    initialProps: { talking: false },
  });
  expect(isAsked()).toBe(false);
  rerender({ talking: true });
  expect(isAsked()).toBe(true);
  rerender({ talking: false });
  expect(isAsked()).toBe(false);
  rerender({ talking: true });
  unmount();
  expect(isAsked()).toBe(false);
});
