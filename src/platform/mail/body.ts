/**
 * The words of a mail, as plain text and as the same in plain HTML.
 *
 * Whoever can put a link into our mail can send phishing in our name, and every name, title and answer
 * is written by somebody unknown. So there is one way to a link, `{ link, label }`, and everything else
 * is made unfit for one: HTML is escaped, and because mail programs turn what looks like an address into
 * a link by themselves, what could be one is broken by an ordinary blank: `malo.example` becomes
 * `malo. example`, `https://x` becomes `https: //x`. A blank and not an invisible character: an invisible
 * one is dropped again when a browser normalises the name (UTS 46), a blank ends a link everywhere, and
 * where no link was meant it reads as a corrected typing error (`Lic.Pérez` → `Lic. Pérez`).
 */
import { cleanText } from '../forms/clean.ts';
import type { Lang } from '../i18n/translate.ts';

export type Paragraph =
  /** A sentence of ours; names inside it come through `untrusted()`. */
  | string
  /** http, https or mailto; the label is text. */
  | { link: string; label: string }
  | { list: readonly string[] }
  /** What a member of staff wrote, line by line, with the addresses that they chose to give. */
  | { lines: readonly (readonly Piece[])[] }
  /** What somebody wrote, quoted, with its line breaks. */
  | { untrusted: string; max?: number };

/** Words, or an address shown in full that leads there: https, http or mailto. */
export type Piece = string | { address: string };

export interface BodyParts {
  lang: Lang;
  greeting: string;
  paragraphs: readonly Paragraph[];
  /** Who writes and why, below a line. */
  footer: readonly Paragraph[];
}

const MAX_QUOTE = 2000;
/** Dots that a browser reads as the dot of a host name, between what could be a name and a top level domain. */
const HOST_DOT = /(?<=\S)[.\u2024\u3002\uFF0E\uFF61](?=[\p{L}\p{M}\p{Cf}]{2})/gu;
const SCHEME = /(\p{L}[\p{L}\p{N}+.-]+):(?=\S)/gu;
/** `\\host\share` opens a connection in some mail programs. */
const UNC = /\\{2,}(?=\S)/g;
/** Invisible, and of no use but to hide something; joiners stay, scripts and emoji need them. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u2060-\u2064\u{E0000}-\u{E007F}]/gu;

/**
 * Text of somebody unknown for use inside a sentence: `t('mail.greeting', { name: untrusted(name, 80) })`.
 * @param max most characters; more is cut with an ellipsis
 * @returns one line that no mail program turns into a link
 */
export function untrusted(text: string, max: number): string {
  return defuse(clip(cleanText(text, false).replaceAll(/\s+/g, ' '), max));
}

/**
 * @returns text and html for a ComposedMail
 * @throws TypeError for a link that is neither http, https nor mailto
 */
export function composeBody({ lang, greeting, paragraphs, footer }: BodyParts): {
  text: string;
  html: string;
} {
  const main = [greeting, ...paragraphs];
  const text = [...main.map(asText), '—', ...footer.map(asText)].join('\n\n');
  const html = `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
</head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:36em;margin:0 auto">
${main.map(asHtml).join('\n')}
<hr style="border:0;border-top:1px solid #8886;margin:32px 0 16px">
<div style="font-size:14px">
${footer.map(asHtml).join('\n')}
</div>
</div>
</body>
</html>
`;
  return { text: `${text}\n`, html };
}

function asText(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return plain(paragraph);
  if ('link' in paragraph) return `${plain(paragraph.label)}:\n${checkedLink(paragraph.link)}`;
  if ('list' in paragraph) return paragraph.list.map((item) => `• ${plain(item)}`).join('\n');
  if ('lines' in paragraph)
    return paragraph.lines
      .map((line) => settle(line).map((piece) => (typeof piece === 'string' ? piece : piece.shown)))
      .map((pieces) => pieces.join('').trim())
      .join('\n');
  return quoted(paragraph)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function asHtml(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return `<p>${escape(plain(paragraph))}</p>`;
  if ('link' in paragraph) {
    const href = escape(checkedLink(paragraph.link));
    // The address is shown too: so it can be read before it is followed, or copied.
    return `<p><a href="${href}"><strong>${escape(plain(paragraph.label))}</strong></a><br><small style="word-break:break-all">${href}</small></p>`;
  }
  if ('list' in paragraph) {
    return `<ul>${paragraph.list.map((item) => `<li>${escape(plain(item))}</li>`).join('')}</ul>`;
  }
  if ('lines' in paragraph) {
    const lines = paragraph.lines.map((line) =>
      settle(line)
        .map((piece) => (typeof piece === 'string' ? escape(piece) : anchor(piece)))
        .join('')
        .trim(),
    );
    return `<p dir="auto" style="overflow-wrap:anywhere">${lines.join('<br>')}</p>`;
  }
  const lines = quoted(paragraph).split('\n').map(escape).join('<br>');
  return `<blockquote dir="auto" style="margin:16px 0;padding-left:16px;border-left:3px solid #8886">${lines}</blockquote>`;
}

type Settled = string | { href: string; shown: string };

const anchor = ({ href, shown }: { href: string; shown: string }): string =>
  `<a href="${escape(href)}">${escape(shown)}</a>`;

/** What may stand behind an address without becoming part of it where a mail program looks for addresses. */
const ENDS_ADDRESS = /^(?:\s|[.,;:!?)»”’"'\]]*(?:\s|$))/;

/**
 * One line, fit to be shown. Words beside each other are broken as one, so that nothing grows together out
 * of two halves; between an address and words that would prolong it stands a blank.
 */
function settle(line: readonly Piece[]): Settled[] {
  const joined: Piece[] = [];
  for (const piece of line) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined.map((piece, at): Settled => {
    if (typeof piece !== 'string') {
      const href = checkedLink(piece.address);
      return { href, shown: href.replace(/^mailto:/, '') };
    }
    const text = defuse(cleanText(`|${piece}|`, false).replaceAll(/\s+/g, ' ')).slice(1, -1);
    const before = at > 0 && !ENDS_ADDRESS.test(text) ? ' ' : '';
    const after = at < joined.length - 1 && !/(?:^|[\s(«“"'[])$/.test(text) ? ' ' : '';
    return before + text + after;
  });
}

function plain(text: string): string {
  return defuse(cleanText(text, false).replaceAll(/\s+/g, ' '));
}

function quoted({ untrusted: text, max = MAX_QUOTE }: { untrusted: string; max?: number }): string {
  return defuse(clip(cleanText(text, true).replaceAll(/\n{3,}/g, '\n\n'), max));
}

function defuse(text: string): string {
  return text
    .replaceAll(INVISIBLE, '')
    .replaceAll(UNC, '\\ ')
    .replaceAll(SCHEME, '$1: ')
    .replaceAll(HOST_DOT, '$& ');
}

function clip(text: string, max: number): string {
  const letters = [...text];
  return letters.length > max
    ? `${letters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

function checkedLink(link: string): string {
  const url = new URL(link);
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol))
    throw new TypeError('A mail links to pages and mailboxes only.');
  return url.href;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
