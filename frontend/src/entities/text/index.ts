export { CaseTexts } from './case-texts';
export * from './text-documents';
export { TextStateTag } from './text-state';
export { useTextChanged } from './use-text-changed';
