import { useTranslation } from 'react-i18next';

const REASONS = [
  'CALLER_HUNG_UP',
  'AGENT_HUNG_UP',
  'ABANDONED',
  'SELF_SERVICE',
  'VOICEMAIL',
  'FAX',
  'REFUSED',
  'NOT_REACHED',
  'SUPERVISOR_ENDED',
  'GATEWAY_FAILED',
  'CALL_BACK_FAILED',
  'CALL_BACK_NOT_NEEDED',
] as const;
type Known = (typeof REASONS)[number];
const BAD: readonly string[] = ['ABANDONED', 'GATEWAY_FAILED', 'NOT_REACHED', 'REFUSED', 'CALL_BACK_FAILED'];

export function EndReason({ reason }: { reason: string | null | undefined }) {
  const { t } = useTranslation();
  if (!reason) return <span>–</span>;
  const known = REASONS.find((r): r is Known => r === reason);
  return (
    <span className={BAD.includes(reason) ? 'end-bad' : undefined}>
      <span aria-hidden>{BAD.includes(reason) ? '⚠' : '✓'} </span>
      {known ? t(`endReason.${known}`) : reason}
    </span>
  );
}
