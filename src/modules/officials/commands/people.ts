/** People and what they held, as they are written: many at a time, a few statements for each few hundred. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import type { PersonKind } from '../import/fields.ts';
import { keysOf } from '../rules/name-keys.ts';
import { readName } from '../rules/names.ts';
import { processKey } from '../rules/process-key.ts';
import { spanishOrder } from '../rules/spanish-order.ts';
import type { Evidence, Status, TenureKind } from '../tables.ts';
import type { Place } from './statements.ts';

export interface NewPerson {
  id: string;
  /** As printed where it is shown. */
  name: string;
  kind: PersonKind;
  status: Status;
  import?: { id: string } | undefined;
}

const AT_ONCE = 500;

/** Two who make people at once would give them one address. */
export async function lockNewPeople(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('officials:people', 0))`.execute(trx);
}

/**
 * Records of people, each shown under itself. Names, statements, history and list entries are the caller's:
 * `addStatements`, `recordPeople`, `relistPeople`. Whoever has the address already keeps it; homonyms get a number.
 */
export async function addPeople(trx: Trx, { now }: Act, people: readonly NewPerson[]): Promise<void> {
  if (people.length === 0) return;
  await lockNewPeople(trx);
  const taken = await takenSlugs(trx, [...new Set(people.map(({ name }) => baseOf(name)))]);
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const part = people.slice(from, from + AT_ONCE);
    await trx
      .insertInto('people')
      .values(
        part.map((person) => {
          const slug = freeSlug(baseOf(person.name), taken);
          taken.add(slug);
          return {
            id: person.id,
            canonical_id: person.id,
            slug,
            status: person.status,
            kind: person.kind,
            ...nameColumns(person.name),
            import_id: person.import?.id ?? null,
            created_at: now,
            updated_at: now,
          };
        }),
      )
      .execute();
  }
}

/** What lists sort and find a person by, all of it from the name that is shown. */
export function nameColumns(name: string): { name: string; name_key: string; sort_key: string } {
  const keys = keysOf(readName(name));
  return { name, name_key: keys.full, sort_key: keys.sort.split('\t').map(spanishOrder).join('\t') };
}

/** A name without a letter that an address can have. */
const NAMELESS = 'persona';

const baseOf = (name: string): string => slugOf(name) || NAMELESS;

/** Addresses of these names that somebody has, numbered ones too. One walk over all people, however many are new. */
async function takenSlugs(trx: Trx, bases: readonly string[]): Promise<Set<string>> {
  // `freeSlug` cuts long ones before it numbers them.
  const cut = bases.map((base) => base.slice(0, 75));
  const rows = await trx
    .selectFrom('people')
    .select('slug')
    .where((eb) =>
      eb.or([
        eb('slug', '=', sql<string>`any(${bases}::text[])`),
        eb(sql<string>`regexp_replace(slug, '-[0-9]+$', '')`, '=', sql<string>`any(${cut}::text[])`),
      ]),
    )
    .execute();
  return new Set(rows.map(({ slug }) => slug));
}

export interface NewTenure {
  /** Left out: the database gives one. */
  id?: string;
  personId: string;
  kind: TenureKind;
  institutionId?: string | undefined;
  postId?: string | undefined;
  postPrinted?: string;
  bodyPrinted?: string;
  /** As printed. */
  process?: string;
  unit?: string;
  territory?: string;
  state?: string;
  listNumber?: string;
  /** `2019`, `2019-10` or `2019-10-13`. */
  starts?: string | undefined;
  ends?: string | undefined;
  evidence: Evidence;
  place?: Place | undefined;
  reason?: string;
  import?: { id: string; row: number } | undefined;
}

export async function addTenures(trx: Trx, { now }: Act, list: readonly NewTenure[]): Promise<void> {
  for (let from = 0; from < list.length; from += AT_ONCE) {
    await trx
      .insertInto('tenures')
      .values(list.slice(from, from + AT_ONCE).map((one) => tenureColumns(one, now)))
      .execute();
  }
}

function tenureColumns(one: NewTenure, now: Temporal.Instant) {
  const { place, process = '' } = one;
  return {
    ...(one.id !== undefined && { id: one.id }),
    person_id: one.personId,
    kind: one.kind,
    institution_id: one.institutionId ?? null,
    post_id: one.postId ?? null,
    post_printed: one.postPrinted ?? '',
    body_printed: one.bodyPrinted ?? '',
    process,
    process_key: processKey(process),
    unit: one.unit ?? '',
    territory: one.territory ?? '',
    state: one.state ?? '',
    list_number: one.listNumber ?? '',
    starts: one.starts ?? null,
    ends: one.ends ?? null,
    evidence: one.evidence,
    source_id: place?.sourceId ?? null,
    page: place?.page ?? '',
    passage: place?.passage ?? '',
    reason: one.reason ?? '',
    import_id: one.import?.id ?? null,
    import_row: one.import?.row ?? null,
    created_at: now,
    updated_at: now,
  };
}
