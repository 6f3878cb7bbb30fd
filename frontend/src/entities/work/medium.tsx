import { useTranslation } from 'react-i18next';
import type { WorkMedium } from '@/shared/graphql/generated/graphql';

export const MEDIUM_GLYPHS: Record<WorkMedium, string> = {
  VOICEMAIL: '🖭',
  WEB: '⌨',
  MAIL: '✉',
  FAX: '🖷',
  SMS: '🗨',
};
export const MEDIA = Object.keys(MEDIUM_GLYPHS) as WorkMedium[];

/** How it reached us, as glyph and word. */
export function Medium({ medium }: { medium: WorkMedium }) {
  const { t } = useTranslation();
  return (
    <span className="work-medium">
      <span aria-hidden>{MEDIUM_GLYPHS[medium]}</span> {t(`workMedium.${medium}`)}
    </span>
  );
}
