/** Contributions as the program reads them; what they say stays sealed here. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { Kind, ReviewState, State } from '../tables.ts';

const COLUMNS = [
  'c.id',
  'c.event_id',
  'c.number',
  'c.kind',
  'c.state',
  'c.address_hash',
  'c.sealed_author',
  'c.sealed_text',
  'c.text_version',
  'c.consent_publish',
  'c.lang',
  'c.decision',
  'c.sealed_words',
  'c.decided_at',
  'c.told_at',
  'c.session_id',
  'c.link_version',
  'c.mail_refused_at',
  'c.last_notice_at',
  'c.version',
  'c.created_at',
  'c.updated_at',
] as const;

function withPlace(db: Read) {
  return db
    .selectFrom('contributions as c')
    .innerJoin('events as e', 'e.id', 'c.event_id')
    .leftJoin('library_items as i', 'i.contribution_id', 'c.id')
    .leftJoin('event_sessions as s', 's.id', 'c.session_id')
    .select([
      ...COLUMNS,
      'e.slug as event_slug',
      'e.title as event_title',
      'e.timezone',
      'e.status',
      'e.starts_at',
      'e.visibility',
      'i.id as item_id',
      'i.slug as item_slug',
      'i.withdrawn_at',
      's.slug as session_slug',
      's.title as session_title',
    ]);
}

export type ContributionRow = NonNullable<Awaited<ReturnType<typeof findContribution>>>;

/** One contribution with its edition and what became of it. */
export function findContribution(db: Read, id: string) {
  return withPlace(db).where('c.id', '=', id).executeTakeFirst();
}

/** All of one address in one edition, the oldest first. */
export function listOfAddress(db: Read, eventId: string, hash: Buffer, limit: number) {
  return db
    .selectFrom('contributions as c')
    .select([...COLUMNS])
    .where('c.event_id', '=', eventId)
    .where('c.address_hash', '=', hash)
    .orderBy('c.id')
    .limit(limit)
    .execute();
}

export const NUMBER_CURSOR = cursorOf({ number: KEY.text });

export interface ListFilter {
  kind?: Kind | undefined;
  state?: State | undefined;
  /** Of one's own reviews. */
  mine?: ReviewState | undefined;
}

export type ListedContribution = Awaited<ReturnType<typeof listContributions>>['items'][number];

/** The confirmed ones of an edition by their number. @param reviewer whose own review stands in `own` */
export async function listContributions(
  db: Read,
  eventId: string,
  reviewer: string | undefined,
  filter: ListFilter,
  page: PageRequest<{ number: string }>,
) {
  let query = db
    .selectFrom('contributions as c')
    .leftJoin('contribution_reviews as r', (join) =>
      join.onRef('r.contribution_id', '=', 'c.id').on('r.reviewer_id', '=', reviewer ?? null),
    )
    .leftJoin('library_items as i', 'i.contribution_id', 'c.id')
    .select([...COLUMNS, 'r.state as own', 'i.slug as item_slug', 'i.withdrawn_at'])
    .where('c.event_id', '=', eventId)
    .where('c.number', 'is not', null)
    .orderBy('c.number')
    .limit(page.limit + 1);
  if (filter.kind) query = query.where('c.kind', '=', filter.kind);
  if (filter.state) query = query.where('c.state', '=', filter.state);
  if (filter.mine) query = query.where('r.state', '=', filter.mine);
  const after = Number(page.after?.number);
  if (page.after && Number.isInteger(after)) query = query.where(sql<boolean>`c.number > ${after}::bigint`);
  return pageOf(await query.execute(), page.limit, (row) =>
    NUMBER_CURSOR.write({ number: String(row.number) }),
  );
}

export type StateCounts = Partial<Record<State, number>>;

export async function countContributions(db: Read, eventId: string): Promise<StateCounts> {
  const rows = await db
    .selectFrom('contributions')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('event_id', '=', eventId)
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** For links: what a contribution is called without saying what it says. */
export function listNumbers(db: Read, ids: readonly string[]) {
  return db
    .selectFrom('contributions as c')
    .innerJoin('events as e', 'e.id', 'c.event_id')
    .select(['c.id', 'c.number', 'e.slug', 'e.title'])
    .where('c.id', 'in', ids)
    .execute();
}
