export { readMessageSearch } from './message-search';
