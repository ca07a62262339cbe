/**
 * Records shown as one person. A link, and nothing else: no statement or tenure is touched, so that taking the link
 * back restores everything (docs/decisions/0015). Which records belong together follows from the pairs that somebody
 * called the same; the links remember who was shown under whom.
 */
import { sql } from 'kysely';
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { PERSON } from '../kinds.ts';
import type { Status } from '../tables.ts';
import { relistPeople } from './listings.ts';
import { recordPeople } from './person-history.ts';

export interface Root {
  id: string;
  status: Status;
  created_at: Temporal.Instant;
}

/** Whoever joins, parts or removes records waits for the one before. */
export async function lockLinks(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('officials:links', 0))`.execute(trx);
}

/**
 * Locks people and the records under which they are shown. Whoever joins or parts people waits for the one before:
 * that is done by hand, a few times a minute, and which rows are meant is only known once nobody else moves them.
 * @returns by the id given, the record under which it is shown; whoever there is not is left out
 */
export async function lockPeople(trx: Trx, ids: readonly string[]): Promise<Map<string, Root>> {
  await lockLinks(trx);
  const roots = await rootsOf(trx, ids);
  const wanted = new Set([...ids, ...[...roots.values()].map(({ id }) => id)]);
  await trx
    .selectFrom('people')
    .select('id')
    .where('id', 'in', [...wanted])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return roots;
}

async function rootsOf(db: Read, ids: readonly string[]): Promise<Map<string, Root>> {
  const rows = await db
    .selectFrom('people as p')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .select(['p.id as of', 'r.id', 'r.status', 'r.created_at'])
    .where('p.id', 'in', ids)
    .execute();
  return new Map(rows.map(({ of, ...root }) => [of, root]));
}

/** The one that keeps its address when nobody chose: who is public before who is not, then who was here first. */
export function elder(one: Root, other: Root): Root {
  if ((one.status === 'published') !== (other.status === 'published'))
    return one.status === 'published' ? one : other;
  const order = Temporal.Instant.compare(one.created_at, other.created_at);
  return order < 0 || (order === 0 && one.id < other.id) ? one : other;
}

/**
 * Shows everything that stands under one record under another one. Both are roots and locked (`lockPeople`).
 * @param pairId on what it rests
 */
export async function linkPeople(
  trx: Trx,
  act: Act,
  { from, into, pairId }: { from: Root; into: Root; pairId: string },
): Promise<void> {
  await trx
    .insertInto('person_merges')
    .values({
      from_id: from.id,
      into_id: into.id,
      pair_id: pairId,
      reason: act.reason ?? '',
      actor: actorRef(act.actor),
      at: act.now,
      undone_by: null,
      undone_at: null,
    })
    .execute();
  await trx
    .updateTable('people')
    .set({ canonical_id: into.id })
    .where('canonical_id', '=', from.id)
    .execute();
  await tell(trx, act, [into, from], 'merged');
}

/**
 * Takes the link of a pair back. What other pairs still hold together stays together.
 * @param root under which both are shown now, locked
 * @returns false when there is no such link
 */
export async function unlinkPeople(trx: Trx, act: Act, root: Root, pairId: string): Promise<boolean> {
  const link = await trx
    .updateTable('person_merges')
    .set({ undone_by: actorRef(act.actor), undone_at: act.now })
    .where('pair_id', '=', pairId)
    .where('undone_at', 'is', null)
    .returning(['from_id', 'into_id'])
    .executeTakeFirst();
  if (!link) return false;
  const parted = await partedFrom(trx, root.id);
  if (parted.length === 0) return true;
  const apart = await rootAmong(trx, parted, [link.from_id, link.into_id]);
  await trx.updateTable('people').set({ canonical_id: apart.id }).where('id', 'in', parted).execute();
  await tell(trx, act, [root, apart], 'unmerged');
  return true;
}

/** Those under a record whom no pair holds there any more. */
async function partedFrom(trx: Trx, rootId: string): Promise<string[]> {
  const members = await trx.selectFrom('people').select('id').where('canonical_id', '=', rootId).execute();
  const ids = members.map(({ id }) => id);
  const edges = await trx
    .selectFrom('person_merges as m')
    .innerJoin('person_pairs as p', 'p.id', 'm.pair_id')
    .select(['p.one_id', 'p.other_id'])
    .where('m.undone_at', 'is', null)
    .where('p.one_id', 'in', ids)
    .execute();
  const held = new Set([rootId]);
  for (let size = 0; size < held.size;) {
    size = held.size;
    for (const { one_id: one, other_id: other } of edges) {
      if (held.has(one)) held.add(other);
      else if (held.has(other)) held.add(one);
    }
  }
  return ids.filter((id) => !held.has(id));
}

/** Whoever stood at the head of the link, else the eldest. */
async function rootAmong(trx: Trx, ids: readonly string[], heads: readonly string[]): Promise<Root> {
  const rows = await trx
    .selectFrom('people')
    .select(['id', 'status', 'created_at'])
    .where('id', 'in', ids)
    .execute();
  const head = heads.map((id) => rows.find((row) => row.id === id)).find((row) => row !== undefined);
  const [first, ...rest] = rows;
  if (!first) throw new Error('nobody was parted');
  return head ?? rest.reduce(elder, first);
}

/** Lists, search, history and audit of both; nothing of what was public is said of drafts. */
async function tell(trx: Trx, act: Act, roots: readonly [Root, Root], action: string): Promise<void> {
  await relistPeople(
    trx,
    roots.map(({ id }) => id),
  );
  const shown = roots.filter(({ status }) => status === 'published').map(({ id }) => id);
  await recordPeople(trx, act, shown, action);
  await audit(
    trx,
    ...roots.map(({ id }, at) => ({
      actor: act.actor,
      action: `officials.${action}`,
      subject: { kind: PERSON, id },
      detail: { with: roots[1 - at]?.id ?? '' },
    })),
  );
}
