/** Cells of a list as values: a word may be the code, or what the screen says in either language. Pure. */
import { isMessageKey, translator } from '../../../platform/i18n/translate.ts';
import { slugOf } from '../../../platform/slug.ts';

/** By how a word is printed on the screen, blind to case and accents. */
export function codeOf<C extends string>(cell: string, codes: readonly C[], prefix: string): C | undefined {
  const wanted = slugOf(cell);
  return codes.find(
    (code) =>
      code !== '' &&
      (slugOf(code) === wanted ||
        (['es', 'en'] as const).some((lang) => {
          const key = `${prefix}.${code}`;
          return isMessageKey(key) && slugOf(translator(lang)(key)) === wanted;
        })),
  );
}

/** How people read a code that a list says otherwise than the process: in the language of what is stored. */
export function wordOf(prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  return isMessageKey(key) ? translator('es')(key) : code;
}

const YES = new Set(['si', 'yes', 'x', '1', 'true', 'verdadero']);
const NO = new Set(['no', '0', 'false', 'falso']);

export function yesOf(cell: string): boolean | undefined {
  const word = slugOf(cell);
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** `12`, `1,234` · undefined: no whole number. */
export function countOf(cell: string): number | undefined {
  const digits = cell.replaceAll(/(?<=\d)[,. ](?=\d{3}\b)/g, '');
  return /^\d{1,8}$/.test(digits) ? Number(digits) : undefined;
}

/** `81.53`, `81,53` · undefined: no number of points. */
export function pointsOf(cell: string): number | undefined {
  const text = cell.replace(',', '.');
  return /^\d{1,5}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

/** `2026`, `2026-02`, `2026-02-26` · `26/02/2026` · undefined: a date that can't be told. */
export function dateOf(cell: string): string | undefined {
  if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(cell)) return cell;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell) ?? [];
  // The other way round it would be another day: 3/2/2026 is read as written in the country.
  if (year === '' || Number(month) > 12) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
