/**
 * All that sources say of one person, put in the order of the page: what is shown, what contradicts it, and which
 * notes prove what. Several records shown as one bring their own; the first record's word comes first. Pure.
 */
import type { StatementValue } from '../schemas/properties.ts';
import type { Evidence } from '../tables.ts';
import { sameValue } from './evidence.ts';

/** A source as notes print it. */
export interface FactSource {
  id: string;
  address: string | null;
  title: string;
  publisher: string;
  date_printed: string;
  date_from: Temporal.PlainDate | null;
  date_precision: 'day' | 'month' | 'year' | null;
  lang: string;
}

export interface SaidFact {
  id: string;
  subjectId: string;
  property: string;
  value: StatementValue;
  printed: string;
  evidence: Evidence;
  reason: string;
  page: string;
  passage: string;
  starts: string | null;
  ends: string | null;
  source: FactSource | null;
}

export interface HeldFact {
  id: string;
  evidence: Evidence;
  reason: string;
  page: string;
  passage: string;
  source: FactSource | null;
}

/** As `numberNotes` takes them. */
export interface CitedFact {
  id: string;
  field: string;
  value: string;
  page: string;
  passage: string;
  shown: boolean;
  reason: string;
  source: FactSource;
}

export interface PersonFacts<S extends SaidFact> {
  /** Of a property with one value: the one shown. */
  single: ReadonlyMap<string, S>;
  /** Of the others, what is shown, each value once. */
  many: ReadonlyMap<string, readonly S[]>;
  /** The name as printed, each spelling once. */
  spellings: readonly S[];
  cited: readonly CitedFact[];
}

/** Names of the marks of a statement, a tenure and a spelling of the name. */
export const saidField = (id: string): string => `said ${id}`;
export const heldField = (id: string): string => `held ${id}`;
/** Of a tenure in the sentence under the name: the page says it once more further down. */
export const leadField = (id: string): string => `lead ${id}`;

/** What the sentence under the name cites, to stand before the rest. @param ids of the tenures that it says */
export function leadCited(held: readonly HeldFact[], ids: readonly string[]): CitedFact[] {
  return ids.flatMap((id) => {
    const one = held.find((other) => other.id === id);
    return one?.source ? [proofOf(leadField(id), one)] : [];
  });
}

const NAME = 'name';

/**
 * @param records ids of the records, the one whose page it is first
 * @param isSingle whether a property has one value at a time
 */
export function personFacts<S extends SaidFact>(
  said: readonly S[],
  held: readonly HeldFact[],
  records: readonly string[],
  isSingle: (property: string) => boolean,
): PersonFacts<S> {
  const rank = new Map(records.map((id, at) => [id, at]));
  const place = (one: S): number => (one.evidence === 'shown' ? 0 : 1000) + (rank.get(one.subjectId) ?? 999);
  const sourced = said.filter((one) => one.source !== null && one.evidence !== 'kept');
  const sorted = sourced.toSorted((a, b) => place(a) - place(b));
  const of = Map.groupBy(sorted, ({ property }) => property);
  const single = new Map<string, S>();
  const many = new Map<string, S[]>();
  const cited: CitedFact[] = [];
  for (const [property, list] of of) {
    if (property === NAME) continue;
    const [first] = list;
    if (first && isSingle(property)) {
      single.set(property, first);
      cited.push(...list.map((one) => valueOf(property, one, sameValue(one.value, first.value))));
    } else {
      const shown = once(list);
      many.set(property, shown);
      cited.push(...list.map((one) => proofOf(saidField(twin(shown, one).id), one)));
    }
  }
  const names = of.get(NAME) ?? [];
  const spellings = once(names);
  cited.unshift(...names.map((one) => proofOf(saidField(twin(spellings, one).id), one)));
  cited.push(...held.flatMap((one) => (one.source ? [proofOf(heldField(one.id), one)] : [])));
  return { single, many, spellings, cited };
}

/** Each value once, by the first who says it. */
function once<S extends SaidFact>(list: readonly S[]): S[] {
  const kept: S[] = [];
  for (const one of list) if (!kept.some((other) => isTwin(other, one))) kept.push(one);
  return kept;
}

function isTwin(one: SaidFact, other: SaidFact): boolean {
  return one.property === NAME ? one.printed === other.printed : sameValue(one.value, other.value);
}

const twin = <S extends SaidFact>(kept: readonly S[], one: S): S =>
  kept.find((other) => isTwin(other, one)) ?? one;

function proofOf(field: string, { id, page, passage, reason, source }: SaidFact | HeldFact): CitedFact {
  if (!source) throw new TypeError('no source');
  return { id, field, value: '', page, passage, shown: true, reason, source };
}

function valueOf(property: string, one: SaidFact, shown: boolean): CitedFact {
  return { ...proofOf(property, one), value: one.printed || one.value.text, shown };
}
