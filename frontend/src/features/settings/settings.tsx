import { App, Card, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useDesk } from '@/entities/desk';
import { PreferencesSetMutation } from '@/shared/session/preferences';
import { useSession, useViewer } from '@/shared/session/session';
import { LanguageSwitch } from '@/shared/ui/language-switch';
import { Page } from '@/shared/ui/page';
import { ThemeSwitch } from '@/shared/ui/theme-switch';

/** Language and appearance; kept on the server, so they follow the person to another seat. */
export function Settings() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const viewer = useViewer();
  const { call } = useDesk();
  const [, save] = useMutation(PreferencesSetMutation);

  const keep = async (change: { locale?: string; theme?: string }) => {
    const answer = await save(change);
    const problem = answer.error ? t('error.NETWORK') : answer.data?.preferencesSet?.errors[0]?.message;
    if (problem) return void message.error(problem);
    useSession.setState((s) => ({ viewer: s.viewer && { ...s.viewer, ...change } }));
    // What the server names comes in the new language only when asked again; a call in hand is not worth that.
    if (change.locale && !call) location.reload();
    else void message.success(t('settings.saved'));
  };

  return (
    <Page title={t('nav.settings')}>
      <Card className="settings-card">
        <Form layout="vertical">
          <Form.Item label={t('settings.language')}>
            <LanguageSwitch onChange={(locale) => void keep({ locale })} />
          </Form.Item>
          <Form.Item label={t('settings.theme')} extra={t('settings.themeHint')}>
            <ThemeSwitch words onChange={(theme) => void keep({ theme })} />
          </Form.Item>
          <Form.Item label={t('settings.account')}>
            {viewer.displayName} ({viewer.username}) · {viewer.tenant.name}
            {viewer.departmentName && ` · ${viewer.departmentName}`}
          </Form.Item>
          <Form.Item label={t('settings.roles')}>
            {viewer.roles.map((r) => t(`role.${r}`)).join(' / ')}
          </Form.Item>
        </Form>
      </Card>
    </Page>
  );
}
