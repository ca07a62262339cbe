/** People for tests and benches, plainly invented. */
import type { Db, Trx } from '../../platform/db/handles.ts';
import type { Act } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { json } from '../../platform/db/values.ts';
import { slugOf } from '../../platform/slug.ts';
import { insertSource } from '../../platform/sources/fixtures.ts';
import { relistPeople } from './commands/listings.ts';
import { queuePairs } from './commands/pairs.ts';
import { nameColumns } from './commands/people.ts';
import type { PersonKind } from './import/fields.ts';
import type { MatchBand, MatchReason } from './matching/pair.ts';
import { processKey } from './rules/process-key.ts';
import { institutionKey, spanishOrder } from './rules/spanish-order.ts';
import type { Property, StatementValue } from './schemas/properties.ts';
import type { Evidence, Status, TenureKind } from './tables.ts';

export const TEST_AT = Temporal.Instant.from('2026-11-23T15:00:00Z');
export const PROGRAM: Act = { actor: { kind: 'system', what: 'test' }, now: TEST_AT };

export interface MadeStatement {
  property: Property<'person'>;
  value: StatementValue;
  evidence?: Evidence;
  page?: string;
  passage?: string;
  reason?: string;
  starts?: string;
  /** Left out: the source of the person. */
  source?: string;
}

export interface MadeTenure {
  kind?: TenureKind;
  institution?: string;
  post?: string;
  postPrinted?: string;
  bodyPrinted?: string;
  process?: string;
  territory?: string;
  state?: string;
  starts?: string;
  ends?: string;
  evidence?: Evidence;
  page?: string;
  source?: string;
  importRow?: number;
}

export interface MadePerson {
  status?: Status;
  kind?: PersonKind;
  delisted?: boolean;
  slug?: string;
  statements?: readonly MadeStatement[];
  tenures?: readonly MadeTenure[];
  /** Left out: one is made. */
  source?: string;
  at?: Temporal.Instant;
}

export interface InsertedPerson {
  id: string;
  slug: string;
  source: string;
}

