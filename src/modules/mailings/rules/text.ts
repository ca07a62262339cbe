/**
 * What an organiser writes: paragraphs of plain text, in which fields stand for what is known of the reader,
 * and whole addresses (https, or a mailbox) become links. What a field brings in never does.
 */
export type Field = 'name' | 'edition' | 'own_link' | 'edition_link';

/** As one writes them, in brackets: in Spanish or in English, blind to case and accents. */
const FIELDS: Readonly<Record<string, Field>> = {
  nombre: 'name',
  name: 'name',
  encuentro: 'edition',
  event: 'edition',
  'mi inscripcion': 'own_link',
  'my registration': 'own_link',
  'pagina del encuentro': 'edition_link',
  'page of the event': 'edition_link',
};

export type Token = { words: string } | { address: string } | { field: Field };

export interface TextFault {
  /** Only the beginning of an address: it would be no link. */
  code: 'half_address';
  address: string;
}

const TOKEN =
  /\[(?<field>[\p{L} ]{1,30})\]|(?<page>https:\/\/[^\s[\]{}<>"“”«»|\\^`]+)|(?<mailbox>[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5})/gu;
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
  const name = (field ?? '').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (field !== undefined && Object.hasOwn(FIELDS, name))
    return { token: { field: FIELDS[name] ?? 'name' }, length: field.length + 2 };
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
  return [...text.matchAll(HALF)].map((match) => ({
    code: 'half_address',
    address: match[0].slice(0, 80),
  }));
}
