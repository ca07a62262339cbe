/** E-mail addresses as text: one spelling to find a mailbox again by, and a guard for where none may be. */
import { domainToASCII } from 'node:url';
import { normalForm } from '../unicode.ts';

/**
 * An address as it is kept and written to: the same letters without what only looks like them (full width,
 * ligatures) or can't be seen. Else somebody could register a mailbox under a spelling that no mail reaches.
 * @param text an address as somebody typed it; need not be valid
 */
export function plainAddress(text: string): string {
  return normalForm(text, 'NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
}

/** Enough for its owner to know which one it is, and nothing for anybody else: `r…@…`. */
export const hintOfAddress = (email: string): string => `${[...email][0] ?? ''}…@…`;

/**
 * @param text an address as somebody typed it; need not be valid
 * @returns trimmed, NFKC, lower case, without invisible characters, the domain in ASCII (punycode).
 *   Lower case in the local part too: no mail provider of note tells `Ana@` from `ana@`, people do mix them.
 */
export function normalizeEmail(text: string): string {
  const plain = normalForm(text, 'NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
  const at = plain.lastIndexOf('@');
  if (at < 0) return plain;
  const domain = plain.slice(at + 1).replace(/\.$/, '');
  // Gives '' for what can't be a domain; then the text itself is the best that can be compared.
  return `${plain.slice(0, at)}@${domainToASCII(domain) || domain}`;
}

/**
 * For queues, which carry ids only.
 * @param value anything JSON can carry
 * @returns true when an e-mail address could be somewhere in it
 */
export function holdsAddress(value: unknown): boolean {
  return JSON.stringify(value)?.includes('@') ?? false;
}
