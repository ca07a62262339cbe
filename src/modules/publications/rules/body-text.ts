/** The text of a publication as a form brings it back. Pure. */

/** Characters; the renderer shows longer ones as they were written. */
export const LONGEST_BODY = 400_000;

// What no text may hold: the database can't keep the first, and the others change what is seen.
// oxlint-disable-next-line no-control-regex -- taking control characters out is the purpose
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

const lines = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/**
 * Browsers send every line end as CRLF, whatever it was. What was not changed stays byte for byte as it is stored,
 * so that an export gives back the file that came in; what was changed keeps the line ends of the stored text.
 * @param stored undefined: it is new
 */
export function bodyOf(sent: string, stored: string | undefined): string {
  const typed = lines(sent).replaceAll(FORBIDDEN, '').toWellFormed();
  if (stored === undefined) return typed;
  if (typed === lines(stored).replaceAll(FORBIDDEN, '').toWellFormed()) return stored;
  return stored.includes('\r\n') ? typed.replaceAll('\n', '\r\n') : typed;
}
