/**
 * Markdown to HTML that may stand in a public page, whoever wrote it. Made once, when a text is saved, and kept
 * beside it: a page renders nothing.
 */
import vm from 'node:vm';
import { toHtml } from 'hast-util-to-html';
import { type Lang, translator } from '../i18n/translate.ts';
import { tooMuch, type TooMuch } from './cost.ts';
import { dress } from './dress.ts';
import type { Embed } from './embed-hosts.ts';
import { type Heading, outline } from './outline.ts';
import { parseMarkdown } from './parse.ts';
import { type FoundPictures, type PictureOf, storedPicture } from './pictures.ts';
import { countWords, plainText } from './plain-text.ts';
import type { SafeHtml } from './safe-html.ts';
import { el, textNode } from './tree.ts';

/** Counted up with every change of what is made of a text: stored HTML of an older one is made anew. */
export const RENDERER_VERSION = 2;

export interface RenderOptions {
  /** Of the words that are added: notes, tables, stills. */
  lang: Lang;
  /** Address of our own site (`https://…`). */
  origin: string;
  /** Pictures with their sizes; left out: stored ones as they are. */
  picture?: PictureOf;
  /** Milliseconds until the text is given up and shown plain. */
  within?: number;
}

export interface Rendered {
  html: SafeHtml;
  /** Without signs, one line per paragraph. */
  text: string;
  words: number;
  headings: Heading[];
  embeds: Embed[];
  /** Ids of the stored pictures shown. */
  files: string[];
  /** Addresses of pictures that this site does not have. */
  missing: string[];
  /** Why the text is shown as it was written; undefined: it was read as Markdown. */
  plain: TooMuch | undefined;
}

const WITHIN = 5000;

/** Never throws and takes a bounded time, whatever the text is. */
export function renderMarkdown(markdown: string, options: RenderOptions): Rendered {
  const reason = tooMuch(markdown);
  if (reason) return renderPlain(markdown, reason);
  try {
    return within(options.within ?? WITHIN, () => renderTree(markdown, options));
  } catch (error) {
    // Nesting that exhausts the stack is a RangeError of this realm; a timeout has a code.
    if (error instanceof RangeError) return renderPlain(markdown, 'nested');
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return renderPlain(markdown, 'slow');
    throw error;
  }
}

function renderTree(markdown: string, { lang, origin, picture = storedPicture }: RenderOptions): Rendered {
  const { tree, frames } = parseMarkdown(markdown, lang);
  const text = plainText(tree);
  const headings = outline(tree);
  const found: FoundPictures = { files: new Set(), missing: new Set() };
  const embeds = dress(tree, { t: translator(lang), origin, frames, picture, found });
  return {
    html: toHtml(tree) as SafeHtml,
    text,
    words: countWords(text),
    headings,
    embeds,
    files: [...found.files],
    missing: [...found.missing],
    plain: undefined,
  };
}

/** Paragraphs at empty lines, every sign as it is. */
export function renderPlain(markdown: string, reason: TooMuch): Rendered {
  const paragraphs = markdown
    .split(/\r?\n[ \t]*\r?\n/)
    .map((part) => part.trim())
    .filter(Boolean);
  const text = paragraphs.join('\n');
  const children = paragraphs.map((part) => el('p', {}, textNode(part)));
  return {
    html: toHtml({ type: 'root', children }) as SafeHtml,
    text,
    words: countWords(text),
    headings: [],
    embeds: [],
    files: [],
    missing: [],
    plain: reason,
  };
}

const room = vm.createContext({ work: undefined as unknown });
const call = new vm.Script('work()');

/**
 * Stops work that does not end by itself. `cost.ts` names the texts that are known to take long; this is for
 * those that are not. (The engine interrupts everything that the script calls, also outside of its context.)
 */
function within<T>(milliseconds: number, work: () => T): T {
  room['work'] = work;
  try {
    return call.runInContext(room, { timeout: milliseconds }) as T;
  } finally {
    room['work'] = undefined;
  }
}
