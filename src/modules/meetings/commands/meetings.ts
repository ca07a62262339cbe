/** A meeting is opened, changed, closed and opened again. Its title, place and day are public with what is born there. */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { MEETING } from '../kinds.ts';
import type { Visibility } from '../rules/meeting.ts';
import { type Context, newCode, noteAct, refused, type Result } from './context.ts';

export interface MeetingFacts {
  title: string;
  place: string;
  department: string;
  onDate: Temporal.PlainDate;
  eventId: string | undefined;
  category: string;
  visibility: Visibility;
}

const columnsOf = (f: MeetingFacts) => ({
  title: f.title,
  place: f.place,
  department: f.department,
  on_date: f.onDate,
  event_id: f.eventId ?? null,
  category: f.category,
  visibility: f.visibility,
});

async function record(trx: Trx, { actor }: Context, id: string, f: MeetingFacts, action: string) {
  const { title, place, department } = f;
  await recordHistory(trx, {
    actor,
    record: { kind: MEETING, id },
    action,
    content: { title, place, department, on_date: String(f.onDate) },
  });
}

/** Pressed twice it is opened once: the same person, title, place and day are the same meeting. */
export async function openMeeting(trx: Trx, c: Context, f: MeetingFacts): Promise<Result<{ id: string }>> {
  const actor = actorRef(c.actor);
  const same = JSON.stringify([actor, f.title, f.place, String(f.onDate)]);
  await sql`select pg_advisory_xact_lock(hashtextextended(${same}, 51))`.execute(trx);
  const there = await trx
    .selectFrom('meetings')
    .select('id')
    .where('actor', '=', actor)
    .where('title', '=', f.title)
    .where('place', '=', f.place)
    .where('on_date', '=', f.onDate)
    .executeTakeFirst();
  if (there) return { ok: true, id: there.id };
  const id = randomUUIDv7();
  for (;;) {
    const made = await trx
      .insertInto('meetings')
      .values({ id, code: newCode(), ...columnsOf(f), actor, created_at: c.now, updated_at: c.now })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) break;
  }
  await record(trx, c, id, f, 'created');
  await noteAct(trx, c, { kind: MEETING, id }, 'open');
  return { ok: true, id };
}

/** @param version as when the form was drawn */
export async function changeMeeting(
  trx: Trx,
  c: Context,
  id: string,
  version: number,
  f: MeetingFacts,
): Promise<Result> {
  const changed = await trx
    .updateTable('meetings')
    .set((eb) => ({ ...columnsOf(f), version: eb('version', '+', 1), updated_at: c.now }))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst();
  if (!changed) return refused('changed');
  await record(trx, c, id, f, 'changed');
  await noteAct(trx, c, { kind: MEETING, id }, 'change');
  return { ok: true };
}

/** Done twice it is done once; whoever sends at the same moment is in or out, nothing between. */
export async function setOpen(trx: Trx, c: Context, id: string, open: boolean): Promise<Result> {
  const set = await trx
    .updateTable('meetings')
    .set((eb) => ({ is_open: open, version: eb('version', '+', 1), updated_at: c.now }))
    .where('id', '=', id)
    .where('is_open', '=', !open)
    .returning('id')
    .executeTakeFirst();
  if (set) await noteAct(trx, c, { kind: MEETING, id }, open ? 'reopen' : 'close');
  return { ok: true };
}
