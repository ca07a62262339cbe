/** Finds dates whose written weekday is not the day of the week on which they fell. Pure. */

export interface WeekdayContradiction {
  /** As it stands in the text. */
  written: string;
  /** The date that was meant, `YYYY-MM-DD`. */
  date: string;
  /** The day of the week on which it falls: 1 Monday … 7 Sunday. */
  actual: number;
}

const WEEKDAYS = new Map(
  [
    ['lunes', 'monday', 'mon'],
    ['martes', 'tuesday', 'tues', 'tue'],
    ['miercoles', 'wednesday', 'wed'],
    ['jueves', 'thursday', 'thurs', 'thur', 'thu'],
    ['viernes', 'friday', 'fri'],
    ['sabado', 'saturday', 'sat'],
    ['domingo', 'sunday', 'sun'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const MONTHS = new Map(
  [
    ['enero', 'january', 'ene', 'jan'],
    ['febrero', 'february', 'feb'],
    ['marzo', 'march', 'mar'],
    ['abril', 'april', 'abr', 'apr'],
    ['mayo', 'may'],
    ['junio', 'june', 'jun'],
    ['julio', 'july', 'jul'],
    ['agosto', 'august', 'ago', 'aug'],
    ['septiembre', 'setiembre', 'september', 'sept', 'sep', 'set'],
    ['octubre', 'october', 'oct'],
    ['noviembre', 'november', 'nov'],
    ['diciembre', 'december', 'dic', 'dec'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const words = (names: ReadonlyMap<string, number>): string =>
  [...names.keys()].toSorted((a, b) => b.length - a.length).join('|');
const WEEKDAY = `(?<![a-z])(?:${words(WEEKDAYS)})(?![a-z])`;
const MONTH = `(?:${words(MONTHS)})(?![a-z])\\.?`;
// Blanks are counted: an endless row of them must not take endless time.
/** Between a weekday and its day: "martes 8", "martes, 8", "Tuesday the 8". */
const GAP = String.raw`[.,]?\s{0,4}(?:el\s{1,4}|the\s{1,4})?(?:dia\s{1,4})?`;
const DAY = String.raw`\d{1,2}(?!\d)(?:\s{0,4}(?:st|nd|rd|th|ro|[.ºª°])(?![a-z]))?`;
const OF = String.raw`\s{0,4},?\s{0,4}(?:de\s{1,4}|del\s{1,4}|of\s{1,4})?(?:mes\s{1,4}de\s{1,4})?`;
const YEAR = String.raw`\s{0,4},?\s{0,4}(?:de\s{0,4}l?\s{0,4}|of\s{1,4})?(?:ano\s{1,4})?(?<year>\d{4})(?!\d)`;
/** "martes 7 y miércoles 8 de marzo": only the last one names the month. */
const MORE = `(?:\\s{0,4}(?:,|y|e|al?|and|to|&|-|–)\\s{0,4}(?:el\\s{1,4})?(?:${WEEKDAY}${GAP})?${DAY}){0,9}`;

const SPELLED = new RegExp(`(?<days>${WEEKDAY}${GAP}${DAY}${MORE})${OF}(?<month>${MONTH})${YEAR}`, 'g');
const MONTH_FIRST = new RegExp(
  `(?<days>${WEEKDAY}[.,]?\\s{0,4})(?<month>${MONTH})\\s{0,4}(?<day>${DAY})${YEAR}`,
  'g',
);
const FIGURES = new RegExp(
  `(?<days>${WEEKDAY}${GAP})(?<day>\\d{1,2})(?<dash>[/.-])(?<number>\\d{1,2})\\k<dash>(?<year>\\d{4})(?!\\d)`,
  'g',
);
const ISO = new RegExp(
  `(?<days>${WEEKDAY}${GAP})(?<year>\\d{4})-(?<number>\\d{2})-(?<day>\\d{2})(?!\\d)`,
  'g',
);
const SPANISH = /^(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)/;

/**
 * Looks at every date written with weekday and year, in Spanish and English: "Martes 8 de Marzo 2023",
 * "martes 7de marzo de 2023", "Tuesday, March 8th, 2023", "martes 8/3/2023". A date without a year, or one
 * that no calendar has, says nothing and is skipped.
 */
export function weekdayContradictions(text: string): WeekdayContradiction[] {
  const plain = fold(text);
  const found = [SPELLED, MONTH_FIRST, FIGURES, ISO].flatMap((pattern) =>
    [...plain.matchAll(pattern)].flatMap((match) => {
      const { days = '', month, number, day, year = '', dash } = match.groups ?? {};
      // 3/8 is the third of August to a Spanish reader and the eighth of March to an American one.
      if (dash !== undefined && !SPANISH.test(days)) return [];
      const at = match.index;
      return pairs(days, day).flatMap(({ weekday, dayOfMonth }) => {
        const date = dateOf(Number(year), monthOf(month, number), dayOfMonth);
        if (!date || date.dayOfWeek === weekday) return [];
        const written = text
          .slice(at, at + match[0].length)
          .replaceAll(/[*_\s]+/g, ' ')
          .trim();
        return [{ at, written, date: date.toString(), actual: date.dayOfWeek }];
      });
    }),
  );
  return found.toSorted((a, b) => a.at - b.at).map(({ at: _, ...contradiction }) => contradiction);
}

/** Lower case without accents and without Markdown's emphasis, character for character. */
function fold(text: string): string {
  return text.toLowerCase().length === text.length
    ? text
        .toLowerCase()
        .replaceAll(/[^\n -~]/g, (char) => char.normalize('NFD').charAt(0))
        .replaceAll(/[*_]/g, ' ')
    : text.replaceAll(/[*_]/g, ' ');
}

function pairs(days: string, day: string | undefined): { weekday: number; dayOfMonth: number }[] {
  if (day !== undefined) return [{ weekday: weekdayIn(days), dayOfMonth: Number.parseInt(day, 10) }];
  return [...days.matchAll(new RegExp(`(${WEEKDAY})${GAP}(\\d{1,2})`, 'g'))].map(
    ([, weekday = '', number = '']) => ({
      weekday: weekdayIn(weekday),
      dayOfMonth: Number(number),
    }),
  );
}

const weekdayIn = (text: string): number => WEEKDAYS.get(/[a-z]+/.exec(text)?.[0] ?? '') ?? 0;

const monthOf = (name: string | undefined, number: string | undefined): number =>
  name === undefined ? Number(number) : (MONTHS.get(name.replace('.', '')) ?? 0);

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
