/** Writes a planned list of institutions: everything in one transaction, each fact with the file as its source. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { Fact } from '../import/institution-columns.ts';
import type { InstitutionPlan, PlannedInstitution } from '../import/institution-plan.ts';
import { INSTITUTION } from '../kinds.ts';
import { evidenceFor } from '../rules/evidence.ts';
import { propertyOf } from '../schemas/properties.ts';
import {
  followStatements,
  lockInstitution,
  recordChange,
  refused,
  type Result,
} from './institution-context.ts';
import { createInstitution, publishInstitution } from './institutions.ts';
import { MOST_STATEMENTS, saidOf } from './statement-changes.ts';
import { addStatements, type NewStatement } from './statements.ts';

export interface ImportOf {
  /** Of `official_imports`. */
  importId: string;
  /** The file as a source. */
  sourceId: string;
  /** Makes what it creates public at once; else it stays a draft. */
  publish: boolean;
  /** How the row is told as a place in the source: `fila 2`. */
  pageOf: (line: number) => string;
  /** Why something is kept for editors, in words. */
  why: (keep: NonNullable<Fact['keep']>) => string;
}

/**
 * @returns how many were made and changed; refused as a whole when somebody did the same meanwhile (`changed`):
 *   then the plan is made anew
 */
export async function applyInstitutions(
  trx: Trx,
  act: Act,
  plan: InstitutionPlan,
  from: ImportOf,
): Promise<Result<{ created: number; changed: number }>> {
  for (const row of plan.rows) {
    if (row.outcome === 'unchanged') continue;
    const done =
      row.existingId === undefined
        ? await create(trx, act, row, from)
        : await add(trx, act, row.existingId, row, from);
    if (!done.ok) return done;
  }
  return { ok: true, created: plan.counts.created, changed: plan.counts.changed };
}

async function create(trx: Trx, act: Act, row: PlannedInstitution, from: ImportOf): Promise<Result> {
  const [name, ...rest] = row.facts.toSorted((one, other) => rank(one) - rank(other));
  if (name?.property !== 'name') return refused('bad_value', { field: 'name' });
  const place = placeOf(row, from);
  const made = await createInstitution(trx, act, {
    name: { property: 'name', value: name.value, place },
    importId: from.importId,
    importRow: row.line,
    statements: rest.map((fact) => ({ ...said(fact, row, from), evidence: fact.keep ? 'kept' : 'shown' })),
  });
  if (!made.ok) return made;
  return from.publish ? publishInstitution(trx, { ...act, source: from.sourceId }, made.id) : { ok: true };
}

const rank = (fact: Fact): number => (fact.property === 'name' ? 0 : 1);

async function add(trx: Trx, act: Act, id: string, row: PlannedInstitution, from: ImportOf): Promise<Result> {
  const locked = await lockInstitution(trx, id);
  if (!locked) return refused('changed');
  const subject = { kind: INSTITUTION, id } as const;
  const there = await saidOf(trx, subject);
  if (there.length + row.facts.length > MOST_STATEMENTS) return refused('too_many');
  const last = there.at(-1)?.position ?? 0;
  const list: NewStatement[] = row.facts.map((fact, at) => {
    const spec = propertyOf(INSTITUTION, fact.property);
    const { property, value } = fact;
    const evidence =
      fact.keep || !spec
        ? ('kept' as const)
        : evidenceFor(spec, { property, value, starts: null, ends: null }, true, there);
    return { ...said(fact, row, from), subject, evidence, position: last + at + 1 };
  });
  await addStatements(trx, act, list);
  const refusal = await followStatements(trx, act, locked);
  if (refusal) return refusal;
  await recordChange(trx, act, locked, 'imported', from.sourceId);
  return { ok: true };
}

function placeOf(row: PlannedInstitution, from: ImportOf) {
  return { sourceId: from.sourceId, page: from.pageOf(row.line) };
}

function said(fact: Fact, row: PlannedInstitution, from: ImportOf) {
  const { property, value, printed, keep } = fact;
  return {
    property,
    value,
    printed,
    place: placeOf(row, from),
    import: { id: from.importId, row: row.line },
    ...(keep && { reason: from.why(keep) }),
  };
}
