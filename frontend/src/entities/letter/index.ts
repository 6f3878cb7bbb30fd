export { CaseLetters } from './case-letters';
export * from './letter-documents';
export { LetterStateTag, SentLetterStateTag } from './letter-state';
export { useLetterChanged } from './use-letter-changed';
