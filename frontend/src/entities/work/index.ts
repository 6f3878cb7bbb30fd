export { MEDIA, MEDIUM_GLYPHS, Medium } from './medium';
export * from './work';
