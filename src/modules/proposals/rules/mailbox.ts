/**
 * One mailbox under several spellings: what stands behind a plus sign, and dots where the provider ignores them, lead
 * to the same letters and make nobody into two. Pure.
 */

/** Providers that read `a.b@` as `ab@`, and what they are called besides. */
const DOTLESS: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' };

/** @param address as `normalizeEmail` gives it */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  if (at <= 0) return address;
  const domain = address.slice(at + 1);
  const name = address.slice(0, at).replace(/\+.*$/, '') || address.slice(0, at);
  const same = DOTLESS[domain];
  return same === undefined ? `${name}@${domain}` : `${name.replaceAll('.', '')}@${same}`;
}
