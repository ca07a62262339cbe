/** The part of an address that names a thing. Pure. */
import { normalForm } from './unicode.ts';

const MAX_SLUG = 80;

/**
 * @returns small letters without accents, figures and single hyphens, cut between words; empty when nothing of
 *   the text can stand in an address
 */
export function slugOf(text: string): string {
  const plain = normalForm(text, 'NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (plain.length <= MAX_SLUG) return plain;
  const cut = plain.slice(0, MAX_SLUG + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf('-'), 0) || MAX_SLUG);
}

/** The first of `text`, `text-2`, `text-3` … that is not taken. */
export function freeSlug(text: string, taken: ReadonlySet<string>): string {
  const base = slugOf(text);
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) {
    const next = `${base.slice(0, MAX_SLUG - 5)}-${n}`;
    if (!taken.has(next)) return next;
  }
}
