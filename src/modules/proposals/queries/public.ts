/** Proposals as everybody reads them. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Part } from '../../../platform/feeds/parts.ts';

/** Whoever is public has a title in the open: the database holds it to that. */
function shown(db: Read) {
  return db
    .selectFrom('proposals as p')
    .leftJoin('events as e', (join) =>
      // A draft's title is nobody's business, whatever was born in it.
      join.onRef('e.id', '=', 'p.event_id').on('e.visibility', '=', 'published'),
    )
    .select(['e.slug as event_slug', 'e.title as event_title'])
    .where('p.title', 'is not', null)
    .select([
      'p.id',
      'p.state',
      'p.origin',
      'p.category',
      'p.department',
      'p.from_event',
      'p.author_kind',
      'p.visibility',
      'p.sealed_authors',
      'p.unread_since',
      'p.lang',
      'p.updated_at',
      'p.version',
    ])
    .select([
      sql<number>`p.number`.as('number'),
      sql<string>`p.title`.as('title'),
      sql<string>`p.problem`.as('problem'),
      sql<string>`p.affected`.as('affected'),
      sql<string>`p.summary`.as('summary'),
      sql<Temporal.Instant>`p.published_at`.as('published_at'),
    ]);
}

export function findShown(db: Read, number: number) {
  return shown(db).where('p.number', '=', number).executeTakeFirst();
}

export function listShownByIds(db: Read, ids: readonly string[]) {
  return shown(db)
    .where(sql<boolean>`p.id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** For the search's sweep and the site map. */
export async function listShownIds(
  db: Read,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('proposals')
    .select('id')
    .where('title', 'is not', null)
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export const shownIds = (db: Read) => db.selectFrom('proposals').select('id').where('title', 'is not', null);

export function listShownAddresses(db: Read, { from, limit }: Part) {
  return db
    .selectFrom('proposals')
    .select([sql<number>`number`.as('number'), 'updated_at'])
    .where('title', 'is not', null)
    .$if(from !== undefined, (q) => q.where('id', '>=', from ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
}
