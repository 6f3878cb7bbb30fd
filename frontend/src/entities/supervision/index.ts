export { MODE_GLYPHS, MODES, mayMode } from './mode';
export * from './supervision';
export { type ListenTo, useListen } from './use-listen';
