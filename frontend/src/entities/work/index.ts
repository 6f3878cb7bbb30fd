export { ChoiceButton, HandButton } from './buttons';
export { DismissDialog } from './dismiss-dialog';
export { MEDIA, Medium } from './medium';
export { useUndo } from './use-undo';
export * from './work';
