/** What is made of the text of a publication. Pure, and nothing of the database in it: threads do it too. */
import type { PictureFacts } from '../../platform/files/pictures.ts';
import type { PictureOf } from '../../platform/markdown/pictures.ts';
import {
  type Rendered as Made,
  RENDERER_VERSION,
  renderMarkdown,
  renderPlain,
} from '../../platform/markdown/render.ts';
import type { PublicationContent } from './schemas/content.ts';
import type { StoredHeading } from './tables.ts';

/** What is stored of a rendered text. */
export interface Rendered {
  html: string;
  /** Of the renderer; 0 as long as smaller versions of its pictures are still to be made. */
  version: number;
  plain: string;
  headings: StoredHeading[];
  words: number;
  files: string[];
  /** Hosts that its stills lead to when pressed. */
  embeds: string[];
  /** Why it is shown as it was written; undefined: it was read as Markdown. */
  unread: Made['plain'];
}

export type TextToRender = Pick<PublicationContent, 'body' | 'lang'>;

/** What the renderer has to know of the site. */
export interface Surroundings {
  origin: string;
  pictures: ReadonlyMap<string, PictureFacts>;
  /** Whether all of their smaller versions are made, or given up. */
  isSettled: boolean;
}

/** How wide a picture of a text stands in its page. */
const SIZES = '(min-width: 45rem) 40rem, 92vw';
const STORED = /^\/archivos\/([0-9a-f-]{36})\//;

export function renderText({ body, lang }: TextToRender, around: Surroundings): Rendered {
  const { pictures } = around;
  const pictureOf: PictureOf = (src) => {
    const found = pictures.get(STORED.exec(src)?.[1] ?? '');
    const { href, width, height, sources = [], srcset = '' } = found ?? {};
    if (href === undefined || width === undefined || height === undefined) return undefined;
    const plain = srcset === '' ? [] : [{ type: mediaTypeOf(href), srcset }];
    return { src: href, width, height, sources: [...sources, ...plain], sizes: SIZES };
  };
  const made = renderMarkdown(body, {
    lang: lang === 'en' ? 'en' : 'es',
    origin: around.origin,
    picture: pictureOf,
  });
  return stored(made, around);
}

/** As it was written: for a text that ended the thread that read it. */
export function renderUnread({ body }: TextToRender, around: Surroundings): Rendered {
  return stored(renderPlain(body, 'slow'), around);
}

function stored(made: Made, around: Surroundings): Rendered {
  return {
    html: made.html,
    version: around.isSettled ? RENDERER_VERSION : 0,
    plain: made.text,
    headings: made.headings.map(({ id, level, text }) => ({ id, level, text })),
    words: made.words,
    files: made.files,
    embeds: [...new Set(made.embeds.map(({ frame }) => new URL(frame).host))],
    unread: made.plain,
  };
}

const mediaTypeOf = (href: string): string => (href.endsWith('.png') ? 'image/png' : 'image/jpeg');
