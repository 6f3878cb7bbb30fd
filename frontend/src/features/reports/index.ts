export { readStatisticsSearch } from './statistics-search';
