export { readLetterSearch } from './letter-search';
