export { CitizenCard } from './citizen-card';
export { CitizenEditor, CitizenSaveMutation } from './citizen-editor';
export { OperationList } from './operation-list';
