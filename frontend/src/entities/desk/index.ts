export * from './desk';
export { type DeskView, useDesk, useDeskSubscription } from './use-desk';
export { useDial } from './use-dial';
