/** Who is told of what happens to an edition: the job that tells them and the page that counts them before agree. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Database, Read } from '../../../platform/db/handles.ts';
import { TOLD_STATES } from '../rules/registration.ts';
import type { SessionChange } from '../tables.ts';

type Registrations = Database & { r: Database['event_registrations'] };

/** Those who have or wait for a place, and those whose address is theirs though a place went by. */
export function isTold(eb: ExpressionBuilder<Registrations, 'r'>): Expression<SqlBool> {
  return eb.or([
    eb('r.state', 'in', TOLD_STATES),
    eb.and([eb('r.state', 'in', ['pending', 'lapsed']), eb('r.address_confirmed_at', 'is not', null)]),
  ]);
}

export async function countTold(db: Read, eventId: string): Promise<number> {
  const { count } = await db
    .selectFrom('event_registrations as r')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('r.event_id', '=', eventId)
    .where(isTold)
    .executeTakeFirstOrThrow();
  return count;
}

/** The changes of one piece of news. */
export async function findSessionNews(db: Read, id: string): Promise<SessionChange[]> {
  const news = await db
    .selectFrom('event_session_news')
    .select('changes')
    .where('id', '=', id)
    .executeTakeFirst();
  return news?.changes ?? [];
}
