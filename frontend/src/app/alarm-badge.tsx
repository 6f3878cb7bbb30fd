import { Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAlarmsWaiting } from '@/entities/alarm';

/** How many alarms nobody has seen to. */
export function AlarmBadge() {
  const { t } = useTranslation();
  const raised = useAlarmsWaiting();
  if (!raised) return null;
  return (
    <Badge count={raised} overflowCount={99} color="#b31d28" title={t('alarms.badge', { count: raised })} />
  );
}
