/** Headings below the page's own: one level each, none left out, each with an address. */
import type { Element, Root } from 'hast';
import { normalForm } from '../unicode.ts';
import { el, isElement, propertyOf, replaceElements, textOf } from './tree.ts';

export interface Heading {
  /** For `#…`. */
  id: string;
  /** 2 to 6. */
  level: number;
  text: string;
}

/** Ids begin so: none of them can pass for one of the page's own, nor for a name that a script looks for. */
const PREFIX = 's-';
const LEVEL = /^h([1-6])$/;
const LONGEST_ID = 60;

/**
 * Changes the headings of the tree: whatever level the text begins with becomes 2 (the page has its one `h1`), and
 * a level that the text leaps over closes up. Those without a word become nothing.
 */
export function outline(tree: Root): Heading[] {
  const headings: Heading[] = [];
  const open: number[] = [];
  const taken = new Map<string, number>();
  replaceElements(tree, (element) => {
    const written = Number(LEVEL.exec(element.tagName)?.[1]);
    if (!written || propertyOf(element, 'id') !== '') return element;
    const text = textOf(element).replaceAll(/\s+/g, ' ').trim();
    if (text === '' && !hasPicture(element)) return [];
    while ((open.at(-1) ?? 0) >= written) open.pop();
    open.push(written);
    const level = Math.min(open.length + 1, 6);
    const id = freeId(text, taken);
    headings.push({ id, level, text });
    return el(`h${level}`, { ...element.properties, id }, ...element.children);
  });
  const targets = new Map(headings.map(({ id }) => [id.slice(PREFIX.length), id]));
  replaceElements(tree, (element) => {
    const id = isElement(element, 'a') ? targets.get(fragmentOf(element)) : undefined;
    if (id) element.properties['href'] = `#${id}`;
    return element;
  });
  return headings;
}

function hasPicture(element: Element): boolean {
  return element.children.some((child) => isElement(child, 'img') || (isElement(child) && hasPicture(child)));
}

/** `#Fechas importantes`, as people write it, finds its heading. */
function fragmentOf(link: Element): string {
  const href = propertyOf(link, 'href');
  if (!href.startsWith('#')) return '';
  try {
    return plainId(decodeURIComponent(href.slice(1)));
  } catch {
    return '';
  }
}

function plainId(text: string): string {
  const plain = normalForm(text, 'NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .slice(0, 500)
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  // Not half a letter: the database takes none, nor does an address.
  return (
    plain
      .slice(0, LONGEST_ID)
      .replace(/[\uD800-\uDBFF]$/, '')
      .replace(/-$/, '') || 'parte'
  );
}

/** @param taken how often each was used: counting on from there, a thousand equal headings take no time */
function freeId(text: string, taken: Map<string, number>): string {
  const base = PREFIX + plainId(text);
  let times = (taken.get(base) ?? 0) + 1;
  let id = times === 1 ? base : `${base}-${times}`;
  while (times > 1 && taken.has(id)) id = `${base}-${++times}`;
  taken.set(base, times);
  if (id !== base) taken.set(id, 1);
  return id;
}
