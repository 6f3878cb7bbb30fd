export { type Question, type QuestionKind, questionsOf, wayThrough } from './questions';
export { SurveyInterview } from './survey-interview';
