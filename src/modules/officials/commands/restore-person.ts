/** Puts back what an earlier version said of one record of a person: facts and what they held, each with its source. */
import { Value } from 'typebox/value';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { isLatestVersion } from '../../../platform/history/versions.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { bodiesOf } from '../import/known-bodies.ts';
import { PERSON } from '../kinds.ts';
import { propertyOf, type StatementValue, valueSchema } from '../schemas/properties.ts';
import type { Evidence, TenureKind } from '../tables.ts';
import { addTenures, type NewTenure } from './people.ts';
import { change, type PersonResult, refuse } from './person-context.ts';
import { addStatements, type NewStatement } from './statements.ts';

/**
 * What is there already stays the row that it is; what is kept for editors, address, state and links to other records
 * stay as they are.
 * @param from.basedOn the newest version when the form was drawn
 * @returns `no_source` when a source that the version names is no longer there; `incomplete` when it says no name
 */
export function restorePerson(
  trx: Trx,
  act: Act,
  id: string,
  from: { content: Record<string, unknown>; basedOn: number },
): Promise<PersonResult> {
  return change(trx, { ...act, restoring: true }, { id }, 'restored', async () => {
    if (!(await isLatestVersion(trx, { kind: PERSON, id }, from.basedOn))) return refuse('changed');
    const { status } = await trx
      .selectFrom('people')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (status !== 'published') return refuse('not_now');
    const said = listOf(from.content['statements']).flatMap((one, at) => statementOf(id, one, at + 1));
    const held = await heldOf(trx, id, listOf(from.content['tenures']));
    if (!(await allSources(trx, [...said, ...held]))) return refuse('no_source');
    if (!said.some(({ property }) => property === 'name')) return refuse('incomplete', 'name');
    await putStatements(trx, act, id, said);
    await putTenures(trx, act, id, held);
    return { ok: true };
  });
}

type Stored = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): Stored[] =>
  Array.isArray(value) ? value.filter((one): one is Stored => typeof one === 'object' && one !== null) : [];

const textOf = (one: Stored, name: string): string => {
  const value = one[name];
  return typeof value === 'string' ? value : '';
};

const evidenceOf = (one: Stored): Evidence => (one['evidence'] === 'beside' ? 'beside' : 'shown');

/** Nothing for a property that there is no more. */
function statementOf(id: string, one: Stored, position: number): NewStatement[] {
  const property = textOf(one, 'property');
  const spec = propertyOf(PERSON, property);
  const sourceId = textOf(one, 'source');
  if (!spec || !Value.Check(valueSchema(spec), one['value']) || !isUuid(sourceId)) return [];
  return [
    {
      subject: { kind: PERSON, id },
      property,
      value: one['value'] as StatementValue,
      printed: textOf(one, 'printed'),
      starts: textOf(one, 'starts') || undefined,
      ends: textOf(one, 'ends') || undefined,
      evidence: evidenceOf(one),
      place: { sourceId, page: textOf(one, 'page'), passage: textOf(one, 'passage') },
      reason: textOf(one, 'reason'),
      position,
    },
  ];
}

const KINDS: readonly TenureKind[] = ['office', 'candidacy', 'commission', 'elector'];

async function heldOf(trx: Trx, id: string, list: readonly Stored[]): Promise<NewTenure[]> {
  if (list.length === 0) return [];
  const links = await linksOf(trx, list);
  return list.flatMap((one): NewTenure[] => {
    const kind = KINDS.find((known) => known === one['kind']);
    const sourceId = textOf(one, 'source');
    if (kind === undefined || !isUuid(sourceId)) return [];
    return [
      {
        personId: id,
        kind,
        ...links(one),
        postPrinted: textOf(one, 'post'),
        bodyPrinted: textOf(one, 'body'),
        process: textOf(one, 'process'),
        unit: textOf(one, 'unit'),
        territory: textOf(one, 'territory'),
        state: textOf(one, 'state'),
        listNumber: textOf(one, 'list_number'),
        starts: textOf(one, 'starts') || undefined,
        ends: textOf(one, 'ends') || undefined,
        evidence: evidenceOf(one),
        place: { sourceId, page: textOf(one, 'page'), passage: textOf(one, 'passage') },
        reason: textOf(one, 'reason'),
      },
    ];
  });
}

type Links = Pick<NewTenure, 'institutionId' | 'postId'>;

