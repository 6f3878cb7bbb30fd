import { EditorView } from '@codemirror/view';

/** What is typed over a selection goes in as a change of the document. Left to the browser, Chrome keeps the looks of the
 * replaced words in a style attribute, which the page's policy refuses and reports. Input methods are left alone. */
export const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const text = event.data;
    const ranges = view.state.selection.ranges;
    if (event.inputType !== 'insertText' || !text || event.isComposing || ranges.every((each) => each.empty))
      return false;
    event.preventDefault();
    const { from, to } = view.state.selection.main;
    const insert = () =>
      view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    const handled = view.state
      .facet(EditorView.inputHandler)
      .some((handle) => handle(view, from, to, text, insert));
    if (!handled) view.dispatch(insert());
    return true;
  },
});
