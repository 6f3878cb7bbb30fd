export * from './desk';
export { DialNumber } from './dial-number';
export { type DeskView, useDesk, useDeskSubscription } from './use-desk';
export { useDeskAction } from './use-desk-action';
export { useDial } from './use-dial';
