export { readNumberListSearch } from './list-search';
