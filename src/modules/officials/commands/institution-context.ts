/** What every command on institutions shares: the locked row, the columns that follow the statements, what is recorded. */
import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { INSTITUTION } from '../kinds.ts';
import { type Statement, statementsOf } from '../queries/statements.ts';
import { presentOf } from '../rules/present.ts';
import { institutionKey, spanishOrder } from '../rules/spanish-order.ts';
import type { StatementRefusal } from './statement-changes.ts';

/**
 * `changed`: somebody saved since · `slug_taken` · `cycle`: it would stand below itself · `too_deep` · `archived`: the
 * one above is not public any more · `in_use`: `detail` counts what names it · `incomplete`: the field that is missing.
 */
export type InstitutionRefusal =
  | StatementRefusal
  | 'changed'
  | 'slug_taken'
  | 'cycle'
  | 'too_deep'
  | 'archived'
  | 'in_use'
  | 'incomplete'
  | 'not_now';

export type Result<T extends object = object> = ({ ok: true } & T) | Refusal<InstitutionRefusal>;

export function refused(
  code: InstitutionRefusal,
  more: { field?: string; detail?: Record<string, string> } = {},
): Refusal<InstitutionRefusal> {
  return { ok: false, refused: code, ...more };
}

export type LockedInstitution = NonNullable<Awaited<ReturnType<typeof lockInstitution>>>;

/** Under its lock: what happens to one institution and its posts happens one after the other; others may still name it. */
export function lockInstitution(trx: Trx, id: string) {
  return trx.selectFrom('institutions').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** So many levels, one above the other. */
export const MOST_LEVELS = 8;

/** Held while somebody hangs an institution under another: two at once could make a circle that neither sees. */
export async function lockHierarchy(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('officials:hierarchy', 0))`.execute(trx);
}

/**
 * Hangs an institution under another one, or under none. Call it under `lockHierarchy`.
 * @returns the refusal; undefined when it hangs there
 */
export async function placeUnder(
  trx: Trx,
  id: string,
  parentId: string | null,
): Promise<Refusal<InstitutionRefusal> | undefined> {
  if (parentId !== null) {
    const above = await chainAbove(trx, parentId);
    const [parent] = above;
    if (!parent) return refused('not_found', { field: 'parent' });
    if (parent.status === 'archived') return refused('archived', { field: 'parent' });
    if (above.some((one) => one.id === id)) return refused('cycle', { field: 'parent' });
    if (above.length + (await levelsFrom(trx, id)) > MOST_LEVELS)
      return refused('too_deep', { field: 'parent' });
  }
  await trx.updateTable('institutions').set({ parent_id: parentId }).where('id', '=', id).execute();
  return undefined;
}

async function chainAbove(trx: Trx, id: string): Promise<{ id: string; status: string }[]> {
  const { rows } = await sql<{ id: string; status: string }>`
    with recursive above (id, status, parent_id, level) as (
      select id, status, parent_id, 1 from institutions where id = ${id}
      union all
      select i.id, i.status, i.parent_id, a.level + 1 from institutions i join above a on i.id = a.parent_id
      where a.level <= ${MOST_LEVELS}
    ) select id, status from above order by level`.execute(trx);
  return rows;
}

async function levelsFrom(trx: Trx, id: string): Promise<number> {
  const { rows } = await sql<{ levels: number }>`
    with recursive below (id, level) as (
      select id, 1 from institutions where id = ${id}
      union all
      select i.id, b.level + 1 from institutions i join below b on i.parent_id = b.id
      where b.level <= ${MOST_LEVELS}
    ) select max(level)::int as levels from below`.execute(trx);
  return rows[0]?.levels ?? 1;
}

/**
 * Lets name, keys, kind, territory and place in the hierarchy follow what is shown of the institution.
 * Call it after every change of its statements, in the same transaction.
 */
export async function followStatements(
  trx: Trx,
  act: Act,
  row: Pick<LockedInstitution, 'id' | 'name' | 'parent_id'>,
): Promise<Refusal<InstitutionRefusal> | undefined> {
  const list = await statementsOf(trx, [row.id], { office: true });
  const today = act.now.toZonedDateTimeISO('UTC').toPlainDate();
  const name = presentOf(list, 'name', today, 'last')?.value.text ?? nameOfDraft(list) ?? row.name;
  const parent = presentOf(list, 'parent', today)?.value;
  const parentId = parent && 'id' in parent ? parent.id : null;
  if (parentId !== row.parent_id) {
    await lockHierarchy(trx);
    const refusal = await placeUnder(trx, row.id, parentId);
    if (refusal) return refusal;
  }
  await trx
    .updateTable('institutions')
    .set((e) => ({
      name,
      name_key: institutionKey(name),
      sort_key: spanishOrder(name),
      kind: presentOf(list, 'kind', today, 'last')?.value.text ?? '',
      territory: presentOf(list, 'territory', today, 'last')?.value.text ?? '',
      version: e('version', '+', 1),
      updated_at: act.now,
    }))
    .where('id', '=', row.id)
    .execute();
  return undefined;
}

/** While nothing proves a name it is called what somebody typed last. */
function nameOfDraft(list: readonly Statement[]): string | undefined {
  return list.findLast((one) => one.property === 'name')?.value.text;
}

/** What everybody can read of it and its posts, for the history. */
async function publicContent(trx: Trx, id: string): Promise<Record<string, unknown>> {
  const { slug, name } = await trx
    .selectFrom('institutions')
    .select(['slug', 'name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const posts = await trx
    .selectFrom('posts')
    .select(['id', 'slug', 'label'])
    .where('institution_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const said = await statementsOf(trx, [id, ...posts.map((post) => post.id)], { office: false });
  const of = (subject: string) => said.filter((one) => one.subjectId === subject).map(statementContent);
  return {
    slug,
    name,
    statements: of(id),
    posts: posts.map((post) => ({ ...post, statements: of(post.id) })),
  };
}

/** One statement as the history keeps it: what it said, and who said so. */
export function statementContent(one: Statement): Record<string, unknown> {
  return {
    property: one.property,
    value: one.value,
    printed: one.printed,
    starts: one.starts,
    ends: one.ends,
    evidence: one.evidence,
    reason: one.reason,
    source: one.source?.id ?? null,
    source_title: one.source?.title ?? '',
    page: one.page,
    passage: one.passage,
  };
}

/** A change that the public sees: history, audit and search. */
export async function recordPublic(
  trx: Trx,
  act: Act,
  id: string,
  action: string,
  source?: string,
): Promise<void> {
  await recordHistory(trx, {
    actor: act.actor,
    record: { kind: INSTITUTION, id },
    action,
    reason: act.reason || undefined,
    source: act.source ?? source,
    content: await publicContent(trx, id),
  });
  await touchSearch(trx, { kind: INSTITUTION, id });
  await recordDeed(trx, act, id, action);
}

/** What only the organisation sees. */
export async function recordDeed(
  trx: Trx,
  { actor }: Act,
  id: string,
  action: string,
  detail: Record<string, string | number | boolean> = {},
): Promise<void> {
  await audit(trx, {
    actor,
    action: `officials.institution_${action}`,
    subject: { kind: INSTITUTION, id },
    detail,
  });
}

/** After a change: of what is public a version, of a draft only the deed. */
export async function recordChange(
  trx: Trx,
  act: Act,
  row: Pick<LockedInstitution, 'id' | 'status'>,
  action: string,
  source?: string,
): Promise<void> {
  if (row.status === 'published') {
    await recordPublic(trx, act, row.id, act.restoring ? 'restored' : 'changed', source);
    return;
  }
  await recordDeed(trx, act, row.id, action);
}
