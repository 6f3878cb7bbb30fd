import type { Locale as AntdLocale } from 'antd/es/locale';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type zhHans from './zh-Hans';

export const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_NAMES: Record<Locale, string> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

/** `area.key` for every text. Flat, because the library's own reckoning of nested keys is too deep for the compiler
 * once there are some seven hundred of them. */
type KeysOf<Texts, Before extends string = ''> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? `${Before}${Key}`
    : KeysOf<Texts[Key], `${Before}${Key}.`>;
}[keyof Texts & string];

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false;
    resources: { translation: Record<KeysOf<typeof zhHans>, string> };
  }
}

const catalogues: Record<Locale, () => Promise<{ default: object }>> = {
  'zh-Hans': () => import('./zh-Hans'),
  'zh-Hant': () => import('./zh-Hant'),
  en: () => import('./en'),
};

const antdLocales: Record<Locale, () => Promise<{ default: AntdLocale }>> = {
  'zh-Hans': () => import('antd/es/locale/zh_CN'),
  'zh-Hant': () => import('antd/es/locale/zh_TW'),
  en: () => import('antd/es/locale/en_GB'),
};

const REMEMBERED = 'hotline.locale';

export const isLocale = (value: string | null | undefined): value is Locale =>
  LOCALES.includes(value as Locale);

/** The language before anybody is signed in: the last one used here, else the browser's. */
export function firstLocale(): Locale {
  const remembered = localStorage.getItem(REMEMBERED);
  if (isLocale(remembered)) return remembered;
  for (const language of navigator.languages ?? []) {
    if (/^zh-(hant|tw|hk|mo)/i.test(language)) return 'zh-Hant';
    if (/^zh/i.test(language)) return 'zh-Hans';
    if (/^en/i.test(language)) return 'en';
  }
  return 'zh-Hans';
}

export const currentLocale = (): Locale => (isLocale(i18next.language) ? i18next.language : 'zh-Hans');

/** Speak `locale` from now on; resolves to Ant Design's own words for it. */
export async function setLocale(locale: Locale): Promise<AntdLocale> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: 'zh-Hans',
      fallbackLng: 'zh-Hans',
      resources: {},
      interpolation: { escapeValue: false },
    });
  }
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', (await catalogues[locale]()).default);
  }
  const antd = (await antdLocales[locale]()).default;
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
  localStorage.setItem(REMEMBERED, locale);
  return antd;
}
