/** Reviews, and those who can be asked for one. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { ReviewState } from '../tables.ts';
import { REVIEWERS } from '../policy.ts';

export type ReviewRow = Awaited<ReturnType<typeof listReviews>>[number];

/** Of these contributions, in the order they were asked for. */
export function listReviews(db: Read, contributionIds: readonly string[]) {
  return db
    .selectFrom('contribution_reviews')
    .select([
      'contribution_id',
      'reviewer_id',
      'state',
      'scores',
      'sealed_note',
      'text_version',
      'assigned_at',
      'given_at',
    ])
    .where(sql<boolean>`contribution_id = any(${[...contributionIds]}::uuid[])`)
    .orderBy('assigned_at')
    .orderBy('reviewer_id')
    .execute();
}

const MOST_REVIEWERS = 200;

/** Ids of staff who may review, with how many reviews of this edition each has open and given. */
export async function listReviewers(
  db: Read,
  eventId: string,
): Promise<{ id: string; open: number; given: number }[]> {
  const { rows } = await sql<{ id: string; open: number; given: number }>`
    select u.id,
      count(r.*) filter (where r.state = 'assigned') as open,
      count(r.*) filter (where r.state = 'given') as given
    from staff_users u
    left join (contribution_reviews r join contributions c on c.id = r.contribution_id and c.event_id = ${eventId})
      on r.reviewer_id = u.id
    where u.disabled_at is null and exists (
      select from staff_roles o where o.user_id = u.id and o.role = any(${['administrator', ...REVIEWERS]}))
    group by u.id order by u.id limit ${MOST_REVIEWERS}`.execute(db);
  return rows;
}

/** How many reviews of each state there are, by contribution. */
export function countsOf(reviews: readonly Pick<ReviewRow, 'state'>[]): Record<ReviewState, number> {
  const counts = { assigned: 0, given: 0, recused: 0 };
  for (const { state } of reviews) counts[state] += 1;
  return counts;
}
