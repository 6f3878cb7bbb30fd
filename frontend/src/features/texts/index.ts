export { readTextSearch } from './text-search';
