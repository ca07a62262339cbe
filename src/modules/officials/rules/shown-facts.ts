/**
 * What a page shows of statements: equal ones once with all their sources, those that contradict each other side by
 * side, each with the numbers of its notes. Pure.
 */
import type { StatementValue } from '../schemas/properties.ts';
import type { Evidence } from '../tables.ts';
import { sameValue } from './evidence.ts';

/** A statement as far as a page needs it. */
export interface PageStatement<Source> {
  id: string;
  subjectId: string;
  property: string;
  value: StatementValue;
  starts: string | null;
  ends: string | null;
  evidence: Evidence;
  reason: string;
  page: string;
  passage: string;
  lang: string;
  source: Source | null;
}

/** One fact; `mark` is the name under which `numberNotes` has its numbers. */
export interface ShownFact {
  mark: string;
  property: string;
  value: StatementValue;
  starts: string | null;
  ends: string | null;
  lang: string;
}

/** A note as `numberNotes` takes it. */
interface FactCitation<Source> {
  id: string;
  field: string;
  value: string;
  page: string;
  passage: string;
  shown: boolean;
  reason: string;
  source: Source;
}

export interface FactSheet<Source> {
  /** What is shown of a property of a record, in its order. */
  of: (subjectId: string, property: string) => ShownFact[];
  /** The first of them. */
  one: (subjectId: string, property: string) => ShownFact | undefined;
  /** In the order of the statements; what contradicts each other has the field `{subject}/{property}` and its value. */
  citations: FactCitation<Source>[];
}

export function factSheet<Source>(statements: readonly PageStatement<Source>[]): FactSheet<Source> {
  const facts = new Map<string, ShownFact[]>();
  const contradicted = new Set(
    statements.filter(({ evidence }) => evidence === 'beside').map((one) => placeOf(one)),
  );
  const citations: FactCitation<Source>[] = [];
  for (const one of statements) {
    const { id, source, page, passage, reason, evidence } = one;
    if (evidence === 'kept' || source === null) continue;
    const place = placeOf(one);
    const shown = evidence === 'shown';
    const isContradicted = contradicted.has(place);
    const mark = isContradicted ? place : shown ? addFact(facts, place, one) : place;
    if (isContradicted && shown) addFact(facts, place, one, place);
    const value = isContradicted ? withSpan(one) : '';
    citations.push({ id, field: mark, value, page, passage, shown, reason, source });
  }
  const of = (subjectId: string, property: string) => facts.get(`${subjectId}/${property}`) ?? [];
  return { of, one: (subjectId, property) => of(subjectId, property)[0], citations };
}

const placeOf = ({ subjectId, property }: Pick<PageStatement<unknown>, 'subjectId' | 'property'>): string =>
  `${subjectId}/${property}`;

const withSpan = ({ value, starts, ends }: PageStatement<unknown>): string =>
  starts === null && ends === null ? value.text : `${value.text} (${starts ?? ''}–${ends ?? ''})`;

/** @returns the mark of the fact: that of an equal one which is there already */
function addFact(
  facts: Map<string, ShownFact[]>,
  place: string,
  one: PageStatement<unknown>,
  mark = one.id,
): string {
  const known = facts.get(place) ?? [];
  facts.set(place, known);
  const same = known.find(
    (fact) => fact.starts === one.starts && fact.ends === one.ends && sameValue(fact.value, one.value),
  );
  if (same) return same.mark;
  const { property, value, starts, ends, lang } = one;
  // The numbers of a contradiction stand once, whatever spans it has.
  const own = known.some((fact) => fact.mark === mark) ? '' : mark;
  known.push({ mark: own, property, value, starts, ends, lang });
  return mark;
}
