/**
 * People who never held an office, and were not proposed for one, leave the lists when their process is long over. Their
 * page stays where it is.
 */
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import { figuresAmong } from '../../../platform/additions.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { writeSetting } from '../../../platform/settings/settings.ts';
import { PERSON } from '../kinds.ts';
import { delistYears } from '../settings.ts';
import { relistPeople } from './listings.ts';
import { recordPeople } from './person-history.ts';

const BATCH = 100;

type Needs = Pick<Deps, 'db' | 'additions'>;

/**
 * @param years after the year of the last process that is known, else of the record itself
 * @returns how many left the lists
 */
export async function delistForgotten({ db, additions }: Needs, act: Act, years: number): Promise<number> {
  const last = act.now.toZonedDateTimeISO('UTC').year - years;
  let all = 0;
  let after: string | undefined;
  for (;;) {
    const { looked, delisted } = await withTransaction(db, (trx) =>
      delistBatch({ db: trx, additions }, act, { last, after }),
    );
    all += delisted;
    if (looked.length < BATCH) return all;
    after = looked.at(-1);
  }
}

interface Asked {
  last: number;
  /** Id of the last who was looked at. */
  after?: string | undefined;
  among?: readonly string[];
}

async function delistBatch(
  { db: trx, additions }: { db: Trx; additions: Needs['additions'] },
  act: Act,
  asked: Asked,
): Promise<{ looked: readonly string[]; delisted: number }> {
  const looked = await forgotten(trx, asked);
  if (looked.length === 0) return { looked, delisted: 0 };
  // Under their locks: somebody may be writing an office of theirs at this moment, and then they stay.
  await trx.selectFrom('people').select('id').where('id', 'in', looked).orderBy('id').forUpdate().execute();
  const figures = await figuresUnder({ db: trx, additions }, looked);
  const still = (await forgotten(trx, { ...asked, among: looked })).filter((id) => !figures.has(id));
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
  return { looked, delisted: still.length };
}

/** @returns those of these people who, by any of their records, are to be found as another module knows */
async function figuresUnder(
  { db, additions }: { db: Read; additions: Needs['additions'] },
  roots: readonly string[],
): Promise<ReadonlySet<string>> {
  const records = await db
    .selectFrom('people')
    .select(['id', 'canonical_id'])
    .where('canonical_id', 'in', roots)
    .execute();
  const ids = records.map(({ id }) => id);
  const found = await figuresAmong({ db, additions }, PERSON, ids);
  return new Set(records.flatMap(({ id, canonical_id: root }) => (found.has(id) ? [root] : [])));
}

/** Those shown who, by all of their records, never held anything, and whose last process is over since that year. */
async function forgotten(db: Read, { last, after, among }: Asked): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id
    from people p
    where p.id = p.canonical_id and p.status = 'published' and not p.delisted
      ${among ? sql`and p.id = any(${[...among]}::uuid[])` : sql``}
      ${after === undefined ? sql`` : sql`and p.id > ${after}::uuid`}
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
