import { GlobalOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES, type Locale, setLocale } from '@/shared/i18n';

export function LanguageSwitch({ onChange }: { onChange?: (locale: Locale) => void }) {
  const { t } = useTranslation();
  return (
    <Select<Locale>
      aria-label={t('settings.language')}
      value={currentLocale()}
      prefix={<GlobalOutlined aria-hidden />}
      style={{ width: 136 }}
      options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
      onChange={(locale) => {
        void setLocale(locale);
        onChange?.(locale);
      }}
    />
  );
}
