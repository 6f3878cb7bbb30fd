import { useEffect } from 'react';

/** Puts the cursor into the field that a dialog is for. Dialogs take the focus for themselves when they open, so this
 * comes after them. */
export function useFirstFocus(id: string): void {
  useEffect(() => {
    const timer = setTimeout(() => document.getElementById(id)?.focus(), 60);
    return () => clearTimeout(timer);
  }, [id]);
}
