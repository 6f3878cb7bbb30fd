import { Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CallOrigin } from '@/shared/graphql/generated/graphql';
import { localNumber } from '@/shared/ui/phone-number';
import { duration, shortTime } from '@/shared/ui/time';
import { useSecondsSince } from '@/shared/ui/use-now';
import './origin.css';

type Origin = Pick<CallOrigin, 'kind' | 'number' | 'askedAt' | 'tries' | 'name' | 'mode'>;

const GLYPH = { CALL_BACK: '↩', CAMPAIGN: '☎', DISPATCH: '⚑' } as const;

/** A small mark beside a call: called back, of a campaign, of a dispatch; more when pointed at. */
export function OriginMark({ origin }: { origin: Origin }) {
  const { t } = useTranslation();
  const kind =
    origin.kind === 'CAMPAIGN' && origin.mode ? t(`origin.mode.${origin.mode}`) : t(`origin.${origin.kind}`);
  const more =
    origin.kind === 'CALL_BACK'
      ? [
          origin.askedAt && t('origin.askedAt', { time: shortTime(origin.askedAt) }),
          t('origin.at', { number: localNumber(origin.number) }),
        ]
          .filter(Boolean)
          .join(' · ')
      : origin.name;
  return (
    <Tooltip title={more || undefined}>
      <Tag variant="filled" color={origin.kind === 'CALL_BACK' ? 'orange' : 'blue'} className="origin-mark">
        <span aria-hidden>{GLYPH[origin.kind]} </span>
        {kind}
      </Tag>
    </Tooltip>
  );
}

/** Above the facts of a call on the desk: why there is this call, so that the agent's first words are right. */
export function OriginBanner({ origin, waitedSince }: { origin: Origin; waitedSince: string }) {
  const { t } = useTranslation();
  const waited = useSecondsSince(origin.kind === 'CALL_BACK' ? waitedSince : null);
  return (
    <section className="origin-banner" data-kind={origin.kind} aria-label={t('origin.title')}>
      <strong>
        <span aria-hidden>{GLYPH[origin.kind]} </span>
        {t(`origin.${origin.kind}`)}
        {origin.mode && ` · ${t(`origin.mode.${origin.mode}`)}`}
      </strong>
      {origin.kind === 'CALL_BACK' ? (
        <dl>
          {origin.askedAt && (
            <div>
              <dt>{t('origin.asked')}</dt>
              <dd>{shortTime(origin.askedAt)}</dd>
            </div>
          )}
          <div>
            <dt>{t('origin.waited')}</dt>
            <dd>{duration(waited)}</dd>
          </div>
          <div>
            <dt>{t('origin.number')}</dt>
            <dd>{localNumber(origin.number)}</dd>
          </div>
          {origin.tries > 0 && (
            <div>
              <dt>{t('origin.triedBefore')}</dt>
              <dd>{origin.tries}</dd>
            </div>
          )}
        </dl>
      ) : (
        origin.name && <span>{origin.name}</span>
      )}
    </section>
  );
}
