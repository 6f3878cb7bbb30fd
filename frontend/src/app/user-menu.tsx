import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { renewCsrfToken } from '@/shared/graphql/csrf';
import { graphql } from '@/shared/graphql/generated';
import { signedIn, signedOut, useViewer } from '@/shared/session/session';

const SignOutMutation = graphql(`
  mutation SignOut { signOut { ok errors { message } } }
`);
const SwitchTenantMutation = graphql(`
  mutation SwitchTenant($tenant: String!) {
    switchTenant(tenant: $tenant) { viewer { ...Viewer } errors { message } }
  }
`);

export function UserMenu() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const viewer = useViewer();
  const navigate = useNavigate();
  const [, signOut] = useMutation(SignOutMutation);
  const [, switchTenant] = useMutation(SwitchTenantMutation);

  const leave = async () => {
    const answer = await signOut({});
    const problem = answer.error ? t('error.NETWORK') : answer.data?.signOut?.errors[0]?.message;
    if (problem) return void message.error(problem);
    await renewCsrfToken();
    signedOut();
  };
  const change = async (tenant: string) => {
    const answer = await switchTenant({ tenant });
    const next = answer.data?.switchTenant?.viewer;
    if (next) {
      await renewCsrfToken();
      signedIn(next);
    } else void message.error(answer.data?.switchTenant?.errors[0]?.message ?? t('error.NETWORK'));
  };

  const others = viewer.memberships.filter((m) => m.tenant.key !== viewer.tenant.key);
  const items: MenuProps['items'] = [
    {
      key: 'who',
      disabled: true,
      label: `${viewer.username}${viewer.agentNumber ? ` · ${t('agent.number', { number: viewer.agentNumber })}` : ''}`,
    },
    { key: 'roles', disabled: true, label: viewer.roles.map((r) => t(`role.${r}`)).join(' / ') },
    { type: 'divider' },
    ...others.map((m) => ({
      key: `tenant:${m.tenant.key}`,
      label: t('shell.switchTo', { tenant: m.tenant.name }),
      onClick: () => void change(m.tenant.key),
    })),
    { key: 'settings', label: t('nav.settings'), onClick: () => void navigate({ to: '/settings' }) },
    { key: 'leave', label: t('signIn.leave'), danger: true, onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" icon={<UserOutlined />} className="user-menu">
        {viewer.displayName} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
