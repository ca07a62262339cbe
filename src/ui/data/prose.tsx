import type { ComponentChild, VNode } from 'preact';
import { SafeLink } from '../controls/safe-link.tsx';

const URL_PATTERN = /https?:\/\/[^\s<>"'“”«»]+/giu;
// Signs that end a sentence, not an address.
const TRAILING = /[.,;:!?…)\]}]+$/u;

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
  const tail = TRAILING.exec(found)?.[0] ?? '';
  const bare = tail ? found.slice(0, -tail.length) : found;
  return tail.startsWith(')') && bare.includes('(') ? `${bare})` : bare;
}
