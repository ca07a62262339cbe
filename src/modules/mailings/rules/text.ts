/**
 * What an organiser writes: paragraphs of plain text, in which fields stand for what is known of the reader,
 * and whole addresses (https, or a mailbox) become links. What a field brings in never does.
 */
export const FIELDS = ['name', 'edition', 'own_link', 'edition_link'] as const;
export type Field = (typeof FIELDS)[number];

export type Token = { words: string } | { address: string } | { field: Field };

export type TextFault =
  | { code: 'unknown_field'; field: string }
  /** Only the beginning of an address: it would be no link. */
  | { code: 'half_address'; address: string };

const TOKEN =
  /(?<field>\{[a-z_]{1,30}\})|(?<page>https:\/\/[^\s{}<>"“”«»|\\^`]+)|(?<mailbox>[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5})/gu;
/** Belongs to the sentence, not to the address that it ends with. */
const TAIL = /[.,;:!?…'’”\])]+$/;

/** Paragraphs (divided by an empty line), their lines, and what these are made of. */
export function readText(text: string): Token[][][] {
  return text
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.split('\n').map((line) => readLine(line.trim())))
    .map((lines) => lines.filter((line) => line.length > 0))
    .filter((lines) => lines.length > 0);
}

export function readLine(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const words = (to: number): void => {
    if (to > at) tokens.push({ words: line.slice(at, to) });
  };
  for (const match of line.matchAll(TOKEN)) {
    const token = tokenOf(match.groups ?? {});
    if (!token) continue;
    words(match.index);
    tokens.push(token.token);
    at = match.index + token.length;
  }
  words(line.length);
  return tokens;
}

function tokenOf(groups: Record<string, string | undefined>): { token: Token; length: number } | undefined {
  const { field, page, mailbox } = groups;
  const name = FIELDS.find((known) => `{${known}}` === field);
  if (name) return { token: { field: name }, length: name.length + 2 };
  if (page !== undefined) {
    const address = page.replace(/\([^()]*\)$/, '') === page ? page.replace(TAIL, '') : page;
    return URL.canParse(address) ? { token: { address }, length: address.length } : undefined;
  }
  if (mailbox === undefined) return undefined;
  const address = `mailto:${mailbox}`;
  return URL.canParse(address) ? { token: { address }, length: mailbox.length } : undefined;
}

const HALF = /(?:http:\/\/|(?<![\p{L}\p{N}./@-])www\.)[^\s{}<>"]*/gu;

/** What would not become what its writer meant. */
export function textFaults(text: string): TextFault[] {
  const unknown = [...text.matchAll(/\{([a-z_]{1,30})\}/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !(FIELDS as readonly string[]).includes(name))
    .map((field): TextFault => ({ code: 'unknown_field', field }));
  const halves = [...text.matchAll(HALF)].map((match): TextFault => ({
    code: 'half_address',
    address: match[0].slice(0, 80),
  }));
  return [...unknown, ...halves];
}
