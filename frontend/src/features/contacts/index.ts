export { readContactSearch } from './contact-search';
