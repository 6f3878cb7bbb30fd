export { readSurveySearch } from './survey-search';
