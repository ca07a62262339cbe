import type { ComponentChild, VNode } from 'preact';
import { SafeLink } from '../controls/safe-link.tsx';

const URL_PATTERN = /https?:\/\/[^\s<>"'“”«»]+/giu;
// Signs that end a sentence, not an address.
const ENDS_SENTENCE = new Set('.,;:!?…)]}');

export interface ProseProps {
  /** Plain text of several paragraphs. HTML in it is shown as written. */
  text: string;
  /** When the text is in another language than the page. */
  lang?: string | undefined;
}

/** Paragraphs at empty lines, line breaks kept, http(s) addresses as links. */
export function Prose({ text, lang }: ProseProps): VNode {
  const paragraphs = text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/u)
    .map((part) => part.trim())
    .filter(Boolean);
  return (
    <div class="prose" lang={lang}>
      {paragraphs.map((paragraph) => (
        <p>
          {paragraph
            .split('\n')
            .flatMap((line, index) => (index === 0 ? linked(line) : [<br />, ...linked(line)]))}
        </p>
      ))}
    </div>
  );
}

function linked(line: string): ComponentChild[] {
  const parts: ComponentChild[] = [];
  let from = 0;
  for (const match of line.matchAll(URL_PATTERN)) {
    const address = trimAddress(match[0]);
    parts.push(
      line.slice(from, match.index),
      <SafeLink href={address} rel="nofollow ugc noopener noreferrer">
        {address}
      </SafeLink>,
    );
    from = match.index + address.length;
  }
  parts.push(line.slice(from));
  return parts.filter((part) => part !== '');
}

/** Without the sign that ends the sentence; a bracket stays when the address opened it. */
function trimAddress(found: string): string {
  // Counted from the end: a pattern would take quadratic time on a long row of such signs.
  let end = found.length;
  while (end > 0 && ENDS_SENTENCE.has(found.charAt(end - 1))) end -= 1;
  const bare = found.slice(0, end);
  return found[end] === ')' && bare.includes('(') ? `${bare})` : bare;
}
