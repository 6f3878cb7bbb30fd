import { useNavigate } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import { useTranslation } from 'react-i18next';
import { CallBar, ConnectionIndicator, PhoneRunner } from '@/features/desk';
import { NoteBell } from '@/features/notes';
import { useMay, useViewer } from '@/shared/session/session';
import { callBarTheme } from '@/shared/ui/theme';
import { UserMenu } from './user-menu';

/** Always there: the tenant, the call, the lines, the person. */
export function ShellBar() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const viewer = useViewer();
  const mayWork = useMay('desk.use');
  return (
    <ConfigProvider theme={callBarTheme}>
      <header className="shell-bar">
        <div className="shell-brand">
          <strong>12345</strong>
          <span>{viewer.tenant.name}</span>
        </div>
        <section className="shell-call" aria-label={t('shell.callBar')}>
          {mayWork && <CallBar onOpenDesk={() => void navigate({ to: '/desk' })} />}
        </section>
        <ConnectionIndicator />
        <NoteBell />
        <UserMenu />
      </header>
      {mayWork && <PhoneRunner />}
    </ConfigProvider>
  );
}
