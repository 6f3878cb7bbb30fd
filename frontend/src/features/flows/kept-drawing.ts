import type { Drawing } from './flow-model';

/** A drawing that is no version yet, and the newest version there was when it was begun. */
export interface KeptDrawing {
  base: number;
  drawing: Drawing;
}

/** Where one person's drawing of one flow is kept in this window: another page, a reload or a lost line do not end it. */
export const placeOf = (tenant: string, user: string, flow: string) =>
  `hotline.flow:${tenant}:${user}:${flow}`;

export function keptDrawing(place: string): KeptDrawing | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as KeptDrawing | null;
  } catch {
    return null;
  }
}

export function keepDrawing(place: string, kept: KeptDrawing | null): void {
  if (kept) sessionStorage.setItem(place, JSON.stringify(kept));
  else sessionStorage.removeItem(place);
}
