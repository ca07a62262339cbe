/** From Markdown to a tree in which nothing is left that the allow list does not name. */
import type { Element, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { type Lang, translator } from '../i18n/translate.ts';
import { ALLOWED, NOTE_PREFIX, STILL } from './allowed.ts';
import { type Embed, embedOf } from './embed-hosts.ts';
import { el, isElement, propertyOf, replaceElements } from './tree.ts';

/** A frame that the text asks for. */
export interface Frame {
  address: string;
  /** As the text calls it; empty: it does not. */
  title: string;
  /** Missing: of a host that may not show anything here. */
  embed?: Embed;
}

function processorFor(lang: Lang) {
  const t = translator(lang);
  return unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, {
      allowDangerousHtml: true,
      clobberPrefix: NOTE_PREFIX,
      footnoteLabel: t('platform.markdown.notes'),
      footnoteLabelProperties: {},
      footnoteBackLabel: (index: number, again: number) =>
        t(again > 1 ? 'platform.markdown.back_again' : 'platform.markdown.back', {
          number: index + 1,
          again,
        }),
    })
    .freeze();
}

const rawParser = unified().use(rehypeRaw).freeze();
const sanitizer = unified().use(rehypeSanitize, ALLOWED).freeze();
const processors = new Map<Lang, ReturnType<typeof processorFor>>();

/** @throws when the text is nested too deeply for the stack */
export function parseMarkdown(text: string, lang: Lang): { tree: Root; frames: readonly Frame[] } {
  let processor = processors.get(lang);
  if (!processor) processors.set(lang, (processor = processorFor(lang)));
  const made = processor.runSync(processor.parse(text));
  // Reading it all again as HTML is a fifth of the work, and most texts have none.
  const raw = text.includes('<') ? rawParser.runSync(made) : made;
  const frames = holdFrames(raw);
  return { tree: sanitizer.runSync(raw), frames };
}

/** Puts a mark where each frame is, and takes down what it asks for. */
function holdFrames(tree: Root): Frame[] {
  const frames: Frame[] = [];
  replaceElements(tree, (element) => {
    if (!isElement(element, 'iframe')) return element;
    const frame = frameOf(element);
    if (!frame) return [];
    return el(STILL, { index: frames.push(frame) - 1 });
  });
  return frames;
}

/** Of the player's own name nothing is learned. */
const EMPTY_TITLES = /^(youtube|facebook|vimeo|spotify)?\s*(video|audio)?\s*(player|embed)?[^\p{L}]*$/iu;

function frameOf(element: Element): Frame | undefined {
  const address = propertyOf(element, 'src').trim();
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || address.length > 2000) return undefined;
  const title = propertyOf(element, 'title').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  const embed = embedOf(address);
  return { address: url.href, title: EMPTY_TITLES.test(title) ? '' : title, ...(embed && { embed }) };
}
