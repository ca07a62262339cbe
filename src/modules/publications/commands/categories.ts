/** The categories under which publications are filed. */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { CategoryContent } from '../schemas/content.ts';
import { refused, type Result, whoOf } from './context.ts';

async function isTaken(trx: Trx, slug: string, id: string | undefined): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('publication_categories.slug', 90))`.execute(trx);
  const other = await trx
    .selectFrom('publication_categories')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirst();
  return other !== undefined && other.id !== id;
}

function columnsOf(content: CategoryContent) {
  const { slug, title, description, body } = content;
  return {
    slug,
    title,
    description,
    body,
    front_matter: content.frontMatter,
    file_name: content.fileName,
    file_sha256: content.fileSha256,
  };
}

/** A new category, last of all. */
export async function createCategory(
  trx: Trx,
  act: Act,
  content: CategoryContent,
): Promise<Result<{ id: string }>> {
  if (!whoOf(act).mayPublish) return refused('forbidden');
  if (await isTaken(trx, content.slug, undefined)) return refused('slug_taken', { field: 'slug' });
  const id = randomUUIDv7();
  const last = await trx
    .selectFrom('publication_categories')
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst();
  await trx
    .insertInto('publication_categories')
    .values({ id, ...columnsOf(content), position: (last?.position ?? 0) + 1, updated_at: act.now })
    .execute();
  await record(trx, act, id, 'category_created');
  return { ok: true, id };
}

/** @param change.version as when the form was drawn */
export async function saveCategory(
  trx: Trx,
  act: Act,
  id: string,
  change: { content: CategoryContent; position?: number; version: number },
): Promise<Result> {
  if (!whoOf(act).mayPublish) return refused('forbidden');
  const row = await trx
    .selectFrom('publication_categories')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refused('not_found');
  if (row.version !== change.version) return refused('changed');
  if (await isTaken(trx, change.content.slug, id)) return refused('slug_taken', { field: 'slug' });
  await trx
    .updateTable('publication_categories')
    .set({
      ...columnsOf(change.content),
      position: change.position ?? row.position,
      version: row.version + 1,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  await record(trx, act, id, 'category_saved');
  return { ok: true };
}

/** What was filed there stays, under its other categories or none. */
export async function removeCategory(trx: Trx, act: Act, id: string): Promise<Result> {
  if (!whoOf(act).mayPublish) return refused('forbidden');
  const { numDeletedRows } = await trx
    .deleteFrom('publication_categories')
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return refused('not_found');
  await record(trx, act, id, 'category_removed');
  return { ok: true };
}

async function record(trx: Trx, { actor }: Act, id: string, action: string): Promise<void> {
  const subject = { kind: 'publication_category', id };
  await audit(trx, { actor, action: `publications.${action}`, subject });
}
