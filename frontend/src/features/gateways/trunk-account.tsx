import { Checkbox, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type {
  GatewayOverviewFragment,
  TrunkInput,
  TrunkRegistration,
} from '@/shared/graphql/generated/graphql';

export type KnownTrunk = GatewayOverviewFragment['trunks'][number];

const MARKS: Record<TrunkRegistration, { tone: string; mark: string }> = {
  TRYING: { tone: 'todo', mark: '…' },
  REGISTERED: { tone: 'done', mark: '✓' },
  REFUSED: { tone: 'alarm', mark: '✕' },
  UNANSWERED: { tone: 'alarm', mark: '✕' },
  LOCKED: { tone: 'alarm', mark: '✕' },
};

/** Does the password that is kept fit what stands in the dialog? A new user or carrier wants a new one. */
const isPasswordKept = (trunk: TrunkInput, known: KnownTrunk | undefined) =>
  known?.hasPassword === true && known.user === trunk.user && known.host === trunk.host;

/** A user has a password, and who registers is a user. */
export const isAccountWhole = (trunk: TrunkInput, known: KnownTrunk | undefined) =>
  trunk.user ? Boolean(trunk.password) || isPasswordKept(trunk, known) : !trunk.register;

interface AccountProps {
  user: string;
  register: boolean;
  at: KnownTrunk['registrations'];
}

/** Who we are at the carrier, and what it says to that, by gateway. */
export function TrunkAccount({ user, register, at }: AccountProps) {
  const { t } = useTranslation();
  if (!user) return '–';
  return (
    <>
      {user}
      {at.map(({ gateway, state }) => (
        <div key={gateway} title={t(`trunkAccount.hint_${state}`)}>
          <span className="case-tag" data-tone={MARKS[state].tone}>
            <span aria-hidden>{MARKS[state].mark}</span>
            {t(`trunkAccount.state_${state}`, { gateway })}
          </span>
        </div>
      ))}
      {register && at.length === 0 && <div className="sip-numbers">{t('trunkAccount.unknown')}</div>}
    </>
  );
}

interface FieldsProps {
  trunk: TrunkInput;
  known: KnownTrunk | undefined;
  onChange(part: Partial<TrunkInput>): void;
}

/** User, password (never shown again) and whether the gateways register. */
export function TrunkAccountFields({ trunk, known, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const kept = isPasswordKept(trunk, known);
  const changeUser = (user: string) =>
    onChange(user ? { user } : { user, password: undefined, register: false });
  return (
    <>
      <label htmlFor="trunk-user">{t('sip.user')}</label>
      <Input
        id="trunk-user"
        maxLength={64}
        autoComplete="off"
        placeholder={t('trunkAccount.noUser')}
        value={trunk.user ?? ''}
        onChange={(e) => changeUser(e.target.value.replace(/[^A-Za-z0-9._~+*-]/g, ''))}
      />
      <label htmlFor="trunk-password">{t('sip.password')}</label>
      <Input.Password
        id="trunk-password"
        maxLength={128}
        autoComplete="new-password"
        disabled={!trunk.user}
        placeholder={kept ? t('sip.passwordStays') : undefined}
        status={trunk.user && !kept && !trunk.password ? 'warning' : undefined}
        value={trunk.password ?? ''}
        onChange={(e) => onChange({ password: e.target.value || undefined })}
      />
      <span />
      <Checkbox
        disabled={!trunk.user}
        checked={trunk.register ?? false}
        onChange={(e) => onChange({ register: e.target.checked })}
      >
        {t('trunkAccount.register')}
      </Checkbox>
    </>
  );
}
