/** Institutions made, moved to another address, shown to everybody, and taken back. */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { type Additions, otherUsesOf } from '../../../platform/additions.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { isForeignKeyViolation } from '../../../platform/db/transaction.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { keepAddress } from '../../../platform/redirects/redirects.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { institutionPath } from '../addresses.ts';
import { INSTITUTION } from '../kinds.ts';
import { usesOfInstitution } from '../queries/office-institutions.ts';
import { acronymIn, institutionKey, spanishOrder } from '../rules/spanish-order.ts';
import {
  followStatements,
  type InstitutionRefusal,
  lockHierarchy,
  lockInstitution,
  type LockedInstitution,
  recordDeed,
  recordPublic,
  refused,
  type Result,
} from './institution-context.ts';
import { type SaidInput, say } from './statement-changes.ts';
import { addStatements, type NewStatement } from './statements.ts';

export interface NewInstitution {
  /** The first of what is said of it; as printed. */
  name: SaidInput & { property: 'name' };
  /** Left out: made of the name. */
  slug?: string | undefined;
  importId?: string | undefined;
  /** What an import brings besides, judged already. */
  statements?: readonly Omit<NewStatement, 'subject'>[];
  importRow?: number | undefined;
}

/** @returns its id, and the slug that it got: where the wanted one is taken, the next free one. It begins as a draft. */
export async function createInstitution(
  trx: Trx,
  act: Act,
  { name: said, slug: wanted, importId, importRow, statements = [] }: NewInstitution,
): Promise<Result<{ id: string; slug: string }>> {
  const name = said.value.text.trim();
  if (name === '') return refused('bad_value', { field: 'name' });
  const slug = await slugFor(trx, wanted || name);
  const id = randomUUIDv7();
  await trx
    .insertInto('institutions')
    .values({
      id,
      slug,
      name,
      name_key: institutionKey(name),
      sort_key: spanishOrder(name),
      parent_id: null,
      import_id: importId ?? null,
      created_at: act.now,
      updated_at: act.now,
    })
    .execute();
  const subject = { kind: INSTITUTION, id } as const;
  if (importId === undefined) {
    const first = await say(trx, act, subject, said);
    if (!first.ok) return first;
  } else {
    const from = { id: importId, row: importRow ?? 0 };
    const all: Omit<NewStatement, 'subject'>[] = [
      {
        property: 'name',
        value: said.value,
        evidence: said.place ? 'shown' : 'kept',
        place: said.place,
        import: from,
      },
      ...statements,
    ];
    await addStatements(
      trx,
      act,
      all.map((one, at) => ({ ...one, subject, position: at + 1 })),
    );
  }
  const refusal = await followStatements(trx, act, { id, name, parent_id: null });
  if (refusal) return refusal;
  await recordDeed(trx, act, id, 'created');
  return { ok: true, id, slug };
}

/** The next free address. Those that somebody else left stay theirs until a page stands there again. */
async function slugFor(trx: Trx, text: string): Promise<string> {
  // `CSJ` in brackets is no part of an address that people read aloud.
  const acronym = acronymIn(text);
  const base = slugOf(acronym === undefined ? text : text.slice(0, text.lastIndexOf('('))) || 'institucion';
  const rows = await trx
    .selectFrom('institutions')
    .select('slug')
    .where(sql<boolean>`slug like ${`${base}%`}`)
    .execute();
  return freeSlug(base, new Set(rows.map((row) => row.slug)));
}

