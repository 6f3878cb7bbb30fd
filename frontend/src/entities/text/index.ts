export { CaseTexts } from './case-texts';
export { isChinese } from './segments';
export { TextBody } from './text-body';
export { TextButton } from './text-button';
export * from './text-documents';
export { TextStateTag } from './text-state';
export { useTextChanged } from './use-text-changed';
