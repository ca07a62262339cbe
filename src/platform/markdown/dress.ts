/** What the allow list left gets the looks of the site: figures, tables that scroll, stills, links that keep quiet. */
import type { Element, Properties, Root } from 'hast';
import type { Translate } from '../i18n/translate.ts';
import { STILL } from './allowed.ts';
import type { Embed } from './embed-hosts.ts';
import type { Frame } from './parse.ts';
import { dressImage, type FoundPictures, type PictureOf } from './pictures.ts';
import { outwardLink, stillOf } from './still.ts';
import {
  type Content,
  el,
  isBlank,
  isElement,
  propertyOf,
  replaceElements,
  textNode,
  textOf,
} from './tree.ts';

export interface Dressing {
  t: Translate;
  /** Our own site (`https://…`): links to it are not another site's. */
  origin: string;
  frames: readonly Frame[];
  picture: PictureOf;
  found: FoundPictures;
}

/** The tree itself is changed. @returns the players and forms that it shows stills of, each once */
export function dress(tree: Root, dressing: Dressing): Embed[] {
  const embeds = new Map<string, Embed>();
  let tables = 0;
  replaceElements(tree, (element) => {
    switch (element.tagName) {
      case STILL:
        return still(element, dressing, embeds);
      case 'img':
        return dressImage(element, dressing);
      case 'a':
        return dressLink(element, dressing.origin);
      case 'input':
        return checkedSign(element, dressing.t);
      case 'table':
        return scrolling(element, ++tables, dressing.t);
      case 'td':
      case 'th':
        return alignedCell(element);
      case 'h2':
      case 'section':
        return notesPart(element);
      case 'p':
        return withoutBlocks(element);
      case 'pre':
        // Long lines scroll by themselves, also by keyboard.
        return el('pre', { ...element.properties, tabIndex: 0 }, ...element.children);
      case 'code':
        return el('code', namedLanguage(element), ...element.children);
      case 'figure':
        return oneFigure(element);
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return leadingToItself(withBarePictures(element));
      default:
        return element;
    }
  });
  return [...embeds.values()];
}

function dressLink(link: Element, site: string): Content | Content[] {
  const href = propertyOf(link, 'href');
  const url = URL.parse(href, site);
  // What led nowhere good is only words now.
  if (href === '' || !url) return link.children;
  if (link.properties['dataFootnoteRef'] !== undefined) link.properties['ariaDescribedBy'] = ['n-notes'];
  else delete link.properties['ariaDescribedBy'];
  const [only, ...more] = link.children.filter((child) => !isBlank(child));
  // Only the way back from a note is told in other words than those it shows.
  if (link.properties['dataFootnoteBackref'] === undefined) delete link.properties['ariaLabel'];
  if (/^https?:$/.test(url.protocol) && url.origin !== new URL(site).origin)
    link.properties['rel'] = ['noopener', 'noreferrer'];
  if (!isElement(only, 'figure') || more.length > 0) return link;
  const [picture, ...caption] = only.children;
  const linked = picture ? [{ ...link, children: [picture] }] : [];
  return { ...only, children: [...linked, ...caption] };
}

/** The picture in a figure that the text made itself is no figure of its own. */
function oneFigure({ children }: Element): Content {
  const inner = children.flatMap((child) => (isElement(child, 'figure') ? child.children : [child]));
  return el('figure', { className: ['picture'] }, ...inner);
}

function namedLanguage({ properties }: Element): Properties {
  const { className } = properties;
  return Array.isArray(className) && className.length > 0 ? { className } : {};
}

/** Whoever presses a heading has its address to pass on; one with a link of its own leads there. */
function leadingToItself(heading: Element): Element {
  const id = propertyOf(heading, 'id');
  if (id === '' || heading.children.some(holdsLink)) return heading;
  return {
    ...heading,
    children: [el('a', { href: `#${id}` }, ...heading.children)],
  };
}

function holdsLink(node: Content): boolean {
  if (node.type !== 'element') return false;
  return node.tagName === 'a' || node.children.some(holdsLink);
}

function withBarePictures(heading: Element): Element {
  const children = heading.children.flatMap((child) =>
    isElement(child, 'figure') ? child.children.slice(0, 1) : [child],
  );
  return { ...heading, children };
}

/** A box that nobody can tick is a sign, and read aloud as one. */
function checkedSign(input: Element, t: Translate): Content {
  const done = input.properties['checked'] === true;
  const label = t(done ? 'platform.markdown.done' : 'platform.markdown.not_done');
  return el('span', { className: ['task'], role: 'img', ariaLabel: label }, textNode(done ? '☑' : '☐'));
}

/** Wide ones scroll by themselves, by finger as by keyboard, and leave the page where it is. */
function scrolling(table: Element, number: number, t: Translate): Content {
  const caption = table.children.find((child) => isElement(child, 'caption'));
  const label = caption ? textOf(caption).trim() : t('platform.markdown.table', { number });
  return el(
    'div',
    { className: ['table-scroll'], role: 'region', tabIndex: 0, ariaLabel: label },
    el('table', {}, ...table.children),
  );
}

function alignedCell({ tagName, properties, children }: Element): Content {
  const { align, ...rest } = properties;
  const className = align === 'right' ? ['end'] : align === 'center' ? ['center'] : undefined;
  const scope = tagName === 'th' && !rest['scope'] ? { scope: 'col' } : {};
  return el(tagName, { ...rest, ...scope, ...(className && { className }) }, ...children);
}

function notesPart(element: Element): Content {
  if (element.properties['dataFootnotes'] !== undefined)
    return el('section', { className: ['footnotes'], ariaLabelledBy: ['n-notes'] }, ...element.children);
  if (propertyOf(element, 'id') === 'footnote-label') return el('h2', { id: 'n-notes' }, ...element.children);
  // A section of the text's own means nothing here.
  if (element.tagName === 'section') return el('div', {}, ...element.children);
  return leadingToItself(withBarePictures(element));
}

const BLOCKS = ['figure', 'div', 'table', 'ul', 'ol', 'dl', 'blockquote', 'pre', 'section', 'p'];

/** A figure among words ends the paragraph before it and begins one after it. Without words nothing is left. */
function withoutBlocks(paragraph: Element): Content[] {
  const parts: Content[] = [];
  let line: Content[] = [];
  const close = (): void => {
    if (!line.every(isBlank)) parts.push(el('p', paragraph.properties, ...line));
    line = [];
  };
  for (const child of paragraph.children.flatMap(blocksOutOfStyles)) {
    if (isElement(child, ...BLOCKS)) {
      close();
      parts.push(child);
    } else line.push(child);
  }
  close();
  return parts;
}

function holdsBlock(node: Content): boolean {
  return isElement(node) && node.children.some((child) => isElement(child, ...BLOCKS) || holdsBlock(child));
}

/** Bold type around a picture goes, the picture stays. */
function blocksOutOfStyles(node: Content): Content[] {
  if (node.type !== 'element' || BLOCKS.includes(node.tagName) || !holdsBlock(node)) return [node];
  return node.children.flatMap(blocksOutOfStyles);
}

function still(mark: Element, { frames, t }: Dressing, embeds: Map<string, Embed>): Content[] {
  const frame = frames[Number(mark.properties['index'])];
  if (!frame) return [];
  const { embed, title } = frame;
  if (!embed) {
    const host = new URL(frame.address).hostname;
    const words = title || t('platform.markdown.elsewhere', { host });
    return [el('p', { className: ['elsewhere'] }, outwardLink(frame.address, words))];
  }
  embeds.set(embed.frame, embed);
  return [stillOf(embed, title, t)];
}
