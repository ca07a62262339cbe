/** HTML that was made here out of an allow list, and may stand in a page as it is. */
declare const made: unique symbol;

/**
 * Only `renderMarkdown` makes it. What comes back from the database is given the type again by `storedHtml`,
 * where the one column is read that only the renderer fills.
 */
export type SafeHtml = string & { readonly [made]: true };

/** @param html out of a column that nothing but the renderer's result is ever written to */
export function storedHtml(html: string): SafeHtml {
  return html as SafeHtml;
}
