import { ConfigProvider } from 'antd';
import { useTranslation } from 'react-i18next';
import { useViewer } from '@/shared/session/session';
import { callBarTheme } from './theme';
import { UserMenu } from './user-menu';

export function ShellBar() {
  const { t } = useTranslation();
  const viewer = useViewer();
  return (
    <ConfigProvider theme={callBarTheme}>
      <header className="shell-bar">
        <div className="shell-brand">
          <strong>12345</strong>
          <span>{viewer.tenant.name}</span>
        </div>
        <section className="shell-call" aria-label={t('shell.callBar')} />
        <UserMenu />
      </header>
    </ConfigProvider>
  );
}
