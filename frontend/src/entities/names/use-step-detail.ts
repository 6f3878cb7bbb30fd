import { useTranslation } from 'react-i18next';
import { useNames } from './use-names';

/** The detail of a step on a call's way in words: how it ended, which queue, which agent. */
export function useStepDetail(): (step: string, detail: string) => string {
  const { t, i18n } = useTranslation();
  const names = useNames();
  return (step, detail) =>
    step === 'ENDED' && i18n.exists(`endReason.${detail}`)
      ? t(`endReason.${detail as 'ABANDONED'}`)
      : names.within(detail);
}
