/**
 * What a text would cost to read, estimated in one pass over it. The library takes time (and once memory) with
 * the square of some things: signs of emphasis and brackets in one paragraph, lists within lists, columns times
 * rows. Measured: a paragraph of 5,000 asterisks 1.2 s, 10,000 characters of "1. " 7 s, a table of 500 columns
 * over short rows 106 s and 25 MB. Nobody writes like that; somebody who wants to stop the server does.
 */

/** Characters; a report of 150 pages. */
export const LONGEST_TEXT = 400_000;

export type TooMuch = 'long' | 'nested' | 'tangled' | 'table' | 'slow';

const DEEPEST = 12;
const INDENTED_LISTS = 40;
const MOST_COLUMNS = 60;
const MOST_CELLS = 20_000;
/** Sum over paragraphs of the square of their signs; 20 million take about a second. */
const MOST_SIGNS = 20_000_000;
const MOST_TAGS = 5000;
/** Open at once; each is opened anew in every paragraph that follows. */
const MOST_OPEN_STYLES = 50;

const CONTAINERS = /^(?:[ \t]{0,3}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]?)*/;
const CONTAINER = />|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])/g;
const STARTS_ANEW = /^[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|\||#|$)/;
const SIGNS = /[*_~[\]`<]/g;
const TAG = /<(\/?)([a-z][a-z0-9-]{0,20})/gi;
const STYLES = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
const DELIMITER_ROW = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\||$)/;

/** @returns why the text is not read as Markdown; undefined when it can be */
export function tooMuch(text: string): TooMuch | undefined {
  if (text.length > LONGEST_TEXT) return 'long';
  const lines = text.split(/\r\n?|\n/);
  if (lines.some(isDeep)) return 'nested';
  if (hasHugeTable(lines)) return 'table';
  return isTangled(lines) || hasTangledTags(text) ? 'tangled' : undefined;
}

function isDeep(line: string): boolean {
  const [opening = ''] = CONTAINERS.exec(line) ?? [];
  if ((opening.match(CONTAINER)?.length ?? 0) > DEEPEST) return true;
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  return indent > INDENTED_LISTS && /^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(line.slice(indent, indent + 12));
}

/** Short rows are filled up to the width of the head, so a few characters become many cells. */
function hasHugeTable(lines: readonly string[]): boolean {
  let columns = 0;
  let cells = 0;
  for (const line of lines) {
    if (line.trim() === '') columns = 0;
    else if (DELIMITER_ROW.test(line)) columns = line.split('|').length;
    cells += columns;
    if (columns > MOST_COLUMNS || cells > MOST_CELLS) return true;
  }
  return false;
}

function isTangled(lines: readonly string[]): boolean {
  let signs = 0;
  let total = 0;
  for (const line of lines) {
    if (STARTS_ANEW.test(line)) {
      total += signs * signs;
      signs = 0;
    }
    signs += line.match(SIGNS)?.length ?? 0;
    if (total + signs * signs > MOST_SIGNS) return true;
  }
  return false;
}

function hasTangledTags(text: string): boolean {
  let tags = 0;
  let open = 0;
  for (const [, closing, name = ''] of text.matchAll(TAG)) {
    if (++tags > MOST_TAGS) return true;
    if (STYLES.has(name.toLowerCase())) open = Math.max(0, open + (closing ? -1 : 1));
    if (open > MOST_OPEN_STYLES) return true;
  }
  return false;
}
