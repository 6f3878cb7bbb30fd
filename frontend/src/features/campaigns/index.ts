export { readCampaignSearch } from './campaign-search';
