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
    .select(['i.name as institution', 'i.slug as institution_slug', 'i.status as institution_status']);
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

export const DUE_CURSOR = cursorOf({ day: KEY.text, id: KEY.uuid });
type DueKey = { day: string; id: string };

/** Without a final answer, what is due first coming first; or all the others, the latest first. */
export async function listAsks(db: Read, open: boolean, page: PageRequest<DueKey>) {
  const { after } = page;
  const final = (eb: ExpressionBuilder<Database & { a: Database['asks'] }, 'a'>) =>
    eb.exists(
      eb
        .selectFrom('answers as f')
        .select('f.id')
        .whereRef('f.ask_id', '=', 'a.id')
        .where('f.kind', 'not in', ['studying', 'referred']),
    );
  const rows = await asks(db)
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
}

/** Of several questions at once, the earliest first. */
export async function answersTo(
  db: Read,
  askIds: readonly string[],
): Promise<ReadonlyMap<string, AnswerRow[]>> {
  const rows = await db
    .selectFrom('answers')
    .select(['id', 'ask_id', 'kind', 'words', 'channel', 'person', 'position', 'on_date', 'circumstances'])
    .where(sql<boolean>`ask_id = any(${[...askIds]}::uuid[])`)
    .orderBy('on_date')
    .orderBy('id')
    .limit(MOST_OF_ONE * 20)
    .execute();
  return Map.groupBy(rows, (row) => row.ask_id);
}

export interface DeliveryRow {
  kind: DeliveryKind | 'mail';
  note: string;
  on_date: Temporal.PlainDate;
}

/** What shows that they have it; a mail that their server took is one of them. */
export async function deliveriesOf(db: Read, askId: string, zone: string): Promise<DeliveryRow[]> {
  const noted = await db
    .selectFrom('ask_deliveries')
    .select(['kind', 'note', 'on_date'])
    .where('ask_id', '=', askId)
    .orderBy('on_date')
    .limit(MOST_OF_ONE)
    .execute();
  const sent = await db
    .selectFrom('mails')
    .select('sent_at')
    .where('subject_id', '=', askId)
    .where('kind', 'in', ['answers.ask', 'answers.reminder', 'answers.late'])
    .where('sent_at', 'is not', null)
    .orderBy('sent_at')
    .limit(MOST_OF_ONE)
    .execute();
  const mails = sent.flatMap(({ sent_at: at }): DeliveryRow[] =>
    at ? [{ kind: 'mail', note: '', on_date: at.toZonedDateTimeISO(zone).toPlainDate() }] : [],
  );
  return [...noted, ...mails].toSorted((a, b) => Temporal.PlainDate.compare(a.on_date, b.on_date));
}

/** Institutions that everybody may read about, to choose from. */
const MOST_INSTITUTIONS = 500;
export const choosableInstitutions = (db: Read): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('institutions')
    .select(['id', 'name'])
    .where('status', '=', 'published')
    .orderBy('sort_key')
    .limit(MOST_INSTITUTIONS)
    .execute();
