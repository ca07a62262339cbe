/**
 * Dates as lists and documents print them in Spanish, read as far as they say: a day, a month, a year, a span of
 * them, several, or none. What can be read in two ways says so and gives both.
 */
import { type PartialDate, readPartialDate } from '../../../platform/sources/printed-date.ts';
import type { DateSpan } from '../rules/date-spans.ts';

export type DateDoubt =
  /** “2/5/2018”: day or month first. `other` is the second reading. */
  | 'day_or_month'
  /** “20/08/17”: the century is ours. */
  | 'century'
  /** More was printed than a date: “2019 (aún en trámite)”. */
  | 'more_words';

export interface ReadDate {
  date: PartialDate;
  /** The other way to read it, where nothing tells. */
  other?: PartialDate;
  doubts: DateDoubt[];
}

export type DateReading =
  /** `pending`: said to come. `duration`: “20 años y 9 meses” is no date. */
  | { kind: 'none'; why: 'blank' | 'pending' | 'duration' | 'unreadable' }
  | ({ kind: 'date' } & ReadDate)
  | { kind: 'span'; span: DateSpan; doubts: DateDoubt[] }
  /** “Primera vuelta: … Segunda vuelta: …”; labels as printed, empty where there is none. */
  | { kind: 'several'; dates: (ReadDate & { label: string })[] };

const MONTHS = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'se[pt]', 'oct', 'nov', 'dic'];
const MONTH = String.raw`(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)[a-z]{0,8}\.?`;
const OF = String.raw`\s+(?:del?\s+)?`;

/** One date of any form, tried at one place from the fullest to the barest. */
const FORMS = [
  String.raw`(?<iso>\d{4}-\d{2}(?:-\d{2})?)`,
  String.raw`(?<one>\d{1,2})[/.-](?<two>\d{1,2})[/.-](?<year>\d{4}|\d{2})`,
  String.raw`(?<day>\d{1,2})(?:ro|o|º)?${OF}(?<monthOfDay>${MONTH})(?:,?${OF}(?<yearOfDay>\d{4}))?`,
  String.raw`(?<month>${MONTH})(?:,?${OF}(?<yearOfMonth>\d{4}))?`,
  String.raw`(?<monthNumber>\d{1,2})/(?<yearOfNumber>\d{4})`,
  String.raw`(?<bare>\d{4})`,
  String.raw`(?<dayAlone>\d{1,2})`,
];
/** Not as part of a longer number or word: “1-2018”, “12/2/20189”, “marcos”. */
const DATE = new RegExp(String.raw`(?<![\d\p{L}])(?:${FORMS.join('|')})(?![\d\p{L}])`, 'giu');
/** What joins two dates to a span. */
const UNTIL = /^\s*(?:-|–|—|al?|hasta(?:\s+el)?|y)(?:\s+(?:el|la|fines\s+de))?\s*$/u;
const OPEN_END = /^\s*(?:-|–|—|al?|hasta)\s*(?:la\s+|el\s+)?(?:fecha|actualidad|presente|hoy)\b|^\s*-\s*$/u;
const SINCE = /\b(?:desde|a partir de)(?:\s+(?:el|la))?\s*$/u;
const PENDING = /\b(?:pendiente|por definir|por confirmar|por determinar|sin fecha|no definida?)\b/u;
const DURATION = /\b\d+\s*(?:anos?|meses|mes|dias?|semanas?)\b/u;

interface Found {
  groups: Record<string, string | undefined>;
  from: number;
  to: number;
}

/** Two-digit years up to this one are of this century: nobody in office now began before 1950. */
const LAST_SHORT_YEAR = 49;

/** A cell of prose is no date, and reading takes more than its length. */
const LONGEST = 300;

export function readPrintedDates(printed: string): DateReading {
  if (printed.length > LONGEST) return { kind: 'none', why: 'unreadable' };
  const text = plain(printed);
  if (text.trim() === '') return { kind: 'none', why: 'blank' };
  if (DURATION.test(text)) return { kind: 'none', why: 'duration' };
  const found = datesIn(text);
  if (found.length === 0) return { kind: 'none', why: PENDING.test(text) ? 'pending' : 'unreadable' };
  const borrowed = found.map((one, at) => completed(one, found.slice(at + 1)));
  const dayFirst = orderOf(found);
  const read = borrowed.map((one) => readOne(one, dayFirst));
  const whole = read.filter((date) => date !== undefined);
  if (whole.length < read.length || whole.length === 0) return { kind: 'none', why: 'unreadable' };
  return assembled(text, printed, found, whole);
}

/** Letters keep their places, so that labels can be cut out of what was printed. */
const plain = (printed: string): string =>
  printed
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[áéíóú]/gu, (letter) => letter.normalize('NFD').charAt(0));

function datesIn(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(DATE)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (/\d[/-]$/.test(text.slice(0, from)) && match.groups?.['bare'] === undefined) continue;
    found.push({ groups: { ...match.groups }, from, to });
  }
  // A day alone is only a date before “al 15 de marzo”; a month alone before “a junio de 2021”.
  return found.filter((one, at) => {
    const next = found[at + 1];
    const alone = one.groups['dayAlone'] !== undefined;
    return !alone || (next !== undefined && UNTIL.test(text.slice(one.to, next.from)));
  });
}

