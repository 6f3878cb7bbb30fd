export { caseSearchSchema } from './case-search';
