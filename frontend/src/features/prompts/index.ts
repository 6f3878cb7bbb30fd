export { readPromptSearch } from './prompt-search';