/** A person with a name that a source prints, and whatever else is given; published, unless it says otherwise. */
export async function insertPerson(db: Db, name: string, more: MadePerson = {}): Promise<InsertedPerson> {
  const source = more.source ?? (await insertSource(db, { title: `Lista de prueba de ${name}` }));
  return withTransaction(db, async (trx) => {
    const at = more.at ?? TEST_AT;
    const id = crypto.randomUUID();
    const slug = more.slug ?? `${slugOf(name)}-${id.slice(0, 8)}`;
    await trx
      .insertInto('people')
      .values({
        id,
        canonical_id: id,
        slug,
        status: more.status ?? 'published',
        kind: more.kind ?? 'office_holder',
        ...nameColumns(name),
        delisted: more.delisted ?? false,
        import_id: null,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await insertStatements(
      trx,
      id,
      [{ property: 'name', value: { text: name } }, ...(more.statements ?? [])],
      source,
    );
    await insertTenures(trx, id, more.tenures ?? [], source);
    await relistPeople(trx, [id]);
    return { id, slug, source };
  });
}

async function insertStatements(
  trx: Trx,
  id: string,
  list: readonly MadeStatement[],
  source: string,
): Promise<void> {
  await trx
    .insertInto('statements')
    .values(
      list.map((one, position) => ({
        subject_kind: 'person' as const,
        subject_id: id,
        property: one.property,
        value: json(one.value),
        printed: one.value.text,
        starts: one.starts ?? null,
        ends: null,
        evidence: one.evidence ?? 'shown',
        source_id: one.source ?? source,
        page: one.page ?? '',
        passage: one.passage ?? '',
        reason: one.reason ?? '',
        position,
        import_id: null,
        import_row: null,
        created_at: TEST_AT,
        updated_at: TEST_AT,
      })),
    )
    .execute();
}

async function insertTenures(
  trx: Trx,
  id: string,
  list: readonly MadeTenure[],
  source: string,
): Promise<void> {
  if (list.length === 0) return;
  await trx
    .insertInto('tenures')
    .values(
      list.map((one) => ({
        person_id: id,
        kind: one.kind ?? 'office',
        institution_id: one.institution ?? null,
        post_id: one.post ?? null,
        post_printed: one.postPrinted ?? '',
        body_printed: one.bodyPrinted ?? '',
        process: one.process ?? '',
        process_key: processKey(one.process ?? ''),
        territory: one.territory ?? '',
        state: one.state ?? '',
        starts: one.starts ?? null,
        ends: one.ends ?? null,
        evidence: one.evidence ?? 'shown',
        source_id: one.source ?? source,
        page: one.page ?? '',
        import_id: null,
        import_row: one.importRow ?? null,
        created_at: TEST_AT,
        updated_at: TEST_AT,
      })),
    )
    .execute();
}

/** @returns id of the pair */
export async function insertPair(
  db: Db,
  a: string,
  b: string,
  {
    band = 'equal_name',
    score = 90,
    reasons = ['name_equal'],
  }: Partial<{
    band: MatchBand;
    score: number;
    reasons: MatchReason[];
  }> = {},
): Promise<string> {
  await withTransaction(db, (trx) => queuePairs(trx, PROGRAM, [{ a, b, match: { band, score, reasons } }]));
  const [one, other] = a < b ? [a, b] : [b, a];
  const row = await db
    .selectFrom('person_pairs')
    .select('id')
    .where('one_id', '=', one)
    .where('other_id', '=', other)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** An institution with a post, published. */
export async function insertBody(
  db: Db,
  name: string,
  post = 'Magistratura',
): Promise<{ id: string; post: string; slug: string }> {
  const slug = `${slugOf(name)}-${crypto.randomUUID().slice(0, 8)}`;
  const times = { created_at: TEST_AT, updated_at: TEST_AT, import_id: null };
  const { id } = await db
    .insertInto('institutions')
    .values({
      slug,
      status: 'published',
      name,
      name_key: institutionKey(name),
      sort_key: spanishOrder(name),
      parent_id: null,
      ...times,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const made = await db
    .insertInto('posts')
    .values({
      institution_id: id,
      slug: slugOf(post),
      label: post,
      label_key: slugOf(post),
      seats: null,
      ...times,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, post: made.id, slug };
}

/** A published person, and another one who may be the same: for every address that names one. */
export async function makePeoplePlaces(deps: { db: Db }): Promise<Record<string, string>> {
  const word = crypto.randomUUID().slice(0, 8);
  const court = await insertBody(deps.db, `Corte ${word}`);
  const one = await insertPerson(deps.db, `Persona Ficticia ${word}`, {
    statements: [
      { property: 'bar_number', value: { text: '1234' } },
      { property: 'education', value: { text: 'Licenciatura inventada' } },
    ],
    tenures: [{ institution: court.id, post: court.post, starts: '2019', ends: '2021' }],
  });
  const other = await insertPerson(deps.db, `Persona Ficticia ${word}`, { source: one.source });
  const said = await deps.db
    .selectFrom('statements')
    .select('id')
    .where('subject_id', '=', one.id)
    .where('property', '=', 'bar_number')
    .executeTakeFirstOrThrow();
  const held = await deps.db
    .selectFrom('tenures')
    .select('id')
    .where('person_id', '=', one.id)
    .executeTakeFirstOrThrow();
  return {
    '/justiciapedia/personas/:slug': one.slug,
    '/api/v1/people/:slug': one.slug,
    '/admin/justiciapedia/parecidos/:pair': await insertPair(deps.db, one.id, other.id),
    '/admin/justiciapedia/personas/:id': one.id,
    '/admin/justiciapedia/personas/:id/datos/:statement': said.id,
    '/admin/justiciapedia/personas/:id/cargos/:tenure': held.id,
  };
}
