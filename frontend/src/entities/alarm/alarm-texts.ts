import type { TFunction } from 'i18next';
import type { Names } from '@/entities/names';
import type { AlarmKind, ChannelUse, NumberClass } from '@/shared/graphql/generated/graphql';

const PLACED = ['DIALLER', 'ENFORCEMENT', 'CALL_BACK', 'FLOW'] as const;
const CLASSES: readonly string[] = [
  'LOCAL',
  'MOBILE',
  'DOMESTIC',
  'SERVICE',
  'PREMIUM',
  'INTERNATIONAL',
] satisfies NumberClass[];

const UNREGISTERED = ['REFUSED', 'LOCKED'] as const;

/** What an alarm is about, in words: an agent's key, a gateway, an address; a use of channels; what placed the call. */
export function subjectText(t: TFunction, names: Names, kind: AlarmKind, subject: string): string {
  if (kind === 'NO_CHANNEL') return t(`gateways.use.${subject as ChannelUse}`);
  if (kind === 'STORE_DOWN') return t('alarms.store');
  if (kind === 'BACKUP_FAILED' || kind === 'BACKUP_OLD') return t('alarms.backup');
  if (kind === 'SCRIPT_FAILED' || kind === 'SCRIPT_SUSPENDED') return t('nav.script');
  const [tenant, placed] = subject.split('/');
  if (kind === 'REPORT_UNSENT') return `${placed} (${names.tenant(tenant ?? '')})`;
  const what = PLACED.find((each) => each === placed);
  return what && tenant ? `${t(`alarms.placed.${what}`)} (${names.tenant(tenant)})` : names.agent(subject);
}

/** The detail in words: a kind of number, why a carrier does not take a registration, or what a stranger has tried. */
export function detailText(t: TFunction, kind: AlarmKind, detail: string): string {
  if (kind === 'TRUNK_UNREGISTERED') {
    const why = UNREGISTERED.find((each) => each === detail);
    return why ? t(`trunkAccount.why_${why}`) : detail;
  }
  if (kind === 'TRUNK_REFUSES') return t('trunkAccount.cause', { cause: detail });
  const [first = '', ...rest] = detail.split(' ');
  if (kind === 'SCANNER' || kind === 'STRANGER')
    return t('alarms.tried', { count: Number.parseInt(first, 10), accounts: rest.join(' ') });
  if (kind !== 'TOLL_FORBIDDEN' || !CLASSES.includes(first)) return detail;
  return `${t(`gateways.class.${first as NumberClass}`)} ${rest.join(' ')}`;
}
