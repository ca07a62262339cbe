/**
 * The rows of one import file as people. Two rows are one person when the printed name is equal and a number that is
 * a person's own agrees (bar number, or an identifier, in memory only); an equal name alone goes to the queue. What is
 * given back holds no identifier, nor which one it was that agreed.
 */
import { barNumberOf, type IdentifierKind, readIdentifier } from '../rules/identifiers.ts';
import { candidatePairs } from './candidates.ts';
import { comparable, type Comparable, type Match, matchOf, type RowEvidence } from './pair.ts';

export interface FileRow {
  /** Its own id in the file, or its line. */
  row: string;
  name: string;
  /** As typed, remarks and all. */
  identifiers: Readonly<Partial<Record<IdentifierKind, string>>>;
  barNumber?: string;
  fileNumber?: string;
  gender?: string;
  birthYear?: number;
  processes: readonly string[];
  /** Institutions or commissions in which the row puts the person. */
  institutions: readonly string[];
}

export interface FilePeople {
  /** In the order of the file; each with the ids of its rows. */
  people: { rows: string[] }[];
  /** `a` and `b`: positions in `people`, `a` the earlier. Highest band first, then by score. */
  queue: { a: number; b: number; match: Match }[];
  /** Numbers that stand on clearly different names: copied, or typed on the wrong line. No proof of anything. */
  copiedNumbers: number;
}

interface Person {
  rows: FileRow[];
  printed: string;
  numbers: Record<IdentifierKind, Set<string>>;
  bars: Set<string>;
  homonyms: boolean;
}

export function peopleOfRows(rows: readonly FileRow[]): FilePeople {
  const people = joined(rows);
  const compared = people.map((person, at) => comparableOf(person, at));
  const copied = copiedNumbers(people, compared);
  const queue: FilePeople['queue'] = [];
  for (const [one, other] of candidatePairs(compared)) {
    const [a, b] = [Number(one.id), Number(other.id)];
    const match = matchOf(one, other, evidence(people[a], people[b], copied));
    if (match) queue.push({ a, b, match });
  }
  return {
    people: people.map((person) => ({ rows: person.rows.map(({ row }) => row) })),
    queue: queue.toSorted(byBand),
    copiedNumbers: copied.size,
  };
}

const ORDER: Readonly<Record<Match['band'], number>> = {
  same: 0,
  equal_name: 1,
  likely: 2,
  possible: 3,
  weak: 4,
};

const byBand = (one: FilePeople['queue'][number], other: FilePeople['queue'][number]): number =>
  ORDER[one.match.band] - ORDER[other.match.band] ||
  other.match.score - one.match.score ||
  one.a - other.a ||
  one.b - other.b;

/** Whoever carries a number under a name is who carried it there before. In time proportional to the rows. */
function joined(rows: readonly FileRow[]): Person[] {
  const people = rows.map(personOf);
  const root = people.map((_, at) => at);
  const rootOf = (at: number): number => {
    let top = at;
    while (root[top] !== undefined && root[top] !== top) top = root[top] ?? top;
    root[at] = top;
    return top;
  };
  const first = new Map<string, number>();
  for (const [at, row] of people.entries()) {
    for (const number of row.printed === '' ? [] : ownNumbers(row)) {
      const key = `${number} ${row.printed}`;
      const [one = 0, other = 0] = [rootOf(first.getOrInsert(key, at)), rootOf(at)].toSorted((a, b) => a - b);
      const [kept, added] = [people[one], people[other]];
      if (!kept || !added || one === other || conflict(kept, added)) continue;
      take(kept, added);
      root[other] = one;
    }
  }
  return people.filter((_, at) => rootOf(at) === at);
}

function take(kept: Person, added: Person): void {
  kept.rows.push(...added.rows);
  for (const kind of ['cui', 'nit'] as const) {
    for (const number of added.numbers[kind]) kept.numbers[kind].add(number);
  }
  for (const bar of added.bars) kept.bars.add(bar);
  kept.homonyms ||= added.homonyms;
}

function personOf(row: FileRow): Person {
  const person: Person = {
    rows: [row],
    printed: comparable('', row.name).keys.printed,
    numbers: { cui: new Set(), nit: new Set() },
    bars: new Set(),
    homonyms: false,
  };
  for (const kind of ['cui', 'nit'] as const) {
    const read = readIdentifier(kind, row.identifiers[kind] ?? '');
    if (read.state === 'number') person.numbers[kind].add(read.number);
    if (read.state === 'remark' && read.several) person.homonyms = true;
  }
  const bar = barNumberOf(row.barNumber ?? '');
  if (bar !== undefined) person.bars.add(bar);
  return person;
}

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => !a.isDisjointFrom(b);

/** Two national identifiers: two people until somebody has looked, whatever else agrees. */
const conflict = (a: Person, b: Person): boolean =>
  a.numbers.cui.size > 0 && b.numbers.cui.size > 0 && !meet(a.numbers.cui, b.numbers.cui);

function comparableOf({ rows, bars, homonyms }: Person, at: number): Comparable {
  const distinct = <T>(values: readonly (T | undefined)[]): T[] =>
    [...new Set(values)].filter((value): value is T & {} => value !== undefined);
  const genders = distinct(rows.map(({ gender }) => gender));
  const years = distinct(rows.map(({ birthYear }) => birthYear));
  return comparable(String(at), rows[0]?.name ?? '', {
    barNumbers: [...bars],
    fileNumbers: distinct(rows.map(({ fileNumber }) => fileNumber)),
    processes: distinct(rows.flatMap(({ processes }) => processes)),
    tenures: distinct(rows.flatMap(({ institutions }) => institutions)).map((institution) => ({
      institution,
    })),
    homonyms,
    // What the rows of one person disagree about speaks neither for nor against anybody.
    ...(genders.length === 1 && { gender: genders[0] ?? '' }),
    ...(years.length === 1 && { birthYear: years[0] ?? 0 }),
  });
}

/** Every number of the file with those who carry it: where two of their names are clearly different, it was copied. */
function copiedNumbers(people: readonly Person[], compared: readonly Comparable[]): Set<string> {
  const carriers = new Map<string, number[]>();
  people.forEach((person, at) => {
    for (const number of ownNumbers(person)) carriers.set(number, [...(carriers.get(number) ?? []), at]);
  });
  const differ = (a: number, b: number): boolean => {
    const [one, other] = [compared[a], compared[b]];
    return one !== undefined && other !== undefined && strangers(one, other);
  };
  const copied = [...carriers].filter(([, [first, ...others]]) =>
    others.some((other) => first !== undefined && differ(first, other)),
  );
  return new Set(copied.map(([number]) => number));
}

/** Nothing but a number to bring them together: no two words in common. */
const strangers = (one: Comparable, other: Comparable): boolean => matchOf(one, other, 'agree') === undefined;

function ownNumbers({ numbers, bars }: Person): string[] {
  return [
    ...[...numbers.cui].map((number) => `c${number}`),
    ...[...numbers.nit].map((number) => `n${number}`),
    ...[...bars].map((number) => `b${number}`),
  ];
}

function evidence(a: Person | undefined, b: Person | undefined, copied: ReadonlySet<string>): RowEvidence {
  if (!a || !b) return undefined;
  // A copied number is not one's own, so another one beside it is no contradiction.
  const doubtful = [a, b].some(({ numbers }) => [...numbers.cui].some((number) => copied.has(`c${number}`)));
  if (conflict(a, b) && !doubtful) return 'disagree';
  const others = new Set(ownNumbers(b));
  return ownNumbers(a).some((number) => others.has(number) && !copied.has(number)) ? 'agree' : undefined;
}
