/**
 * National and tax identifiers of one file's rows, made comparable. They live in memory while the file is read, to
 * suggest that two rows are the same person; neither they nor anything derived from them is ever kept.
 */

export type IdentifierKind = 'cui' | 'nit';

export type Identifier =
  | { state: 'number'; number: string }
  /** Words instead of a number. `several`: the register has more than one person of that name. */
  | { state: 'remark'; several: boolean }
  | { state: 'blank' };

/** What people put between the groups of a number. */
const SEPARATORS = /[\s.\-_/·–—]+/gu;
const SHAPE: Readonly<Record<IdentifierKind, RegExp>> = {
  // Thirteen digits. Check digit and municipality are not asked: typing errors are copied as faithfully as numbers.
  cui: /^\d{13}$/,
  nit: /^\d{4,11}[\dK]$/,
};
/** “no aparece”, “???”, “n/d”: nothing found; the other words of a remark speak of homonyms. */
const SEVERAL = /igual|mucho|vario|homonim|aparecen?\s+(?:\d|mucho|vario)|resultados/;

export function readIdentifier(kind: IdentifierKind, text: string): Identifier {
  const bare = text.replaceAll(SEPARATORS, '').toUpperCase();
  if (bare === '') return { state: 'blank' };
  // A number of one digit over and over is a stopgap, not a number.
  if (SHAPE[kind].test(bare) && !/^(.)\1+$/.test(bare)) return { state: 'number', number: bare };
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return { state: 'remark', several: SEVERAL.test(plain) };
}

/** Bar numbers are public and short; blanks, dots and leading zeros differ between sources. */
export function barNumberOf(text: string): string | undefined {
  const bare = text.replaceAll(SEPARATORS, '').replace(/^0+/, '');
  return /^\d{1,6}$/.test(bare) ? bare : undefined;
}
