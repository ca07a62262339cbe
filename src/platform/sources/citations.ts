/** What records cite, and where a source is cited. */
import { sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../db/page-by-key.ts';
import type { RecordRef } from '../links.ts';
import { isUuid } from '../uuid.ts';
import { MOST_CITATIONS } from './cite.ts';
import type { CitedRecords } from './cited.ts';
import type { DatePrecision, SourceKind } from './tables.ts';

/** One note of a record, with what is needed to print it. */
export interface Citation {
  id: string;
  /** Name of the field; empty: the record as a whole. */
  field: string;
  value: string;
  page: string;
  passage: string;
  shown: boolean;
  reason: string;
  /** `record`: it follows a list that the record itself holds. */
  origin: 'desk' | 'record';
  source: CitedSource;
}

export interface CitedSource {
  id: string;
  address: string | null;
  title: string;
  publisher: string;
  date_printed: string;
  date_from: Temporal.PlainDate | null;
  date_precision: DatePrecision | null;
  lang: string;
  kind: SourceKind;
}

/** The citations of one record in their order, at most `MOST_CITATIONS`. One query. */
export async function citationsOf(db: Read, kind: string, id: string): Promise<Citation[]> {
  const rows = await citations(db)
    .where('c.record_kind', '=', kind)
    .where('c.record_id', '=', id)
    .orderBy('c.position')
    .orderBy('c.id')
    .limit(MOST_CITATIONS)
    .execute();
  return rows.map(citationOf);
}

/** Of one page: whoever needs more shows its records in parts. */
const MOST_AT_ONCE = 5000;

/**
 * The citations of many records, each record's in their order; records without any are missing. One query.
 * @returns by kind and id, as `recordKey` joins them
 */
export async function citationsOfMany(
  db: Read,
  records: readonly RecordRef[],
): Promise<Map<string, Citation[]>> {
  const found = new Map<string, Citation[]>();
  if (records.length === 0) return found;
  const rows = await citations(db)
    .select(['c.record_kind', 'c.record_id'])
    .where(
      sql<boolean>`(c.record_kind, c.record_id) in (select k, i from unnest(
        ${records.map(({ kind }) => kind)}::text[], ${records.map(({ id }) => id)}::text[]) as w (k, i))`,
    )
    .orderBy('c.position')
    .orderBy('c.id')
    .limit(MOST_AT_ONCE)
    .execute();
  for (const { record_kind: kind, record_id: id, ...row } of rows) {
    const key = recordKey({ kind, id });
    const list = found.get(key);
    if (list) list.push(citationOf(row));
    else found.set(key, [citationOf(row)]);
  }
  return found;
}

export const recordKey = ({ kind, id }: RecordRef): string => `${kind}:${id}`;

function citations(db: Read) {
  return db
    .selectFrom('citations as c')
    .innerJoin('sources as s', 's.id', 'c.source_id')
    .select([
      'c.id',
      'c.field',
      'c.value',
      'c.page',
      'c.passage',
      'c.shown',
      'c.reason',
      'c.origin',
      's.id as source_id',
      's.address',
      's.title',
      's.publisher',
      's.date_printed',
      's.date_from',
      's.date_precision',
      's.lang',
      's.kind',
    ]);
}

function citationOf(
  row: Omit<Citation, 'source'> & Omit<CitedSource, 'id'> & { source_id: string },
): Citation {
  const { id, field, value, page, passage, shown, reason, origin, source_id, ...source } = row;
  return { id, field, value, page, passage, shown, reason, origin, source: { id: source_id, ...source } };
}

export async function findCitation(db: Read, id: string) {
  if (!isUuid(id)) return undefined;
  return await db.selectFrom('citations').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface Use {
  id: string;
  record: RecordRef;
  field: string;
  page: string;
}

export const USE_CURSOR = cursorOf<{ id: string }>({ id: KEY.uuid });

/** Where a source is cited, newest first: records of every kind, also those that the public does not see. */
export async function usesOf(
  db: Read,
  sourceId: string,
  { after, limit }: PageRequest<{ id: string }>,
): Promise<PageOf<Use>> {
  let query = db
    .selectFrom('citations')
    .select(['id', 'record_kind', 'record_id', 'field', 'page'])
    .where('source_id', '=', sourceId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('id', '<', after.id);
  const uses = (await query.execute()).map(({ id, record_kind, record_id, field, page }) => ({
    id,
    record: { kind: record_kind, id: record_id },
    field,
    page,
  }));
  return pageOf(uses, limit, (last) => USE_CURSOR.write({ id: last.id }));
}

export interface PublicUse {
  kind: string;
  title: string;
  href: string;
  unlisted?: true | undefined;
}

/** So many records of a kind are looked at for one source: one that everybody may see is among them or it isn't shown. */
const MOST_RECORDS = 100;
/** So many of its citations, and of the versions that rest on it, the newest: a law may be cited by thousands. */
const MOST_NAMED = 2000;

/**
 * The records that everybody may see and that cite these sources, or rest on them in a way of their own: newest first,
 * each once. A source is public when it has one. One query, and two at most for each kind of record.
 */
export async function publicUses(
  db: Read,
  cited: readonly CitedRecords[],
  sourceIds: readonly string[],
): Promise<Map<string, PublicUse[]>> {
  const found = new Map<string, PublicUse[]>(sourceIds.map((id) => [id, []]));
  if (sourceIds.length === 0 || cited.length === 0) return found;
  const rows = await recordsCiting(db, cited, sourceIds);
  for (const { kind, find, resting } of cited) {
    const citing = rows.filter((row) => row.record_kind === kind);
    const own = eachOnce([...citing, ...((await resting?.(db, sourceIds, MOST_RECORDS)) ?? [])]);
    if (own.length === 0) continue;
    const shown = await find(db, [...new Set(own.map((row) => row.record_id))]);
    for (const { source_id, record_id } of own) {
      const target = shown.get(record_id);
      if (target) found.get(source_id)?.push({ kind, ...target });
    }
  }
  return found;
}

interface Resting {
  source_id: string;
  record_id: string;
}

function eachOnce(rows: readonly Resting[]): Resting[] {
  return [...new Map(rows.map((row) => [`${row.source_id} ${row.record_id}`, row])).values()];
}

/** The newest records of each kind that cite each of the sources, or have a version that rests on it. */
async function recordsCiting(
  db: Read,
  cited: readonly CitedRecords[],
  sourceIds: readonly string[],
): Promise<{ source_id: string; record_kind: string; record_id: string }[]> {
  const { rows } = await sql<{ source_id: string; record_kind: string; record_id: string }>`
    select s.id as source_id, c.record_kind, c.record_id
    from unnest(${sourceIds}::uuid[]) as s (id)
    cross join lateral (
      select record_kind, record_id, max(at) as newest,
        row_number() over (partition by record_kind order by max(at) desc, record_id) as no
      from (
        (select record_kind, record_id, created_at as at from citations
          where source_id = s.id order by id desc limit ${MOST_NAMED})
        union all
        (select record_kind, record_id, at from history
          where source_id = s.id order by id desc limit ${MOST_NAMED})
      ) as named
      where record_kind = any(${cited.map(({ kind }) => kind)}::text[])
      group by record_kind, record_id
    ) as c
    where c.no <= ${MOST_RECORDS}
    order by c.newest desc, c.record_id`.execute(db);
  return rows;
}
