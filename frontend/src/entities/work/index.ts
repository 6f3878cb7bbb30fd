export { MEDIA, Medium } from './medium';
export * from './work';
