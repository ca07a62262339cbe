/**
 * Numbers by which states know people, wherever they hide in a cell: in free text and in addresses of files. Stricter
 * than the scan of documents, because what goes through here is published: thirteen digits in a row, or grouped as on
 * the card, are taken for an identity number whatever their check digit.
 */
import { bareNumber, IDENTITY_PATTERNS, isCui } from '../../../platform/sources/scan/patterns.ts';
import { readable } from '../../../platform/sources/scan/text.ts';

/** Stands where a number was. */
export const MASK = '▇▇▇';

const SPACE = String.raw`[\s.\-_/·–—+]{1,3}`;
/** In one piece or 4-5-4, the two ways in which lists write it. */
const THIRTEEN = new RegExp(
  String.raw`(?<!\d)(\d{13}|\d{4}${SPACE}\d{5}${SPACE}\d{4}|\d{4}${SPACE}\d{9}|\d{9}${SPACE}\d{4})(?!\d)`,
  'gu',
);

/** Thirteen digits too, and on the back of every book. */
function isBook(digits: string): boolean {
  if (!/^97[89]\d{10}$/.test(digits) || isCui(digits)) return false;
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

interface Place {
  from: number;
  to: number;
}

function placesIn(text: string): Place[] {
  const places: Place[] = [];
  for (const match of text.matchAll(THIRTEEN)) {
    if (!isBook(bareNumber(match[1] ?? '')))
      places.push({ from: match.index, to: match.index + match[0].length });
  }
  for (const { pattern, check } of IDENTITY_PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      if (check && !check(bareNumber(match[1] ?? ''))) continue;
      places.push({ from: match.index, to: match.index + match[0].length });
    }
  }
  return places.toSorted((a, b) => a.from - b.from);
}

/** Whether an address holds one, escaped or not, in any of its parts. */
export function addressHoldsNumber(address: string): boolean {
  return [address, unescapedOnce(address), unescapedOnce(unescapedOnce(address))].some(
    (text) => placesIn(readable(text)).length > 0,
  );
}

/** Escapes of an address, those that are none left as they are. */
function unescapedOnce(address: string): string {
  return address.replaceAll(/(?:%[\da-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s|<>"]+/giu;

export interface Cleaned {
  text: string;
  /** Addresses taken out because of what they hold. */
  addresses: number;
  /** Numbers masked in what was left. */
  numbers: number;
}

/** Takes out addresses that hold a number, and masks numbers, each with the word that names it. */
export function withoutNumbers(text: string): Cleaned {
  let addresses = 0;
  const kept = text.replaceAll(ADDRESS, (address) => {
    if (!addressHoldsNumber(address)) return address;
    addresses += 1;
    return '';
  });
  // An address with blanks in it ends at the first: what follows is looked at as text, below.
  const plain = readable(kept);
  const places = placesIn(plain);
  if (places.length === 0) return { text: kept, addresses, numbers: 0 };
  let masked = '';
  let from = 0;
  let numbers = 0;
  for (const place of places) {
    if (place.from < from) {
      from = Math.max(from, place.to);
      continue;
    }
    masked += plain.slice(from, place.from) + MASK;
    from = place.to;
    numbers += 1;
  }
  return { text: masked + plain.slice(from), addresses, numbers };
}

/** Whether a text holds such a number, or an address that does. */
export function holdsNumber(text: string): boolean {
  const { numbers, addresses } = withoutNumbers(text);
  return numbers + addresses > 0;
}
