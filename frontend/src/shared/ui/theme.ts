import { type ThemeConfig, theme } from 'antd';

export const FONT = `system-ui, -apple-system, "Segoe UI", "PingFang SC", "PingFang TC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif`;

const light = {
  colorPrimary: '#0b5cad',
  colorError: '#b31d28',
  colorSuccess: '#1a7f37',
  colorWarning: '#8a5a00',
  // The library derives greyish grounds from these dark colours: green or red text would not stand out on them.
  colorSuccessBg: '#ecf9f0',
  colorErrorBg: '#fbe8e9',
  colorWarningBg: '#fcf2d9',
  colorLink: '#0b5cad',
  colorBgLayout: '#f2f4f7',
  colorText: '#1c2530',
  colorTextSecondary: '#4a5664',
  colorTextDescription: '#4a5664',
  colorTextTertiary: '#5a6675',
  colorTextPlaceholder: '#67727f',
  colorBorder: '#c3cad3',
  colorBorderSecondary: '#e1e5ea',
};

const dark = {
  colorPrimary: '#4c9be8',
  colorError: '#f07178',
  colorSuccess: '#4bc26a',
  colorWarning: '#d9a33b',
  colorLink: '#6cb2f2',
  colorBgLayout: '#10151b',
  colorBgContainer: '#171d25',
  colorBgElevated: '#1e2630',
  colorText: '#e3e8ee',
  colorTextSecondary: '#a9b4c0',
  colorTextDescription: '#a9b4c0',
  colorTextTertiary: '#98a4b1',
  colorTextPlaceholder: '#8a96a3',
  colorBorder: '#3a4653',
  colorBorderSecondary: '#262f3a',
};

export const consoleTheme = (isDark: boolean): ThemeConfig => ({
  algorithm: isDark
    ? [theme.darkAlgorithm, theme.compactAlgorithm]
    : [theme.defaultAlgorithm, theme.compactAlgorithm],
  cssVar: { prefix: 'hl' },
  hashed: false,
  token: { ...(isDark ? dark : light), fontSize: 14, borderRadius: 5, motion: false, fontFamily: FONT },
  components: {
    Table: { headerBg: isDark ? '#1b222b' : '#f7f8fa', cellPaddingBlockSM: 6, cellPaddingInlineSM: 10 },
    Form: { itemMarginBottom: 10, verticalLabelPadding: '0 0 2px' },
    Card: { headerHeightSM: 36, bodyPaddingSM: 12 },
    // White is hard to read on the light blue and red that the dark theme needs elsewhere.
    ...(isDark && { Button: { primaryColor: '#07121d', dangerColor: '#1a0506' } }),
  },
});

/** The call bar is dark in both themes, so that the state of the call is found at a glance. */
export const callBarTheme: ThemeConfig = {
  algorithm: [theme.darkAlgorithm, theme.compactAlgorithm],
  components: { Button: { primaryColor: '#fff', dangerColor: '#fff' } },
  token: {
    colorPrimary: '#1f6fd0',
    colorError: '#d8404c',
    colorBgContainer: '#1a3350',
    colorBgElevated: '#1e2f44',
    colorBorder: '#4d6a8a',
    colorText: '#f2f6fa',
    colorTextDisabled: 'rgba(255,255,255,.38)',
    colorBgContainerDisabled: 'transparent',
    fontSize: 14,
    borderRadius: 5,
    motion: false,
    fontFamily: FONT,
  },
};