/** “23 de febrero al 15 de marzo de 2021”: the first takes its year, or month, from the one that follows. */
function completed({ groups, from, to }: Found, later: readonly Found[]): Found {
  const next = later.find(({ groups: g }) => g['yearOfDay'] ?? g['yearOfMonth'] ?? g['bare']);
  const year = next?.groups['yearOfDay'] ?? next?.groups['yearOfMonth'] ?? next?.groups['bare'];
  const [follower] = later;
  const filled = { ...groups };
  if (groups['monthOfDay'] !== undefined) filled['yearOfDay'] ??= year;
  if (groups['month'] !== undefined) filled['yearOfMonth'] ??= year;
  if (groups['dayAlone'] !== undefined) {
    filled['day'] = groups['dayAlone'];
    filled['monthOfDay'] = follower?.groups['monthOfDay'];
    filled['yearOfDay'] = follower?.groups['yearOfDay'] ?? year;
  }
  return { groups: filled, from, to };
}

/** @returns whether days come first in this text, as far as one of its dates tells */
function orderOf(found: readonly Found[]): boolean | undefined {
  const told = found.map(({ groups: { one, two } }) =>
    Number(one) > 12 ? true : Number(two) > 12 ? false : undefined,
  );
  const known = new Set(told.filter((order) => order !== undefined));
  return known.size === 1 ? known.has(true) : undefined;
}

function readOne({ groups: g }: Found, dayFirst: boolean | undefined): ReadDate | undefined {
  if (g['one'] !== undefined) return readFigures(g['one'], g['two'] ?? '', g['year'] ?? '', dayFirst);
  const month = g['monthOfDay'] ?? g['month'];
  const year = g['yearOfDay'] ?? g['yearOfMonth'] ?? g['yearOfNumber'] ?? g['bare'];
  const number = month === undefined ? g['monthNumber'] : String(monthNumber(month));
  const day = month === undefined ? undefined : g['day'];
  const date = g['iso'] === undefined ? partial(year, number, day) : readPartialDate(g['iso']);
  return date && { date, doubts: [] };
}

const monthNumber = (word: string): number =>
  1 + MONTHS.findIndex((start) => new RegExp(`^${start}`, 'u').test(word));

function readFigures(
  one: string,
  two: string,
  year: string,
  dayFirst: boolean | undefined,
): ReadDate | undefined {
  const short = year.length === 2;
  const full = short ? String(Number(year) + (Number(year) <= LAST_SHORT_YEAR ? 2000 : 1900)) : year;
  const doubts: DateDoubt[] = short ? ['century'] : [];
  const dayMonth = partial(full, two, one);
  const monthDay = partial(full, one, two);
  // A text that says once how it counts says it for all its dates.
  const [first, second] = dayFirst === false ? [monthDay, dayMonth] : [dayMonth, monthDay];
  const date = first ?? second;
  if (!date) return undefined;
  if (dayFirst !== undefined || !first || !second || first.from.equals(second.from)) return { date, doubts };
  return { date, other: second, doubts: ['day_or_month', ...doubts] };
}

function partial(year?: string, month?: string, day?: string): PartialDate | undefined {
  if (year === undefined) return undefined;
  return readPartialDate([year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-'));
}

function assembled(
  text: string,
  printed: string,
  found: readonly Found[],
  dates: readonly ReadDate[],
): DateReading {
  const [first, second] = dates;
  const [start, end] = found;
  if (!first || !start) return { kind: 'none', why: 'unreadable' };
  const before = text.slice(0, start.from);
  if (second && end && dates.length === 2 && UNTIL.test(text.slice(start.to, end.from))) {
    const doubts = [...new Set([...first.doubts, ...second.doubts])];
    return { kind: 'span', span: { from: first.date, to: second.date }, doubts };
  }
  if (second)
    return {
      kind: 'several',
      dates: dates.map((date, at) => ({ ...date, label: labelOf(printed, found, at) })),
    };
  const after = text.slice(start.to);
  if (SINCE.test(before) || OPEN_END.test(after))
    return { kind: 'span', span: { from: first.date }, doubts: first.doubts };
  if (/\bhasta(?:\s+el)?\s*$/u.test(before))
    return { kind: 'span', span: { to: first.date }, doubts: first.doubts };
  const more = /\p{L}/u.test(`${before.replace(/^\s*(?:el|en)\s+$/u, '')}${after}`);
  return { kind: 'date', ...first, doubts: more ? [...first.doubts, 'more_words'] : first.doubts };
}

/** What stands before a date and behind the one before it. */
function labelOf(printed: string, found: readonly Found[], at: number): string {
  const shown = printed.normalize('NFC').slice(found[at - 1]?.to ?? 0, found[at]?.from);
  return shown.replaceAll(/^[\s,;.|]+|[\s:,;]+$/gu, '');
}
