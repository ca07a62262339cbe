/** The consent of those who speak in a recording: without it, and after it was withdrawn, nobody sees the recording. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { blankHistory } from '../../../platform/history/history.ts';
import type { Act, Outcome } from './inputs.ts';
import { lockEdition } from './programme-state.ts';
import { record } from './record.ts';

/** The columns of a recording whose speakers agree, by the word of who acts. */
export function consented({ actor, now }: Act) {
  return { consent_at: now, consent_by: actorRef(actor), consent_withdrawn_at: null };
}

/**
 * Takes a recording off every page, feed and API at once, or puts it back with a new consent. Kept either
 * way: when it was given, by whose word, and when it was withdrawn.
 */
export async function setRecordingConsent(
  trx: Trx,
  act: Act,
  eventId: string,
  id: string,
  given: boolean,
): Promise<Outcome> {
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  const row = await trx
    .updateTable('event_materials')
    .set(given ? consented(act) : { consent_withdrawn_at: act.now })
    .where('id', '=', id)
    .where('event_id', '=', eventId)
    .where('kind', '=', 'recording')
    .returning(['kind', 'title', 'url'])
    .executeTakeFirst();
  if (!row) return { ok: false, refused: 'not_found' };
  await record(trx, act, {
    kind: 'event_material',
    id,
    eventId,
    action: given ? 'consented' : 'withdrawn',
    content: given ? row : {},
  });
  // Where it could be seen stands in its earlier versions too.
  if (!given) await blankHistory(trx, { kind: 'event_material', id });
  return { ok: true };
}
