/** Writes years of holidays, each as a whole: what a later file leaves out is no holiday any more. */
import { sql } from 'kysely';
import { audit } from '../audit/audit.ts';
import type { Trx } from '../db/handles.ts';
import type { Act, Outcome } from '../db/outcome.ts';
import { recordHistory } from '../history/history.ts';
import { isLatestVersion } from '../history/versions.ts';
import { forgetCitations } from '../sources/cite.ts';
import { citeMany, type StatedCitation } from '../sources/cite-many.ts';
import type { HolidayBasis } from './tables.ts';

/** Kinds of record, as in history and citations. */
export const HOLIDAY = 'holiday';
export const HOLIDAY_YEAR = 'holiday_year';

export interface StatedHoliday {
  /** `2026-05-01`, a day of the year. */
  date: string;
  name: string;
  basis: HolidayBasis;
  reference: string;
  cites: readonly Omit<StatedCitation, 'record'>[];
}

export interface StatedYear {
  year: number;
  days: readonly StatedHoliday[];
}

export interface KeptYears {
  created: number;
  changed: number;
  left: number;
}

/** Two at once do no harm: one waits for the other. */
export async function keepHolidays(
  trx: Trx,
  act: Act,
  country: string,
  years: readonly StatedYear[],
): Promise<KeptYears> {
  await lockCountry(trx, country);
  const kept: KeptYears = { created: 0, changed: 0, left: 0 };
  for (const year of years) kept[await keepYear(trx, act, country, year)] += 1;
  return kept;
}

async function keepYear(
  trx: Trx,
  act: Act,
  country: string,
  { year, days }: StatedYear,
): Promise<keyof KeptYears> {
  const there = await trx
    .selectFrom('holiday_years')
    .select('id')
    .where('country', '=', country)
    .where('year', '=', year)
    .executeTakeFirst();
  const id = there?.id ?? (await createYear(trx, act, country, year));
  const before = await trx.selectFrom('holidays').selectAll().where('year_id', '=', id).execute();
  const wanted = new Map(days.map((day) => [day.date, day]));
  const gone = before.filter(({ on_date: date }) => !wanted.has(date.toString())).map((row) => row.id);
  if (gone.length > 0) await trx.deleteFrom('holidays').where('id', 'in', gone).execute();
  const own = new Map(before.map((row) => [row.on_date.toString(), row]));
  const differing = days.filter(({ date, name, basis, reference }) => {
    const row = own.get(date);
    return row?.name !== name || row.basis !== basis || row.reference !== reference;
  });
  for (const { date, name, basis, reference } of differing) {
    const { id: holiday } = await trx
      .insertInto('holidays')
      .values({ year_id: id, on_date: Temporal.PlainDate.from(date), name, basis, reference })
      .onConflict((conflict) =>
        conflict.columns(['year_id', 'on_date']).doUpdateSet({ name, basis, reference }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    own.set(date, {
      id: holiday,
      year_id: id,
      on_date: Temporal.PlainDate.from(date),
      name,
      basis,
      reference,
    });
  }
  const cited = await citeDays(trx, act, days, own, gone);
  if (there && gone.length + differing.length + cited === 0) return 'left';
  if (there)
    await trx.updateTable('holiday_years').set({ updated_at: act.now }).where('id', '=', id).execute();
  await tell(trx, act, { id, country, year, days }, there ? 'changed' : 'created');
  return there ? 'changed' : 'created';
}

/**
 * Takes a year away that should not be there: of its days nothing is known any more. Its versions stay.
 * @param act with the reason, for the history
 * @param basedOn newest version when it was looked at: whoever comes after a change is told
 */
export async function removeYear(
  trx: Trx,
  act: Act,
  id: string,
  basedOn: number,
): Promise<Outcome<object, 'not_found' | 'changed'>> {
  const find = () =>
    trx.selectFrom('holiday_years').select(['country', 'year']).where('id', '=', id).executeTakeFirst();
  const named = await find();
  if (!named) return { ok: false, refused: 'not_found' };
  await lockCountry(trx, named.country);
  // Read again: somebody before us may have taken it away.
  const own = await find();
  if (!own) return { ok: false, refused: 'not_found' };
  if (!(await isLatestVersion(trx, { kind: HOLIDAY_YEAR, id }, basedOn)))
    return { ok: false, refused: 'changed' };
  const days = await trx.selectFrom('holidays').select('id').where('year_id', '=', id).execute();
  for (const day of days) await forgetCitations(trx, { kind: HOLIDAY, id: day.id });
  await trx.deleteFrom('holiday_years').where('id', '=', id).execute();
  await tell(trx, act, { id, ...own, days: [] }, 'removed');
  return { ok: true };
}

const lockCountry = (trx: Trx, country: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`holidays:${country}`}, 0))`.execute(trx);

async function createYear(trx: Trx, { now }: Act, country: string, year: number): Promise<string> {
  const { id } = await trx
    .insertInto('holiday_years')
    .values({ country, year, created_at: now, updated_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** @returns how many citations came or went */
async function citeDays(
  trx: Trx,
  act: Act,
  days: readonly StatedHoliday[],
  own: ReadonlyMap<string, { id: string }>,
  gone: readonly string[],
): Promise<number> {
  const record = (id: string) => ({ kind: HOLIDAY, id });
  const stated = days.flatMap(({ date, cites }) => {
    const row = own.get(date);
    return row ? cites.map((cite) => ({ ...cite, record: record(row.id) })) : [];
  });
  const ids = new Set([...gone, ...[...own.values()].map(({ id }) => id)]);
  const { added, removed } = await citeMany(trx, act, [...ids].map(record), stated);
  return added + removed;
}

async function tell(
  trx: Trx,
  act: Act,
  { id, country, year, days }: StatedYear & { id: string; country: string },
  action: 'created' | 'changed' | 'removed',
): Promise<void> {
  const record = { kind: HOLIDAY_YEAR, id };
  await recordHistory(trx, {
    actor: act.actor,
    record,
    action,
    reason: act.reason,
    content: {
      country,
      year,
      days: days.map(({ date, name, reference }) => ({ date, name, reference })),
    },
  });
  await audit(trx, {
    actor: act.actor,
    action: `calendar.holidays_${action}`,
    subject: record,
    detail: { country, year, days: days.length },
  });
}
