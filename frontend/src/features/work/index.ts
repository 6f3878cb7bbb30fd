export { readWorkSearch } from './work-search';
