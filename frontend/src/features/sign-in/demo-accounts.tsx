import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '@/shared/graphql/generated';

const DemoAccountsQuery = graphql(`
  query DemoAccounts {
    demoAccounts { username password tenantName roles displayName }
  }
`);

interface Props {
  disabled: boolean;
  onChoose(account: { username: string; password: string }): void;
}

/** Demo only: one click signs in. Outside the demo the server lists nobody and nothing is drawn. */
export function DemoAccounts({ disabled, onChoose }: Props) {
  const { t } = useTranslation();
  const [{ data }] = useQuery({ query: DemoAccountsQuery });
  const accounts = data?.demoAccounts ?? [];
  if (accounts.length === 0) return null;
  const tenants = [...new Set(accounts.map((a) => a.tenantName))];
  return (
    <section className="demo-accounts" aria-label={t('signIn.demo')}>
      <h3>{t('signIn.demo')}</h3>
      {tenants.map((tenant) => (
        <div key={tenant} className="demo-tenant">
          <h4>{tenant}</h4>
          <div className="demo-people">
            {accounts
              .filter((a) => a.tenantName === tenant)
              .map((a) => (
                <Tooltip
                  key={a.username}
                  title={`${a.username} · ${a.roles.map((r) => t(`role.${r}`)).join(' / ')}`}
                >
                  <Button size="small" disabled={disabled} onClick={() => onChoose(a)}>
                    {a.displayName}
                  </Button>
                </Tooltip>
              ))}
          </div>
        </div>
      ))}
    </section>
  );
}
