export { OriginBanner, OriginMark } from './origin-mark';
export { ReachOutcomeTag } from './reach-outcome';
