export { trunkName } from './trunk-name';
export { type Names, namesOf, useNames } from './use-names';
export { useStepDetail } from './use-step-detail';
