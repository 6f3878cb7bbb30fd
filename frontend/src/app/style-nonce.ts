/** A few of Ant Design's <style> elements (the scroll lock behind a dialog, the measure of a scroll bar) are made without
 * the page's nonce and would be refused. Each one made by our scripts gets it; the policy itself stays as it is. */
export function giveStylesTheNonce(nonce: string): void {
  if (!nonce) return;
  const create = document.createElement.bind(document);
  document.createElement = ((tag: string, options?: ElementCreationOptions) => {
    const element = create(tag, options);
    if (tag.toLowerCase() === 'style') element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
