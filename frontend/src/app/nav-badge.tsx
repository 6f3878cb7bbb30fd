import { Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCaseCounts } from '@/entities/case/case-rows';

/** How many cases wait for this person; red when some are overdue, and it says so. */
export function NavBadge() {
  const { t } = useTranslation();
  const counts = useCaseCounts();
  if (!counts) return null;
  const waiting = counts.inbox + counts.review + counts.callback;
  const title = t('case.badge', { waiting, overdue: counts.overdue });
  return (
    <Badge
      count={waiting}
      overflowCount={999}
      color={counts.overdue > 0 ? '#b31d28' : '#0b5cad'}
      title={title}
    />
  );
}
