/** Old addresses of what the public could see: they go on leading to it. */
import type { Trx } from '../../../platform/db/handles.ts';
import { keepAddress } from '../../../platform/redirects/redirects.ts';

/**
 * Keeps the address that a record of an edition leaves, unless nobody but the organisers ever saw it.
 * @param pathOf the address, by the slug of the edition as the public knows it
 */
export async function keepOldAddress(
  trx: Trx,
  now: Temporal.Instant,
  eventId: string,
  record: { kind: 'event' | 'event_session' | 'event_speaker'; id: string },
  pathOf: (edition: string) => string,
): Promise<void> {
  const edition = await trx
    .selectFrom('events')
    .select(['slug', 'visibility'])
    .where('id', '=', eventId)
    .executeTakeFirst();
  if (!edition) return;
  if (edition.visibility === 'draft' && !(await wasPublic(trx, eventId))) return;
  await keepAddress(trx, pathOf(edition.slug), record, now);
}

async function wasPublic(trx: Trx, eventId: string): Promise<boolean> {
  const published = await trx
    .selectFrom('history')
    .select('id')
    .where('record_kind', '=', 'event')
    .where('record_id', '=', eventId)
    .where('action', '=', 'published')
    .limit(1)
    .executeTakeFirst();
  return published !== undefined;
}
