import { useTranslation } from 'react-i18next';
import { trunkName, useNames } from '@/entities/names';
import type { StatisticsSubject } from '@/shared/graphql/generated/graphql';
import { localNumber } from '@/shared/ui/phone-number';

/** What a row of a table is called. */
export function useRowName(): (subject: StatisticsSubject, key: string) => string {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const word = (path: string, key: string) =>
    i18n.exists(`${path}.${key}`) ? t(`${path}.${key}` as 'medium.SMS') : key;
  return (subject, key) => {
    if (key === '') return t('statistics.none');
    switch (subject) {
      case 'CENTRE':
        return names.tenant(key);
      case 'HOUR':
        return `${key}:00–${String((Number(key) + 1) % 24).padStart(2, '0')}:00`;
      case 'QUEUE':
        return names.queue(key);
      case 'AGENT':
        return names.agent(key);
      case 'BUSINESS':
        return word('caseKind', key);
      case 'MEDIUM':
        return word('medium', key);
      case 'PAUSE':
        return word('agentReason', key);
      case 'WRITTEN':
        return word('workMedium', key);
      case 'CALLER':
        return word('statistics.caller', key);
      case 'TRUNK':
        return trunkName(key, t);
      case 'CALLED':
        return localNumber(key);
      case 'FAULT':
        return i18n.exists(`alarmKind.${key}`) ? word('alarmKind', key) : word('statistics.fault', key);
      default:
        return key;
    }
  };
}
