import { useEffect, useRef } from 'react';

/** Keys are written `F2`, `shift+F8`, `ctrl+Enter`, `ctrl+k`. Letters go by their place on the keyboard, so that no
 * layout moves them. Nothing happens while an input method composes: its Enter and its F-keys are its own. */
export type Hotkeys = Record<string, (() => void) | undefined>;

export function hotkeyName(event: KeyboardEvent): string {
  const key = event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key;
  return [
    event.ctrlKey || event.metaKey ? 'ctrl' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey ? 'shift' : '',
    key,
  ]
    .filter(Boolean)
    .join('+');
}

export function useHotkeys(keys: Hotkeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return;
      const name = hotkeyName(event);
      if (!(name in latest.current)) return;
      event.preventDefault();
      if (!event.repeat) latest.current[name]?.();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
