/** The ledger of silence: what each institution was asked, what it answered, how late, and what it never did. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';

export interface LedgerRow {
  slug: string;
  institution: string;
  asked: number;
  /** By the due date, and behind it. */
  answered: number;
  answered_late: number;
  /** Days of the calendar behind the due date, of those answered late: the median. */
  days_late: number | null;
  /** The due date is over and there is no answer. */
  silent: number;
  /** Days of the calendar since the due date of the longest silence. */
  days_silent: number | null;
  waiting: number;
  /** Nothing shows that they have it: no silence of theirs. */
  undelivered: number;
}

/** Who is silent most often first, then who was asked most; then by name. */
export const LEDGER_CURSOR = cursorOf({
  silent: KEY.integer,
  asked: KEY.integer,
  name: KEY.text,
  id: KEY.uuid,
});
type LedgerKey = { silent: number; asked: number; name: string; id: string };
type KeyedRow = LedgerRow & { id: string; sort_key: string };

/**
 * Of what everybody may read; questions that were closed without an answer are left out. One query.
 * @param which conditions on `a.institution_id`, and on the row of the ledger
 */
async function ledger(
  db: Read,
  today: Temporal.PlainDate,
  which: { one: RawBuilder<unknown>; after: RawBuilder<unknown> },
  limit: number,
): Promise<KeyedRow[]> {
  const day = sql`${String(today)}::date`;
  const open = sql`on_date is null and delivered_on is not null`;
  const { rows } = await sql<KeyedRow>`
    with asked as (
      select a.institution_id, a.due_on, a.delivered_on, min(n.on_date) filter (where n.final) as on_date
      from asks as a join proposals as p on p.id = a.proposal_id left join answers as n on n.ask_id = a.id
      where p.title is not null and ${which.one}
      group by a.id
      having a.closed_at is null or bool_or(n.final)
    ), ledger as (
      select i.id, i.sort_key, i.slug, i.name as institution, count(*)::int as asked,
        (count(*) filter (where on_date <= due_on))::int as answered,
        (count(*) filter (where on_date > due_on))::int as answered_late,
        percentile_disc(0.5) within group (order by on_date - due_on) filter (where on_date > due_on) as days_late,
        (count(*) filter (where ${open} and due_on < ${day}))::int as silent,
        max(${day} - due_on) filter (where ${open} and due_on < ${day}) as days_silent,
        (count(*) filter (where ${open} and due_on >= ${day}))::int as waiting,
        (count(*) filter (where on_date is null and delivered_on is null))::int as undelivered
      from asked join institutions as i on i.id = asked.institution_id and i.status = 'published'
      group by i.id
    )
    select * from ledger where ${which.after}
    order by silent desc, asked desc, sort_key, id limit ${limit}`.execute(db);
  return rows;
}

export async function silenceLedger(
  db: Read,
  today: Temporal.PlainDate,
  { after, limit }: PageRequest<LedgerKey>,
): Promise<PageOf<LedgerRow>> {
  const behind = after
    ? sql`(-silent, -asked, sort_key, id)
        > (${-after.silent}::bigint, ${-after.asked}::bigint, ${after.name}::text collate "C", ${after.id}::uuid)`
    : sql`true`;
  const rows = await ledger(db, today, { one: sql`true`, after: behind }, limit + 1);
  return pageOf(rows, limit, ({ silent, asked, sort_key: name, id }) =>
    LEDGER_CURSOR.write({ silent, asked, name, id }),
  );
}

const AT_ONCE = 1000;

/** All of it, for open data: page after page. */
export async function wholeLedger(db: Read, today: Temporal.PlainDate): Promise<LedgerRow[]> {
  const all: LedgerRow[] = [];
  for (let after: LedgerKey | undefined; ;) {
    const { items, next } = await silenceLedger(db, today, { after, limit: AT_ONCE });
    all.push(...items);
    if (next === undefined) return all;
    after = LEDGER_CURSOR.read(next);
  }
}

/** Of one institution; undefined: it was asked nothing. */
export async function ledgerOf(
  db: Read,
  today: Temporal.PlainDate,
  institutionId: string,
): Promise<LedgerRow | undefined> {
  const one = sql`a.institution_id = ${institutionId}::uuid`;
  const [row] = await ledger(db, today, { one, after: sql`true` }, 1);
  return row;
}
