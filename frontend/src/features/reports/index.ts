export { readSendingSearch } from './sending-search';
export { readStatisticsSearch } from './statistics-search';
