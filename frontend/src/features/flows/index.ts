export { readFlowSearch } from './flow-search';
