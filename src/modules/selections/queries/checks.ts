/** Background checks of candidates and of members of bodies. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import { BACKGROUND_CHECK, CANDIDACY, SEAT_HOLDER } from '../kinds.ts';
import { citationsBy, isCited } from './cited.ts';

export interface CheckRow {
  id: string;
  /** One of the two. */
  candidacy_id: string | null;
  holder_id: string | null;
  register: string;
  question: string;
  on_date: string | null;
  /** As printed; empty: not recorded. */
  finding: string;
  method: string;
  address: string;
}

const COLUMNS = [
  'id',
  'candidacy_id',
  'holder_id',
  'register',
  'question',
  'on_date',
  'finding',
  'method',
  'address',
] as const;

/** Of each, more than anybody was checked for. */
const MOST = 300;

/** Of these candidacies. One query. */
export function checksOn(db: Read, candidacyIds: readonly string[]): Promise<CheckRow[]> {
  return checks(db, 'candidacy_id', candidacyIds);
}

/** Of who holds these seats. One query. */
export function checksOfHolders(db: Read, holderIds: readonly string[]): Promise<CheckRow[]> {
  return checks(db, 'holder_id', holderIds);
}

/** Those that cite something: the others would take their places. */
function checks(db: Read, of: 'candidacy_id' | 'holder_id', ids: readonly string[]): Promise<CheckRow[]> {
  return db
    .selectFrom('selection_checks')
    .select(COLUMNS)
    .where(of, 'in', [...ids])
    .where(isCited(BACKGROUND_CHECK, 'selection_checks.id'))
    .orderBy('position')
    .orderBy('id')
    .limit(MOST * Math.max(ids.length, 1))
    .execute();
}

type Checked = { position: number; id: string };
export const CHECK_CURSOR = cursorOf<Checked>({ position: KEY.integer, id: KEY.uuid });

export interface CheckData extends CheckRow {
  /** Of the candidacy, where it is of one. */
  slug: string | null;
  name: string;
  person_slug: string | null;
  cited: Citation[];
}

/** Of candidates and members who cite something themselves. Two queries. */
export async function pageOfChecks(
  db: Read,
  selectionId: string,
  { after, limit }: PageRequest<Checked>,
): Promise<PageOf<CheckData>> {
  const from = after ? sql`and (k.position, k.id) > (${after.position}::int, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<Omit<CheckData, 'cited'> & { position: number }>`
    select k.id, k.candidacy_id, k.holder_id, k.register, k.question, k.on_date, k.finding, k.method, k.address,
      k.position, c.slug, coalesce(c.name, h.name) as name, o.slug as person_slug
    from selection_checks k
    left join candidacies c on c.id = k.candidacy_id
    left join seat_holders h on h.id = k.holder_id
    left join people p on p.id = coalesce(c.person_id, h.person_id)
    left join people o on o.id = p.canonical_id and o.status = 'published'
    where k.selection_id = ${selectionId} and ${isCited(BACKGROUND_CHECK, 'k.id')}
      and (${isCited(CANDIDACY, 'c.id')} or ${isCited(SEAT_HOLDER, 'h.id')}) ${from}
    order by k.position, k.id limit ${limit + 1}`.execute(db);
  const { items, next } = pageOf(rows, limit, ({ position, id }) => CHECK_CURSOR.write({ position, id }));
  const cited = await citationsBy(
    db,
    items.map(({ id }) => ({ kind: BACKGROUND_CHECK, id })),
  );
  return {
    items: items.map(({ position: _, ...row }) => ({ ...row, cited: cited.get(row.id) ?? [] })),
    next,
  };
}
