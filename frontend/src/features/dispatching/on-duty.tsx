import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';

/** Is somebody on duty now? */
export function OnDuty({ on }: { on: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="case-tag" data-tone={on ? 'done' : 'closed'}>
      <span aria-hidden>{on ? '●' : '○'}</span>
      {t(on ? 'dispatching.onDuty' : 'dispatching.offDuty')}
    </span>
  );
}
