/** Statements as they are written: checked against the list of properties, many at a time. */
import { Value } from 'typebox/value';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { json } from '../../../platform/db/values.ts';
import { propertyOf, type StatementValue, valueSchema } from '../schemas/properties.ts';
import type { Evidence, SubjectKind } from '../tables.ts';

export interface Subject {
  kind: SubjectKind;
  id: string;
}

/** Where it is said. */
export interface Place {
  sourceId: string;
  page?: string;
  passage?: string;
}

export interface NewStatement {
  subject: Subject;
  property: string;
  value: StatementValue;
  /** As printed; left out: as the value has it. */
  printed?: string;
  lang?: string;
  starts?: string | undefined;
  ends?: string | undefined;
  /** See `evidenceFor`. */
  evidence: Evidence;
  place?: Place | undefined;
  /** Why it is shown, stands beside, or is kept back. */
  reason?: string;
  position?: number;
  import?: { id: string; row: number } | undefined;
}

const PER_STATEMENT = 500;

/** @throws TypeError when a value is none of its property: a fault of the program, forms and imports check before */
export async function addStatements(trx: Trx, { now }: Act, list: readonly NewStatement[]): Promise<void> {
  for (const one of list) check(one);
  for (let from = 0; from < list.length; from += PER_STATEMENT) {
    await trx
      .insertInto('statements')
      .values(list.slice(from, from + PER_STATEMENT).map((one) => columnsOf(one, now)))
      .execute();
  }
}

function check({ subject, property, value }: NewStatement): void {
  const spec = propertyOf(subject.kind, property);
  if (!spec || !Value.Check(valueSchema(spec), value))
    throw new TypeError(`no value of ${subject.kind}.${property}`);
}

function columnsOf(one: NewStatement, now: Temporal.Instant) {
  const { subject, place, value } = one;
  return {
    subject_kind: subject.kind,
    subject_id: subject.id,
    property: one.property,
    value: json(value),
    printed: one.printed ?? value.text,
    lang: one.lang ?? 'es',
    starts: one.starts ?? null,
    ends: one.ends ?? null,
    evidence: one.evidence,
    source_id: place?.sourceId ?? null,
    page: place?.page ?? '',
    passage: place?.passage ?? '',
    reason: one.reason ?? '',
    position: one.position ?? 0,
    import_id: one.import?.id ?? null,
    import_row: one.import?.row ?? null,
    created_at: now,
    updated_at: now,
  };
}
