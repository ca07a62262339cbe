/** What a publication says together with what is made of its text: made before the transaction that stores it. */
import type { PublicationContent } from './schemas/content.ts';
import type { StoredHeading } from './tables.ts';

/** What is stored of a rendered text. */
export interface Rendered {
  html: string;
  /** Of the renderer. */
  version: number;
  plain: string;
  headings: StoredHeading[];
  words: number;
  files: string[];
  embeds: string[];
}

export interface Prepared {
  content: PublicationContent;
  rendered: Rendered;
}

export const RENDERER = 0;

export function renderBody(body: string): Rendered {
  const escaped = body.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const html = escaped
    .split(/\n{2,}/)
    .map((part) => `<p>${part}</p>`)
    .join('\n');
  const words = body.split(/\s+/).filter(Boolean).length;
  return { html, version: RENDERER, plain: body, headings: [], words, files: [], embeds: [] };
}

export function prepare(content: PublicationContent): Prepared {
  return { content, rendered: renderBody(content.body) };
}
