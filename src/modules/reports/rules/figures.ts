/** From exact counts to what everybody may read. Pure. */
import type { SurveySummary } from '../../surveys/index.ts';
import { protect, protectOne, type ProtectedTable, type Shown, SMALL } from './protect.ts';

/** How often each answer was given by those who have a place. */
export interface Counts {
  /** Of a list of choices all of them; of what is typed freely only what five or more wrote alike. */
  counts: Record<string, number>;
  /** Everything else that was answered. */
  other: number;
  /** Those who answered nothing. */
  none: number;
}

/** Exact, for the organiser. Counts only. */
export interface Figures {
  /** Those who have a place: the people of all tables. */
  people: number;
  /** Registrations by state. */
  states: Record<string, number>;
  /** Of those who have a place, by way of attending. */
  ways: Record<string, number>;
  /** Registrations by the day they came, in the edition's zone, in order. */
  days: [day: string, count: number][];
  /** Noted at the edition in any way. */
  attended: number;
  /** By id of the session: noted there, online and in person. */
  sessions: Record<string, { online: number; in_person: number }>;
  /** By name of the field: `sector`, `country`, `department`, `languages`, `answers.{key}`. */
  answers: Record<string, Counts>;
}

export const DIMENSIONS = ['sector', 'country', 'department'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Cells that are no value of a list. */
export const OTHER = '_other';
export const NONE = '_none';

/**
 * What a published report says in numbers. One-way tables only, all of the same people: no cell of one
 * follows from another. See `protect.ts`.
 */
export interface PublicFigures {
  people: Shown;
  /** undefined: nobody was noted, or saying it would give somebody away. */
  attended?: Shown;
  tables: Partial<Record<Dimension | 'way', ProtectedTable>>;
  /** By id of the session. */
  sessions: Record<string, Shown>;
  /** As the survey's own rules protect it; kept, since one more answer could be told from two moments. */
  survey?: SurveySummary;
}

/** @param hybrid only a hybrid edition has two ways of attending */
export function publicFigures(figures: Figures, { hybrid }: { hybrid: boolean }): PublicFigures {
  const { people, ways, attended, answers, sessions } = figures;
  const tables: PublicFigures['tables'] = {};
  if (hybrid) tables.way = protect(['in_person', 'online'].map((key) => ({ key, count: ways[key] ?? 0 })));
  for (const dimension of DIMENSIONS) {
    const counts = answers[dimension];
    if (counts) tables[dimension] = protect(cellsOf(counts));
  }
  const seen = attendedOf(people, attended);
  return {
    people: protectOne(people),
    ...(seen !== undefined && { attended: seen }),
    tables,
    sessions: Object.fromEntries(
      Object.entries(sessions).map(([id, at]) => [id, protectOne(at.online + at.in_person)]),
    ),
  };
}

function cellsOf({ counts, other, none }: Counts): { key: string; count: number }[] {
  return [
    ...Object.entries(counts).map(([key, count]) => ({ key, count })),
    { key: OTHER, count: other },
    { key: NONE, count: none },
  ];
}

/** Who came and who didn't are a table of two: where few stayed away, nobody reads how many. */
function attendedOf(people: number, attended: number): Shown | undefined {
  if (attended === 0) return undefined;
  // More were noted than have a place: then there is no remainder to protect.
  if (attended > people) return protectOne(attended);
  const { cells } = protect([
    { key: 'attended', count: attended },
    { key: 'absent', count: people - attended },
  ]);
  const shown = cells?.find((cell) => cell.key === 'attended')?.shown;
  return shown === 'hidden' ? undefined : shown;
}

/** Counts what was typed freely: spellings that differ in case and accents are one, rare ones go together. */
export function typedCounts(
  values: Iterable<readonly [text: string, count: number]>,
  none: number,
  fold: (text: string) => string,
): Counts {
  const found = new Map<string, { text: string; count: number; most: number }>();
  for (const [typed, count] of values) {
    const text = typed.trim();
    const key = fold(text);
    const one = found.get(key);
    if (!one) found.set(key, { text, count, most: count });
    else {
      if (count > one.most) Object.assign(one, { text, most: count });
      one.count += count;
    }
  }
  const all = [...found.values()];
  const named = all
    .filter(({ count }) => count >= SMALL)
    .toSorted((a, b) => (fold(a.text) < fold(b.text) ? -1 : 1));
  const other = all.reduce((sum, { count }) => sum + (count < SMALL ? count : 0), 0);
  return { counts: Object.fromEntries(named.map(({ text, count }) => [text, count])), other, none };
}