/** Another address. The old one leads to it. @param version as when the form was drawn */
export async function saveInstitution(
  trx: Trx,
  act: Act,
  id: string,
  { slug: typed, version }: { slug: string; version: number },
): Promise<Result<{ version: number; slug: string }>> {
  const row = await lockInstitution(trx, id);
  if (!row) return refused('not_found');
  if (row.version !== version) return refused('changed');
  const slug = slugOf(typed);
  if (slug === '') return refused('bad_value', { field: 'slug' });
  const other = await trx
    .selectFrom('institutions')
    .select('id')
    .where('slug', '=', slug)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (other) return refused('slug_taken', { field: 'slug' });
  await trx
    .updateTable('institutions')
    .set({ slug, version: version + 1, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  if (slug !== row.slug && row.status !== 'draft')
    await keepAddress(trx, institutionPath(row.slug), { kind: INSTITUTION, id }, act.now);
  if (row.status === 'published') await recordPublic(trx, act, id, 'changed');
  else await recordDeed(trx, act, id, 'saved');
  return { ok: true, version: version + 1, slug };
}

/** Shows it to everybody, with everything shown of it. Refused while no source says its name. */
export async function publishInstitution(trx: Trx, act: Act, id: string, version?: number): Promise<Result> {
  const row = await lockInstitution(trx, id);
  if (!row) return refused('not_found');
  if (version !== undefined && row.version !== version) return refused('changed');
  if (row.status === 'published') return refused('not_now');
  const name = await trx
    .selectFrom('statements')
    .select('id')
    .where('subject_id', '=', id)
    .where('property', '=', 'name')
    .where('evidence', '=', 'shown')
    .executeTakeFirst();
  if (!name) return refused('incomplete', { field: 'name' });
  await setStatus(trx, act, row, 'published');
  await recordPublic(trx, act, id, 'published');
  return { ok: true };
}

/**
 * Takes it back from the public. The reason in the act is said to everybody.
 * @param others what modules that stand on institutions say of their records
 * @returns `in_use` with the number of `children`, `posts`, `tenures`, `statements` and `others` that name it
 */
export async function archiveInstitution(
  trx: Trx,
  act: Act,
  id: string,
  others: Pick<Additions, 'uses'>,
): Promise<Result> {
  const row = await lockInstitution(trx, id);
  if (!row) return refused('not_found');
  if (row.status !== 'published') return refused('not_now');
  if (!act.reason?.trim()) return refused('missing_reason', { field: 'reason' });
  // Nobody hangs another one under it meanwhile.
  await lockHierarchy(trx);
  const used = (await refusalOfUses(trx, id)) ?? (await refusalOfOthers(trx, id, others));
  if (used) return used;
  await setStatus(trx, act, row, 'archived');
  await recordPublic(trx, act, id, 'archived');
  return { ok: true };
}

/**
 * Throws one away that nothing names, with what is said of it: a draft by mistake, an import taken back. Of records of
 * modules that it doesn't know the database tells it: then it is `in_use`, and the transaction is over.
 */
export async function discardInstitution(trx: Trx, act: Act, id: string): Promise<Result> {
  const row = await lockInstitution(trx, id);
  if (!row) return refused('not_found');
  await lockHierarchy(trx);
  const used = await refusalOfUses(trx, id);
  if (used) return used;
  await trx.deleteFrom('statements').where('subject_id', '=', id).execute();
  try {
    await trx.deleteFrom('institutions').where('id', '=', id).execute();
  } catch (error) {
    if (isForeignKeyViolation(error)) return refused('in_use');
    throw error;
  }
  if (row.status === 'published') {
    const { actor, reason } = act;
    const record = { kind: INSTITUTION, id };
    await recordHistory(trx, { actor, record, action: 'removed', reason, content: {} });
    await touchSearch(trx, record);
  }
  // Its address says that there was something.
  if (row.status !== 'draft')
    await keepAddress(trx, institutionPath(row.slug), { kind: INSTITUTION, id }, act.now);
  await recordDeed(trx, act, id, 'discarded');
  return { ok: true };
}

async function setStatus(
  trx: Trx,
  act: Act,
  { id, version }: LockedInstitution,
  status: 'published' | 'archived',
): Promise<void> {
  await trx
    .updateTable('institutions')
    .set({ status, version: version + 1, updated_at: act.now })
    .where('id', '=', id)
    .execute();
}

async function refusalOfUses(trx: Trx, id: string): Promise<Refusal<InstitutionRefusal> | undefined> {
  const uses = Object.entries(await usesOfInstitution(trx, id));
  if (uses.every(([, count]) => count === 0)) return undefined;
  return refused('in_use', {
    detail: Object.fromEntries(uses.map(([name, count]) => [name, String(count)])),
  });
}

async function refusalOfOthers(
  trx: Trx,
  id: string,
  others: Pick<Additions, 'uses'>,
): Promise<Refusal<InstitutionRefusal> | undefined> {
  const uses = await otherUsesOf(trx, others, INSTITUTION, id);
  const count = uses.reduce((sum, one) => sum + one.count, 0);
  return count === 0 ? undefined : refused('in_use', { detail: { others: String(count) } });
}
