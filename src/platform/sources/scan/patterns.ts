/**
 * Numbers by which states know people, country by country: how they are written and how their check digits are
 * reckoned. Data and pure functions; a new country is a new entry.
 */

export interface IdentityPattern {
  /** Name under which the findings are counted. */
  kind: string;
  /** ISO 3166 code; undefined: of any country. */
  country?: string;
  /** Global and bounded: every quantifier has an upper end. The first group is the number. */
  pattern: RegExp;
  /** Tells the number from others that look like it; gets letters and digits only, in capitals. */
  check?: (number: string) => boolean;
}

/** What people type between the groups of a number. */
const SPACE = String.raw`[\s.\-_/·–—]{1,3}`;
const GAP = String.raw`[\s.\-_/·–—]{0,3}`;
const SEPARATED = /[\s.\-_/·–—]+/g;
/** Words and signs between a label and its number: “CUI No.: ”. */
const TO_NUMBER = String.raw`[\s:.#(\-–]{0,6}(?:(?:n[uú]m(?:ero)?|no|nro|n)[\s.:º°#]{0,4})?`;

/** Municipalities of the departments of Guatemala, 01 to 22. */
const MUNICIPALITIES = [17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17];

/**
 * Código Único de Identificación: eight digits, a check digit (weights 2 to 9, remainder by 11), department (01–22),
 * municipality of that department.
 */
export function isCui(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false;
  const department = Number(digits.slice(9, 11));
  const municipality = Number(digits.slice(11, 13));
  const municipalities = MUNICIPALITIES[department - 1];
  if (municipalities === undefined || municipality < 1 || municipality > municipalities) return false;
  const sum = Array.from(digits.slice(0, 8)).reduce((all, digit, at) => all + Number(digit) * (at + 2), 0);
  return sum % 11 === Number(digits[8]);
}

/** Número de Identificación Tributaria: digits, then a check digit (weights 2, 3, … from the right; K is ten). */
export function isNit(number: string): boolean {
  if (!/^\d{2,11}[\dK]$/.test(number)) return false;
  const digits = number.slice(0, -1);
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (digits.length + 1 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return number.endsWith(check === 10 ? 'K' : String(check));
}

export const IDENTITY_PATTERNS: readonly IdentityPattern[] = [
  {
    // In one piece, as printed on the card (4-5-4), or by its parts. Not the decimals of another number.
    kind: 'cui',
    country: 'GT',
    pattern: new RegExp(
      String.raw`(?<!\d|\d[.,])(\d{13}|\d{4}${SPACE}\d{5}${SPACE}\d{4}|\d{8}${SPACE}\d${SPACE}\d{2}${SPACE}?\d{2}|\d{9}${SPACE}\d{4})(?!\d)`,
      'gu',
    ),
    check: isCui,
  },
  {
    // Named as one it counts even with a wrong check digit: printers err too.
    kind: 'cui',
    country: 'GT',
    pattern: new RegExp(
      String.raw`\b(?:CUI|DPI|c[oó]digo\s{1,3}[uú]nico\s{1,3}de\s{1,3}identificaci[oó]n)\b${TO_NUMBER}((?:\d${GAP}){12}\d)(?!\d)`,
      'giu',
    ),
  },
  {
    kind: 'nit',
    country: 'GT',
    pattern: new RegExp(
      String.raw`\b(?:NIT|n[uú]mero\s{1,3}de\s{1,3}identificaci[oó]n\s{1,3}tributaria)\b${TO_NUMBER}(\d[\d\s.]{2,12}[\-–]?\s?[\dK])(?![\dA-Za-z])`,
      'giu',
    ),
    check: (number) => number.length >= 5,
  },
  {
    kind: 'nit',
    country: 'GT',
    pattern: /(?<![\d\-–.])(\d{6,8}[-–][\dKk])(?![\dA-Za-z\-–])/gu,
    check: isNit,
  },
  {
    kind: 'other',
    pattern: new RegExp(
      String.raw`\b(?:pasaporte|passport|c[eé]dula(?:\s{1,3}de\s{1,3}(?:vecindad|identidad|ciudadan[ií]a))?|documento\s{1,3}(?:[uú]nico\s{1,3})?de\s{1,3}identidad|DUI|DNI|CURP)\b${TO_NUMBER}((?=[A-Z\d.\-–\s]{0,8}\d{3})[A-Z\d](?:[\s.\-–]?[A-Z\d]){5,19})(?![A-Z\d])`,
      'giu',
    ),
    // A word after the label is no number.
    check: (number) => number.replaceAll(/\D/g, '').length >= 5,
  },
];

/** The number without what stands between its groups, in capitals. */
export const bareNumber = (found: string): string => found.replaceAll(SEPARATED, '').toUpperCase();
