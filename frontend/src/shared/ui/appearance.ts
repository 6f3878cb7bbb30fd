import { create } from 'zustand';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

const REMEMBERED = 'hotline.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export const isTheme = (value: string | null | undefined): value is ThemeName =>
  THEMES.includes(value as ThemeName);

const remembered = localStorage.getItem(REMEMBERED);
const first: ThemeName = isTheme(remembered) ? remembered : 'system';
const isDark = (theme: ThemeName) => theme === 'dark' || (theme === 'system' && system.matches);

/** Light or dark; "system" follows the computer while the console is open. */
export const useAppearance = create<{ theme: ThemeName; dark: boolean }>(() => ({
  theme: first,
  dark: isDark(first),
}));

export function setTheme(theme: ThemeName): void {
  localStorage.setItem(REMEMBERED, theme);
  useAppearance.setState({ theme, dark: isDark(theme) });
}

system.addEventListener('change', () => useAppearance.setState((s) => ({ dark: isDark(s.theme) })));
