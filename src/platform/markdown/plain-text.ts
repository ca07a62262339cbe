/** A text without its signs, for the search, for summaries and to count words. */
import type { Root, RootContent } from 'hast';
import { type Content, isElement, propertyOf } from './tree.ts';

const BLOCKS = new Set(
  'p h1 h2 h3 h4 h5 h6 li dt dd blockquote pre tr caption figcaption figure table section details summary div hr br'.split(
    ' ',
  ),
);

/** @param tree after the allow list and before it is dressed: no words of the program are in it */
export function plainText(tree: Root): string {
  const parts: string[] = [];
  const walk = (node: RootContent | Content): void => {
    if (node.type === 'text') parts.push(node.value.replaceAll(/\s+/g, ' '));
    if (!isElement(node)) return;
    // A number that leads to a note, the arrow back, and the heading over the notes.
    if (node.properties['dataFootnoteRef'] !== undefined) return;
    if (node.properties['dataFootnoteBackref'] !== undefined) return;
    if (propertyOf(node, 'id') === 'footnote-label') return;
    if (node.tagName === 'img') parts.push(` ${propertyOf(node, 'alt')} `);
    const block = BLOCKS.has(node.tagName);
    if (block) parts.push('\n');
    node.children.forEach(walk);
    if (block) parts.push('\n');
    else if (node.tagName === 'td' || node.tagName === 'th') parts.push(' ');
  };
  tree.children.forEach(walk);
  return parts
    .join('')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}’'.,-]*/gu;

export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
