export { CaseFields } from './case-form';
export * from './case-form-values';
export * from './case-rows';
export { CaseStateTag, DueTime, UrgencyTag } from './case-state';
export { type Category, type Unit, unitOptions, useCatalogue } from './catalogue';
export { KINDS, URGENCIES } from './kinds';
export * from './register';
