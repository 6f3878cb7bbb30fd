export { readCaseSearch } from './case-search';
