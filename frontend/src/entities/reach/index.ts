export { ReachOutcomeTag } from './reach-outcome';
