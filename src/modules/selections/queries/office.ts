/** Processes as the desk knows them: drafts and the archive too, and what is kept back. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { type SealedUpload, uploadContext } from '../commands/uploads.ts';
import { MOST_PEOPLE } from '../import/list-asked.ts';
import {
  BACKGROUND_CHECK,
  CANDIDACY,
  CANDIDACY_STATE,
  COURT_ACTION,
  GRADING,
  OBJECTION,
  RUBRIC,
  SEAT_HOLDER,
  SELECTION_BODY,
  SELECTION_DOCUMENT,
  SELECTION_EVENT,
  VOTE_ROUND,
} from '../kinds.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import type { Status, UploadKind } from '../tables.ts';
import { isCited } from './cited.ts';

const MOST_LISTED = 500;
const MOST_UPLOADS = 20;

const selections = (db: Read) =>
  db
    .selectFrom('selections as s')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .select(['s.id', 's.slug', 's.title', 's.year', 's.status', 's.version', 's.updated_at'])
    .select(['k.title as kind', 'k.version as kind_version']);

export interface ListedSelection {
  id: string;
  slug: string;
  title: string;
  year: number;
  status: Status;
  version: number;
  updated_at: Temporal.Instant;
  kind: string;
  kind_version: number;
}

/** What was changed last comes first. One query. */
export function listOfficeSelections(db: Read): Promise<ListedSelection[]> {
  return selections(db).orderBy('s.updated_at', 'desc').orderBy('s.id').limit(MOST_LISTED).execute();
}

export interface OfficeSelection extends ListedSelection {
  spec: KindFile;
}

export async function findOfficeSelection(db: Read, id: string): Promise<OfficeSelection | undefined> {
  if (!isUuid(id)) return undefined;
  return await selections(db).select('k.spec').where('s.id', '=', id).executeTakeFirst();
}

/** Rows of a process that cite nothing: a few of each sort, and how many there are. */
export interface KeptBack {
  table: string;
  words: string;
  /** Of the sort, all of them. */
  count: number;
}

/** Tables of rows that can cite, with their kind and the words a row is called by; undefined: those of its candidacy. */
export const CITING = [
  ['selection_events', SELECTION_EVENT, 'title'],
  ['selection_court_actions', COURT_ACTION, 'action'],
  ['selection_documents', SELECTION_DOCUMENT, 'title'],
  ['selection_bodies', SELECTION_BODY, 'name'],
  ['seat_holders', SEAT_HOLDER, 'name'],
  ['candidacies', CANDIDACY, 'name'],
  ['rubrics', RUBRIC, 'title'],
  ['gradings', GRADING, 'title'],
  ['selection_checks', BACKGROUND_CHECK, 'question'],
  ['vote_rounds', VOTE_ROUND, 'matter'],
  ['candidacy_states', CANDIDACY_STATE, undefined],
  ['candidacy_objections', OBJECTION, undefined],
] as const;

/** Of each sort as many as somebody looks at. */
const MOST_KEPT = 12;

/** One query. */
export async function keptBackOf(db: Read, selectionId: string): Promise<KeptBack[]> {
  const kept = CITING.map(([table, kind, column]) =>
    column === undefined
      ? sql`select ${table}::text as "table", c.name as words, t.position
          from ${sql.table(table)} t join candidacies c on c.id = t.candidacy_id
          where t.selection_id = ${selectionId} and not ${isCited(kind, 't.id')}`
      : sql`select ${table}::text as "table", t.${sql.ref(column)} as words, t.position
          from ${sql.table(table)} t where t.selection_id = ${selectionId} and not ${isCited(kind, 't.id')}`,
  );
  const { rows } = await sql<KeptBack>`
    with kept as (
      ${sql.join(kept, sql` union all `)}
    ), numbered as (
      select *, (count(*) over (partition by "table"))::int as count,
        row_number() over (partition by "table" order by position, words) as nth from kept
    )
    select "table", words, count from numbered where nth <= ${MOST_KEPT} order by "table", nth`.execute(db);
  return rows;
}

export interface WaitingUpload {
  id: string;
  kind: UploadKind;
  selection_id: string | null;
  file_name: string;
  publisher: string;
  expires_at: Temporal.Instant;
}

const UPLOAD = ['id', 'kind', 'selection_id', 'file_name', 'publisher', 'expires_at'] as const;

export function listSelectionUploads(db: Read, now: Temporal.Instant): Promise<WaitingUpload[]> {
  return db
    .selectFrom('selection_uploads')
    .select(UPLOAD)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(MOST_UPLOADS)
    .execute();
}

/** @returns undefined when it is gone, or its day is over */
export async function openSelectionUpload(
  db: Read,
  vault: Vault,
  id: string,
  now: Temporal.Instant,
): Promise<
  (WaitingUpload & Pick<SealedUpload, 'seen' | 'map'> & { bytes: Uint8Array; sealed: Buffer }) | undefined
> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('selection_uploads')
    .select([...UPLOAD, 'sealed'])
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  const { sealed, ...upload } = row;
  const { bytes, seen, map } = vault.open<SealedUpload>(uploadContext(id), sealed);
  return { ...upload, bytes: Buffer.from(bytes, 'base64'), sealed, seen, map };
}

/** Somebody of a process, told apart from others of the same name. */
export interface Choosable {
  key: string;
  name: string;
  as: 'candidate' | 'member';
  /** File number of a candidacy; body and seat of a member. */
  detail: string;
}

/** Candidacies and members of the bodies of a process, to say who somebody is; some of them where there are many. One query. */
export async function peopleIn(db: Read, selectionId: string): Promise<Choosable[]> {
  const { rows } = await sql<Choosable>`
    select key, name, "as", detail from (
      select 'candidate' as "as", key, name, sort_key, file_number as detail
      from candidacies where selection_id = ${selectionId}
      union all select 'member', h.key, h.name, h.name_key, concat_ws(', ', b.name, nullif(s.label, ''))
      from seat_holders as h join body_seats as s on s.id = h.seat_id join selection_bodies as b on b.id = s.body_id
      where h.selection_id = ${selectionId}
    ) x order by "as", sort_key, key limit ${MOST_PEOPLE + 1}`.execute(db);
  return rows;
}

const PARTS = {
  events: 'selection_events',
  bodies: 'selection_bodies',
  candidacies: 'candidacies',
  rubrics: 'rubrics',
  sheets: 'gradings',
  objections: 'candidacy_objections',
  rounds: 'vote_rounds',
} as const;

/** How much a process has of each. */
export type Parts = Record<keyof typeof PARTS, number>;

/** One query. */
export async function countParts(db: Read, selectionId: string): Promise<Parts> {
  const counts = Object.entries(PARTS).map(
    ([name, table]) => sql`(select count(*)::int from ${sql.table(table)}
      where selection_id = ${selectionId}) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Parts>`select ${sql.join(counts)}`.execute(db);
  const [parts] = rows;
  if (!parts) throw new Error('a query without a table has one row');
  return parts;
}

export async function findSelectionIdBySlug(db: Read, slug: string): Promise<string | undefined> {
  const row = await db.selectFrom('selections').select('id').where('slug', '=', slug).executeTakeFirst();
  return row?.id;
}
