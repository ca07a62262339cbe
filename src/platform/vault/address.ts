/** One spelling for an e-mail address, so that the same mailbox is found again however it was typed. */
import { domainToASCII } from 'node:url';

/**
 * @param text an address as somebody typed it; need not be valid
 * @returns trimmed, NFKC, lower case, without invisible characters, the domain in ASCII (punycode).
 *   Lower case in the local part too: no mail provider of note tells `Ana@` from `ana@`, people do mix them.
 */
export function normalizeEmail(text: string): string {
  const plain = text
    .normalize('NFKC')
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
