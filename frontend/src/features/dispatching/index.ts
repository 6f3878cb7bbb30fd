export { readDispatchSearch } from './dispatch-search';
