/** What readers say of one proposal, and everything public that waits for somebody at the desk. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';

const MOST_SHOWN = 20;

/** The oldest first. */
export function openFlagsOf(db: Read, proposalId: string) {
  return db
    .selectFrom('proposal_flags')
    .select(['id', 'reason', 'sealed', 'created_at'])
    .where('proposal_id', '=', proposalId)
    .where('state', '=', 'open')
    .orderBy('created_at')
    .limit(MOST_SHOWN)
    .execute();
}

export const TO_SEE_CURSOR = cursorOf({ number: KEY.integer });

export interface ToSee {
  number: number;
  title: string;
  unread: boolean;
  flags: number;
  files: number;
  /** Thresholds that it reached and of which nobody has done what they say. */
  due: number;
}

// Each by an index of what waits alone.
const WAITING = sql`
  select id from proposals where unread_since is not null
  union select proposal_id from proposal_flags where state = 'open'
  union select proposal_id from proposal_files where state = 'waiting'
  union select proposal_id from proposal_thresholds where done_at is null and lost_at is null`;

/** Public ones of which something waits; what nobody decided about yet has a list of its own. By number. */
export async function listToSee(db: Read, { after, limit }: PageRequest<{ number: number }>) {
  const { rows } = await sql<ToSee>`
    select p.number, p.title, p.unread_since is not null as unread,
      (select count(*) from proposal_flags where proposal_id = p.id and state = 'open')::int as flags,
      (select count(*) from proposal_files where proposal_id = p.id and state = 'waiting')::int as files,
      (select count(*) from proposal_thresholds
        where proposal_id = p.id and done_at is null and lost_at is null)::int as due
    from proposals as p
    where p.id in (${WAITING}) and p.title is not null and p.number > ${after?.number ?? 0}
    order by p.number limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ number }) => TO_SEE_CURSOR.write({ number }));
}

export async function countToSee(db: Read): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from proposals as p where p.id in (${WAITING}) and p.title is not null`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
