/** Text inside XML. */

// XML 1.0 has no way to write these, not even escaped.
// oxlint-disable-next-line no-control-regex -- these are the signs that have to go
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Most texts have nothing of it: looking once is a quarter of the work. */
// oxlint-disable-next-line no-control-regex -- as above
const NOTABLE = /[&<>"\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** Escaped for elements and for attributes in double quotes. */
export function xmlText(text: string): string {
  if (!NOTABLE.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The same where a line break must not become a blank. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll(/[\t\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
