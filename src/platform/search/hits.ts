/** Finds in the index and ranks: at most a thousand hits, whatever is asked. */
import { sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import './tables.ts';

/** What to find, as PostgreSQL reads it (`tsquery`). */
export interface Sought {
  /** Anywhere in a record. */
  anywhere: string;
  /** In title or names. */
  named: string;
}

export interface HitKey {
  score: number;
  no: number;
}

export interface Hit extends HitKey {
  kind: string;
  id: string;
}

export interface HitPage {
  /** One more than asked for when there are more. */
  hits: Hit[];
  /** By kind. */
  counts: Map<string, Count>;
}

export interface Count {
  count: number;
  /** There are more, which nobody counts. */
  more: boolean;
}

export interface HitRequest {
  sought: Sought;
  kinds: readonly string[];
  /** Only this kind; the others are counted. */
  kind: string | undefined;
  after: HitKey | undefined;
  limit: number;
}

const MOST = 1000;
const MOST_COUNTED = 100;

interface Row {
  counts: Record<string, number> | null;
  page: { no: number; score: number; kind: string; id: string }[] | null;
}

/**
 * Title before names before what the text says most often; of equals the latest. One number, so that a page
 * begins behind the last hit of the one before.
 */
const score = (sought: Sought) => sql`
  round((ts_rank('{0.05, 0.2, 0.6, 1}', h.top, ${sought.anywhere}::tsquery, 1)) * 10000)::bigint * 100000
    + coalesce(greatest(0, least(99999, extract(epoch from h.at) / 86400)), 0)::bigint`;

/** The page of a request out of `hits`, which holds what was found. */
const ranked = ({ sought, kind, after, limit }: HitRequest) => sql`
  select (select jsonb_agg(p) from (
    select r.* from (
      select h.no, h.record_kind as kind, h.record_id as id, ${score(sought)} as score from hits h
      where (${kind ?? null}::text is null or h.record_kind = ${kind ?? null})
    ) r
    where (${after?.score ?? null}::bigint is null or (r.score, r.no) < (${after?.score ?? null}, ${after?.no ?? null}::int))
    order by r.score desc, r.no desc limit ${limit + 1}
  ) p) as page,
  (select jsonb_object_agg(c.record_kind, c.count) from (select record_kind, count(*) as count from hits group by record_kind) c) as counts`;

/** Everything that matches, as long as it is not too much. */
export async function findHits(db: Read, request: HitRequest): Promise<HitPage> {
  const { rows } = await sql<Row>`
    with hits as materialized (select * from search_hits(${request.sought.anywhere}::tsquery, ${MOST + 1}))
    ${ranked(request)}`.execute(db);
  const page = pageOfRow(rows[0], () => Infinity);
  const all = [...page.counts.values()].reduce((sum, { count }) => sum + count, 0);
  return all > MOST ? await findAmongMany(db, request) : page;
}

/**
 * Of each kind some, those with the words in their title first: none hides behind another one. The kind asked
 * for has the most.
 */
async function findAmongMany(db: Read, request: HitRequest): Promise<HitPage> {
  const { kinds, kind, sought } = request;
  const share = Math.max(MOST_COUNTED, Math.floor(MOST / Math.max(1, kinds.length)));
  const mosts = kinds.map((one) => (kind === undefined ? share : one === kind ? MOST : MOST_COUNTED));
  const of = (query: string) => sql`(${query}::tsquery && ('''#' || k.kind || '''')::tsquery)`;
  const { rows } = await sql<Row>`
    with hits as materialized (
      select h.* from unnest(${[...kinds]}::text[], ${mosts}::int[]) as k (kind, most),
        lateral (
          -- In this order: the second is only run when the first was not enough.
          select * from search_hits(${of(sought.named)}, k.most)
          union all
          select * from search_hits(${of(sought.anywhere)} && !!(${sought.named}::tsquery), k.most)
          limit k.most
        ) h
    )
    ${ranked(request)}`.execute(db);
  return pageOfRow(rows[0], (one) => mosts[kinds.indexOf(one)] ?? 0);
}

const MOST_SUGGESTED = 200;

/** The first few with the words in title or names; out of so many, when there are more. */
export async function findNamed(db: Read, sought: Sought, limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select h.no, h.record_kind as kind, h.record_id as id, ${score(sought)} as score
    from search_hits(${sought.named}::tsquery, ${MOST_SUGGESTED}) h
    order by score desc, h.no desc limit ${limit}`.execute(db);
  return rows;
}

/** @param mostOf from how many on of a kind nobody counted further */
function pageOfRow(row: Row | undefined, mostOf: (kind: string) => number): HitPage {
  const counts = Object.entries(row?.counts ?? {}).map(([kind, count]): [string, Count] => [
    kind,
    { count, more: count >= mostOf(kind) },
  ]);
  return { hits: row?.page ?? [], counts: new Map(counts) };
}
