/** People who never held an office leave the lists when their process is long over. Their page stays where it is. */
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Db, Read, Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { writeSetting } from '../../../platform/settings/settings.ts';
import { PERSON } from '../kinds.ts';
import { delistYears } from '../settings.ts';
import { relistPeople } from './listings.ts';
import { recordPeople } from './person-history.ts';

const BATCH = 100;

/**
 * @param years after the year of the last process that is known, else of the record itself
 * @returns how many left the lists
 */
export async function delistForgotten(db: Db, act: Act, years: number): Promise<number> {
  const last = act.now.toZonedDateTimeISO('UTC').year - years;
  let all = 0;
  for (;;) {
    const count = await withTransaction(db, (trx) => delistBatch(trx, act, last));
    all += count;
    if (count < BATCH) return all;
  }
}

async function delistBatch(trx: Trx, act: Act, last: number): Promise<number> {
  const ids = await forgotten(trx, last);
  if (ids.length === 0) return 0;
  // Under their locks: somebody may be writing an office of theirs at this moment, and then they stay.
  await trx.selectFrom('people').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
  const still = await forgotten(trx, last, ids);
  if (still.length > 0) {
    await trx
      .updateTable('people')
      .set({ delisted: true, version: sql`version + 1`, updated_at: act.now })
      .where('id', 'in', still)
      .execute();
    await relistPeople(trx, still);
    await recordPeople(trx, act, still, 'changed');
    await audit(
      trx,
      ...still.map((id) => ({
        actor: act.actor,
        action: 'officials.person_delisted',
        subject: { kind: PERSON, id },
        detail: { why: 'retention' },
      })),
    );
  }
  return ids.length;
}

/** Those shown who, by all of their records, never held anything, and whose last process is over since that year. */
async function forgotten(db: Read, last: number, among?: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id
    from people p
    where p.id = p.canonical_id and p.status = 'published' and not p.delisted
      ${among ? sql`and p.id = any(${[...among]}::uuid[])` : sql``}
      and not exists (
        select from people r where r.canonical_id = p.id and r.kind in ('office_holder', 'commissioner'))
      and not exists (
        select from tenures t join people r on r.id = t.person_id
        where r.canonical_id = p.id and t.kind <> 'candidacy')
      and coalesce(
        (select max(left(coalesce(t.ends, t.starts), 4)::int) from tenures t join people r on r.id = t.person_id
          where r.canonical_id = p.id),
        extract(year from p.created_at)::int) < ${last}
    order by p.id
    limit ${BATCH}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function saveDelistYears(
  trx: Trx,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
  years: number,
): Promise<void> {
  await writeSetting(trx, delistYears, years, now);
  const subject = { kind: 'organisation', id: '1' };
  await audit(trx, { actor, action: 'officials.settings_saved', subject, detail: { years } });
}
