export { readFaxSearch } from './fax-search';
