import type { TFunction } from 'i18next';

/** A trunk as people call it: the one that a gateway has of itself has no key of its own. */
export const trunkName = (key: string, t: TFunction): string =>
  key === '_gateway' ? t('recordings.gatewaysTrunk') : key;
