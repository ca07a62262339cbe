/** Pictures of a text: those that the site keeps become figures; what is elsewhere or missing leaves no empty box. */
import type { Element } from 'hast';
import type { Translate } from '../i18n/translate.ts';
import { type Content, el, propertyOf, textNode } from './tree.ts';

/** How a kept picture is shown. */
export interface ShownPicture {
  src: string;
  /** Pixels of the picture as it is, so that the page keeps its place free. */
  width?: number;
  height?: number;
  /** Smaller and lighter versions, best kind first. */
  sources?: readonly { type: string; srcset: string }[];
  sizes?: string;
}

/**
 * @param src as the text has it: `/archivos/{id}/{name}`, or where the picture stood on the site it came from
 * @returns undefined: this site does not have it
 */
export type PictureOf = (src: string) => ShownPicture | undefined;

export interface FoundPictures {
  /** Ids of `/archivos/{id}/…` that are shown. */
  files: Set<string>;
  /** Addresses of pictures that the text names and this site does not have. */
  missing: Set<string>;
}

const STORED = /^\/archivos\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[^/?#\s]{1,200}$/;
const STORED_ANYWHERE = /\/archivos\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//g;

/** Ids of all stored files that a text names, in any way; to look them up before it is rendered. */
export function fileIdsIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(STORED_ANYWHERE), ([, id = '']) => id))];
}

/** Stored pictures as they are, without sizes. */
export const storedPicture: PictureOf = (src) => (STORED.test(src) ? { src } : undefined);

/** Readers' browsers ask no other site for a picture: one that is elsewhere is a link. */
export function dressImage(
  image: Element,
  { picture, found, t }: { picture: PictureOf; found: FoundPictures; t: Translate },
): Content[] {
  const src = propertyOf(image, 'src').trim();
  const alt = propertyOf(image, 'alt').replaceAll(/\s+/g, ' ').trim();
  const caption = propertyOf(image, 'title').trim();
  const shown = src === '' ? undefined : picture(src);
  if (!shown) return missingPicture(src, alt || caption, found, t);
  const id = STORED.exec(shown.src)?.[1];
  if (id) found.files.add(id);
  return [
    el(
      'figure',
      { className: ['picture'] },
      pictureElement(shown, alt),
      ...(caption === '' ? [] : [el('figcaption', {}, textNode(caption))]),
    ),
  ];
}

function pictureElement({ src, width, height, sources = [], sizes }: ShownPicture, alt: string): Content {
  const img = el('img', {
    src,
    alt,
    ...(width && height ? { width, height } : {}),
    loading: 'lazy',
    decoding: 'async',
  });
  if (sources.length === 0) return img;
  return el(
    'picture',
    {},
    ...sources.map(({ type, srcset }) => el('source', { type, srcSet: srcset, ...(sizes && { sizes }) })),
    img,
  );
}

function missingPicture(src: string, words: string, { missing }: FoundPictures, t: Translate): Content[] {
  const elsewhere = /^https?:\/\//i.test(src) ? URL.parse(src) : null;
  if (elsewhere) {
    const label = words || elsewhere.hostname;
    const link = el('a', { href: elsewhere.href, rel: ['noopener', 'noreferrer'] });
    return [{ ...link, children: [textNode(t('platform.markdown.picture_elsewhere', { label }))] }];
  }
  if (src !== '') missing.add(src);
  // Without a word for it nothing of the picture can be told.
  if (words === '') return [];
  return [el('em', {}, textNode(t('platform.markdown.picture_missing', { label: words })))];
}
