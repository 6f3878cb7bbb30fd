import { App as AntApp, ConfigProvider } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale';
import dayjs from 'dayjs';
import zhCn from 'dayjs/locale/zh-cn';
import zhTw from 'dayjs/locale/zh-tw';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLocale, setLocale } from '@/shared/i18n';
import { useAppearance } from '@/shared/ui/appearance';
import { consoleTheme } from '@/shared/ui/theme';
import { SessionGate } from './session-gate';

const DAYJS = { 'zh-Hans': zhCn.name, 'zh-Hant': zhTw.name, en: 'en' } as const;

/** Everything around the pages: theme, language, nonce, messages. */
export function Console({ nonce, firstAntdLocale }: { nonce: string; firstAntdLocale: AntdLocale }) {
  const { i18n, t } = useTranslation();
  const dark = useAppearance((s) => s.dark);
  const [antdLocale, setAntdLocale] = useState(firstAntdLocale);
  const theme = useMemo(() => consoleTheme(dark), [dark]);

  useEffect(() => {
    const follow = (language: string) => {
      if (!isLocale(language)) return;
      dayjs.locale(DAYJS[language]);
      void setLocale(language).then(setAntdLocale);
    };
    if (isLocale(i18n.language)) dayjs.locale(DAYJS[i18n.language]);
    i18n.on('languageChanged', follow);
    return () => i18n.off('languageChanged', follow);
  }, [i18n]);

  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    document.title = t('app.title');
  }, [dark, t]);

  return (
    <ConfigProvider
      locale={antdLocale}
      theme={theme}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
      variant="outlined"
    >
      <AntApp message={{ top: 60, maxCount: 3 }} notification={{ placement: 'topRight' }} className="console">
        <SessionGate />
      </AntApp>
    </ConfigProvider>
  );
}
