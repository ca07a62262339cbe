/** Commissions and electing bodies, and what they choose: found by names as printed, whichever list came first. */
import type { Read } from '../../../platform/db/handles.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import { namedOnce } from '../rules/choosing-bodies.ts';
import { processKey } from '../rules/process-key.ts';
import { institutionKey } from '../rules/spanish-order.ts';
import type { TenureKind } from '../tables.ts';
import { SOURCE_COLUMNS, sourceOf } from './statements.ts';

export interface NamedInstitution {
  id: string;
  slug: string;
  name: string;
}

/** Published institutions that are called so, by `institutionKey`; not where two are. One query. */
export async function institutionsNamed(
  db: Read,
  names: readonly string[],
): Promise<Map<string, NamedInstitution>> {
  const keys = [...new Set(names.map(institutionKey))].filter(Boolean);
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('institutions')
    .select(['id', 'slug', 'name'])
    .where('name_key', 'in', keys)
    .where('status', '=', 'published')
    .limit(2 * keys.length)
    .execute();
  return namedOnce(rows);
}

const MOST_BODIES = 500;

export interface ChoosingBody {
  slug: string;
  name: string;
  kind: string;
  /** Of the statement that says so, with where. */
  id: string;
  page: string;
  passage: string;
  source: CitedSource | null;
}

/** Published bodies of which a source says that they propose or elect for an institution of one of these names. One query. */
export async function bodiesChoosingFor(db: Read, names: readonly string[]): Promise<ChoosingBody[]> {
  const keys = new Set(names.map(institutionKey).filter(Boolean));
  const rows = await db
    .selectFrom('statements as t')
    .innerJoin('institutions as i', 'i.id', 't.subject_id')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['i.slug', 'i.name', 'i.kind', 't.id', 't.page', 't.passage', 't.value'])
    .select([...SOURCE_COLUMNS])
    .where('t.property', '=', 'selects_for')
    .where('t.evidence', '!=', 'kept')
    .where('i.status', '=', 'published')
    .orderBy('i.sort_key')
    .orderBy('i.id')
    .limit(MOST_BODIES)
    .execute();
  return rows
    .filter(({ value }) => keys.has(institutionKey((value as { text: string }).text)))
    .map((row) => {
      const { slug, name, kind, id, page, passage } = row;
      return { slug, name, kind, id, page, passage, source: sourceOf(row) };
    });
}

export type PartKind = Exclude<TenureKind, 'office'>;

/** More of one process are “more than”: nobody counts further for a line of a page. */
export const MOST_PARTS = 5000;

/** How many people in the lists took part in what is called so, by what they were. One query. */
export async function partsIn(
  db: Read,
  name: string,
): Promise<{ key: string; counts: { kind: PartKind; count: number }[] }> {
  const key = processKey(name);
  const some = db
    .selectFrom('tenures as t')
    .innerJoin('people as p', 'p.id', 't.person_id')
    .innerJoin('person_listings as l', 'l.person_id', 'p.canonical_id')
    .select(['t.kind', 'p.canonical_id'])
    .where('t.process_key', '=', key)
    .where('t.process_key', '!=', '')
    .where('t.evidence', '!=', 'kept')
    .where('t.kind', '!=', 'office')
    .where('p.status', '=', 'published')
    .limit(MOST_PARTS);
  const rows = await db
    .selectFrom(some.as('some'))
    .select(['kind', (eb) => eb.fn.count<number>('canonical_id').distinct().as('count')])
    .groupBy('kind')
    .execute();
  const order: readonly PartKind[] = ['commission', 'elector', 'candidacy'];
  const counts = order.flatMap((kind) =>
    rows.flatMap((row) => (row.kind === kind ? [{ kind, count: row.count }] : [])),
  );
  return { key, counts };
}
