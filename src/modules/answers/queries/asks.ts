/** Questions to institutions with what was answered; every list bounded. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Database, Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { AnswerKind, Channel, DeliveryKind } from '../tables.ts';

/** With the names of both; of a proposal that nobody may read any more no title. */
function asks(db: Read) {
  return db
    .selectFrom('asks as a')
    .innerJoin('proposals as p', 'p.id', 'a.proposal_id')
    .innerJoin('institutions as i', 'i.id', 'a.institution_id')
    .selectAll('a')
    .select(['p.title', sql<number>`p.number`.as('number')])
    .select(['i.name as institution', 'i.slug as institution_slug', 'i.status as institution_status'])
    .select(
      sql<string | null>`(select ri.name from answers as rn join asks as ra on ra.id = rn.ask_id
        join institutions as ri on ri.id = ra.institution_id where rn.id = a.referred_from)`.as(
        'referred_by',
      ),
    );
}

export type AskRow = NonNullable<Awaited<ReturnType<typeof findAsk>>>;

export const findAsk = (db: Read, id: string) => asks(db).where('a.id', '=', id).executeTakeFirst();

const MOST_OF_ONE = 50;

/** Of one proposal, the first asked first. */
export const asksOf = (db: Read, proposalId: string): Promise<AskRow[]> =>
  asks(db)
    .where('a.proposal_id', '=', proposalId)
    .orderBy('a.asked_on')
    .orderBy('a.id')
    .limit(MOST_OF_ONE)
    .execute();

/** A day of the calendar: what is none reaches no query. */
const DAY = {
  write: (day: string): string => day,
  read: (text: string): string => {
    if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) throw new RangeError('not a key');
    return String(Temporal.PlainDate.from(text, { overflow: 'reject' }));
  },
};

export const DUE_CURSOR = cursorOf({ day: DAY, id: KEY.uuid });
type DueKey = { day: string; id: string };

/**
 * Without a final answer, what is due first coming first; or all the others, the latest first.
 * @param institutionId of one; then only of proposals that everybody may read
 */
export async function listAsks(db: Read, open: boolean, page: PageRequest<DueKey>, institutionId?: string) {
  const { after } = page;
  const final = (eb: ExpressionBuilder<Database & { a: Database['asks'] }, 'a'>) =>
    eb.exists(
      eb
        .selectFrom('answers as f')
        .select('f.id')
        .whereRef('f.ask_id', '=', 'a.id')
        .where('f.final', '=', true),
    );
  const rows = await asks(db)
    .$if(institutionId !== undefined, (q) =>
      q.where('a.institution_id', '=', institutionId ?? '').where('p.title', 'is not', null),
    )
    .where((eb) =>
      open
        ? eb.and([eb('a.closed_at', 'is', null), eb.not(final(eb as never))])
        : eb.or([eb('a.closed_at', 'is not', null), final(eb as never)]),
    )
    .$if(after !== undefined, (q) =>
      q.where(
        open
          ? sql<boolean>`(a.due_on, a.id) > (${after?.day ?? ''}::date, ${after?.id ?? ''}::uuid)`
          : sql<boolean>`(a.due_on, a.id) < (${after?.day ?? ''}::date, ${after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy('a.due_on', open ? 'asc' : 'desc')
    .orderBy('a.id', open ? 'asc' : 'desc')
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page.limit, ({ due_on, id }) => DUE_CURSOR.write({ day: String(due_on), id }));
}

export interface AnswerRow {
  id: string;
  ask_id: string;
  kind: AnswerKind;
  words: string;
  channel: Channel;
  person: string;
  position: string;
  on_date: Temporal.PlainDate;
  circumstances: string;
  referred_to: string;
  receipt_reason: string;
  final: boolean;
}

/** Of several questions at once, the earliest first. */
export async function answersTo(
  db: Read,
  askIds: readonly string[],
): Promise<ReadonlyMap<string, AnswerRow[]>> {
  const rows = await db
    .selectFrom('answers')
    .select(['id', 'ask_id', 'kind', 'words', 'channel', 'person', 'position', 'on_date', 'circumstances'])
    .select(['referred_to', 'receipt_reason', 'final'])
    .where(sql<boolean>`ask_id = any(${[...askIds]}::uuid[])`)
    .orderBy('on_date')
    .orderBy('id')
    .limit(MOST_OF_ONE * 20)
    .execute();
  return Map.groupBy(rows, (row) => row.ask_id);
}

/** An answer about this proposal that names another institution, with what was asked. */
export function findReferral(db: Read, answerId: string, proposalId: string) {
  return db
    .selectFrom('answers as n')
    .innerJoin('asks as a', 'a.id', 'n.ask_id')
    .innerJoin('institutions as i', 'i.id', 'a.institution_id')
    .select(['n.id as answerId', 'n.referred_to as to', 'i.name as institution', 'a.words'])
    .where('n.id', '=', answerId)
    .where('n.kind', '=', 'referred')
    .where('a.proposal_id', '=', proposalId)
    .executeTakeFirst();
}

export interface DeliveryRow {
  id: string;
  ask_id: string;
  kind: DeliveryKind;
  note: string;
  on_date: Temporal.PlainDate;
  /** Whether everybody may see its paper; null: there is none. */
  open: boolean | null;
}

/** What shows that they have it; of several questions at once, the earliest first. */
export async function deliveriesTo(
  db: Read,
  askIds: readonly string[],
): Promise<ReadonlyMap<string, DeliveryRow[]>> {
  const rows = await db
    .selectFrom('ask_deliveries as d')
    .leftJoin('ask_papers as p', 'p.delivery_id', 'd.id')
    .select(['d.id', 'd.ask_id', 'd.kind', 'd.note', 'd.on_date', 'p.open'])
    .where(sql<boolean>`d.ask_id = any(${[...askIds]}::uuid[])`)
    .orderBy('d.on_date')
    .orderBy('d.id')
    .limit(MOST_OF_ONE * 20)
    .execute();
  return Map.groupBy(rows, (row) => row.ask_id);
}

/** The sealed paper of a delivery, with what decides who may see it. */
export function findPaper(db: Read, deliveryId: string) {
  return db
    .selectFrom('ask_papers as f')
    .innerJoin('ask_deliveries as d', 'd.id', 'f.delivery_id')
    .innerJoin('asks as a', 'a.id', 'd.ask_id')
    .innerJoin('proposals as p', 'p.id', 'a.proposal_id')
    .select(['f.delivery_id', 'f.open', 'f.media_type', 'f.sealed', 'p.title'])
    .where('f.delivery_id', '=', deliveryId)
    .executeTakeFirst();
}
