import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { setTheme, THEMES, type ThemeName, useAppearance } from './appearance';

const ICONS = { system: <DesktopOutlined />, light: <SunOutlined />, dark: <MoonOutlined /> };

export function ThemeSwitch({
  words = false,
  onChange,
}: {
  words?: boolean;
  onChange?: (theme: ThemeName) => void;
}) {
  const { t } = useTranslation();
  const theme = useAppearance((s) => s.theme);
  return (
    <Segmented<ThemeName>
      aria-label={t('settings.theme')}
      value={theme}
      options={THEMES.map((value) => ({
        value,
        icon: ICONS[value],
        label: words ? t(`theme.${value}`) : undefined,
        title: t(`theme.${value}`),
      }))}
      onChange={(value) => {
        setTheme(value);
        onChange?.(value);
      }}
    />
  );
}
