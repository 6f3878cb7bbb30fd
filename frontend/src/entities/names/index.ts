export { type Names, namesOf, useNames } from './use-names';
