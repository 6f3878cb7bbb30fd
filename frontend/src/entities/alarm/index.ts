export { AlarmStateTag } from './alarm-state-tag';
export { useAlarmSubscription, useAlarmsWaiting, useOnAlarmChanges } from './alarms-waiting';