/** Institutions and posts as far as they are still there; versions of long ago only print their names. */
async function linksOf(trx: Trx, list: readonly Stored[]): Promise<(one: Stored) => Links> {
  const ids = (name: string) => [...new Set(list.map((one) => textOf(one, name)).filter(isUuid)), NOBODY];
  const [institutions, posts] = [
    await trx.selectFrom('institutions').select('id').where('id', 'in', ids('institution')).execute(),
    await trx
      .selectFrom('posts')
      .select(['id', 'institution_id'])
      .where('id', 'in', ids('post_id'))
      .execute(),
  ];
  const known = new Set(institutions.map(({ id }) => id));
  const bodies = list.some((one) => !('institution' in one)) ? await bodiesOf(trx) : undefined;
  return (one) => {
    if (!('institution' in one)) {
      if (one['kind'] !== 'office') return {};
      const institutionId = bodies?.institution(textOf(one, 'body'));
      return { institutionId, postId: institutionId && bodies?.post(institutionId, textOf(one, 'post')) };
    }
    const post = posts.find(({ id }) => id === one['post_id']);
    const own = textOf(one, 'institution');
    return { institutionId: post?.institution_id ?? (known.has(own) ? own : undefined), postId: post?.id };
  };
}

/** No list of ids may be empty. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

async function allSources(trx: Trx, list: readonly Pick<NewStatement, 'place'>[]): Promise<boolean> {
  const ids = [...new Set(list.flatMap(({ place }) => (place ? [place.sourceId] : [])))];
  if (ids.length === 0) return true;
  const rows = await trx.selectFrom('sources').select('id').where('id', 'in', ids).execute();
  return rows.length === ids.length;
}

/** What stands in one place of one source and says the same. */
const keyOf = (...parts: readonly (string | null | undefined)[]): string =>
  JSON.stringify(parts.map((part) => part ?? ''));

async function putStatements(trx: Trx, act: Act, id: string, wanted: readonly NewStatement[]): Promise<void> {
  const rows = await trx
    .selectFrom('statements')
    .selectAll()
    .where('subject_kind', '=', PERSON)
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();
  const here = rows.map((row) => ({
    ...row,
    key: keyOf(
      row.property,
      JSON.stringify(sorted(row.value)),
      row.printed,
      row.starts,
      row.ends,
      row.source_id,
      row.page,
      row.passage,
    ),
  }));
  const { missing, gone } = await matched(trx, act, 'statements', here, wanted, (one) =>
    keyOf(
      one.property,
      JSON.stringify(sorted(one.value)),
      one.printed,
      one.starts,
      one.ends,
      one.place?.sourceId,
      one.place?.page,
      one.place?.passage,
    ),
  );
  if (gone.length > 0) await trx.deleteFrom('statements').where('id', 'in', gone).execute();
  await addStatements(trx, act, missing);
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
    : value;

async function putTenures(trx: Trx, act: Act, id: string, wanted: readonly NewTenure[]): Promise<void> {
  const rows = await trx
    .selectFrom('tenures as t')
    .leftJoin('posts as o', 'o.id', 't.post_id')
    .leftJoin('institutions as i', 'i.id', 't.institution_id')
    .selectAll('t')
    .select(['o.label as own_post', 'i.name as own_body'])
    .where('t.person_id', '=', id)
    .orderBy('t.id')
    .execute();
  const here = rows.map((row) => ({
    ...row,
    key: keyOf(
      row.kind,
      row.institution_id,
      row.post_id,
      row.post_printed || row.own_post,
      row.body_printed || row.own_body,
      row.process,
      row.unit,
      row.territory,
      row.state,
      row.list_number,
      row.starts,
      row.ends,
      row.source_id,
      row.page,
      row.passage,
    ),
  }));
  const { missing, gone } = await matched(trx, act, 'tenures', here, wanted, (one) =>
    keyOf(
      one.kind,
      one.institutionId,
      one.postId,
      one.postPrinted,
      one.bodyPrinted,
      one.process,
      one.unit,
      one.territory,
      one.state,
      one.listNumber,
      one.starts,
      one.ends,
      one.place?.sourceId,
      one.place?.page,
      one.place?.passage,
    ),
  );
  if (gone.length > 0) await trx.deleteFrom('tenures').where('id', 'in', gone).execute();
  await addTenures(trx, act, missing);
}

interface Here {
  id: string;
  key: string;
  evidence: Evidence;
  reason: string;
}

/** Rows that say what is wanted stay, and are shown as the version showed them; public ones that do not, go. */
async function matched<T extends { evidence: Evidence; reason?: string | undefined }>(
  trx: Trx,
  { now }: Act,
  table: 'statements' | 'tenures',
  here: readonly Here[],
  wanted: readonly T[],
  key: (one: T) => string,
): Promise<{ missing: T[]; gone: string[] }> {
  const left = new Set(here);
  const missing: T[] = [];
  for (const one of wanted) {
    const wantedKey = key(one);
    const same = [...left].filter((row) => row.key === wantedKey);
    const row = same.find(({ evidence }) => evidence !== 'kept') ?? same[0];
    if (!row) {
      missing.push(one);
      continue;
    }
    left.delete(row);
    const { evidence, reason = '' } = one;
    if (row.evidence === evidence && row.reason === reason) continue;
    await trx
      .updateTable(table)
      .set({ evidence, reason, updated_at: now })
      .where('id', '=', row.id)
      .execute();
  }
  return { missing, gone: [...left].flatMap((row) => (row.evidence === 'kept' ? [] : [row.id])) };
}
