import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES, type Locale, setLocale } from '@/shared/i18n';

export function LanguageSwitch({ onChange }: { onChange?: (locale: Locale) => void }) {
  const { t } = useTranslation();
  return (
    <Segmented<Locale>
      aria-label={t('settings.language')}
      value={currentLocale()}
      options={LOCALES.map((value) => ({ value, label: <span lang={value}>{LOCALE_NAMES[value]}</span> }))}
      onChange={(locale) => {
        void setLocale(locale);
        onChange?.(locale);
      }}
    />
  );
}
