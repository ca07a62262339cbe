/** Certificates as rows: by code for everybody, by edition for the desk, by registration for their holder. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { pageOf } from '../../../platform/db/page-by-key.ts';
import type { CertificateState, Kind, Reason } from '../tables.ts';

const COLUMNS = [
  'id',
  'code',
  'event_id',
  'kind',
  'registration_id',
  'design_id',
  'sealed',
  'state',
  'issued_at',
  'ended_at',
  'reason',
  'replaced_by',
  'told_at',
] as const;

export type CertificateRow = NonNullable<Awaited<ReturnType<typeof findCertificate>>>;

export function findCertificate(db: Read, id: string) {
  return db.selectFrom('certificates').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** One of this edition. */
export function findOfEdition(db: Read, eventId: string, id: string) {
  return db
    .selectFrom('certificates')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
}

/** The valid one of attendance, to somebody who registered. */
export function findOwn(db: Read, registrationId: string) {
  return db
    .selectFrom('certificates')
    .select(COLUMNS)
    .where('registration_id', '=', registrationId)
    .where('state', '=', 'valid')
    .where('sealed', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What everybody may know of a code. */
export interface Standing {
  state: CertificateState;
  issuedAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
  reason: Reason | null;
  /** Code of the one that replaces it. */
  replacedBy: string | null;
}

export async function findStanding(db: Read, code: string): Promise<Standing | undefined> {
  return await db
    .selectFrom('certificates as c')
    .leftJoin('certificates as n', 'n.id', 'c.replaced_by')
    .select([
      'c.state',
      'c.issued_at as issuedAt',
      'c.ended_at as endedAt',
      'c.reason',
      'n.code as replacedBy',
    ])
    .where('c.code', '=', code)
    .executeTakeFirst();
}

/** So many at most go into the list of what was revoked or replaced; a list that is cut would be a lie. */
const MOST_ENDED = 200_000;

export interface Ended {
  code: string;
  state: CertificateState;
  at: Temporal.Instant | null;
  reason: Reason | null;
}

export async function listEnded(db: Read): Promise<Ended[]> {
  return await db
    .selectFrom('certificates')
    .select(['code', 'state', 'ended_at as at', 'reason'])
    .where('state', '<>', 'valid')
    .orderBy('code')
    .limit(MOST_ENDED)
    .execute();
}

export interface ListPage {
  before?: string | undefined;
  limit: number;
}

/** The latest first. */
export async function listOfKind(db: Read, eventId: string, kind: Kind, page: ListPage) {
  let query = db
    .selectFrom('certificates')
    .select(COLUMNS)
    .where('event_id', '=', eventId)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  return pageOf(await query.execute(), page.limit, (row) => row.id);
}

/** Valid ones with their content, in the order of issue: what is printed or told about. */
export function listPrintable(
  db: Read,
  eventId: string,
  kind: Kind,
  page: { after?: string | undefined; limit: number; untold?: boolean },
) {
  let query = db
    .selectFrom('certificates')
    .select(COLUMNS)
    .where('event_id', '=', eventId)
    .where('kind', '=', kind)
    .where('state', '=', 'valid')
    .where('sealed', 'is not', null)
    .orderBy('id')
    .limit(page.limit);
  if (page.after !== undefined) query = query.where('id', '>', page.after);
  if (page.untold) query = query.where('told_at', 'is', null).where('registration_id', 'is not', null);
  return query.execute();
}

export interface KindCount {
  kind: Kind;
  valid: number;
  revoked: number;
  replaced: number;
  /** Valid, of somebody who registered and was not told yet. */
  untold: number;
}

/** How many of each kind an edition has given out; also after its purge. */
export async function countCertificates(db: Read, eventId: string): Promise<KindCount[]> {
  const { rows } = await sql<KindCount>`
    select kind, count(*) filter (where state = 'valid')::int as valid,
      count(*) filter (where state = 'revoked')::int as revoked,
      count(*) filter (where state = 'replaced')::int as replaced,
      count(*) filter (where state = 'valid' and told_at is null and registration_id is not null)::int as untold
    from certificates where event_id = ${eventId} group by kind`.execute(db);
  return rows;
}
