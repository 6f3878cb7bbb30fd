export { AlarmStateTag } from './alarm-state-tag';
export { detailText, subjectText } from './alarm-texts';
export { useAlarmSubscription, useAlarmsWaiting, useOnAlarmChanges } from './alarms-waiting';
