import { describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { type Outcome, run } from '../../../platform/db/outcome.ts';
import { contentOf, listVersions } from '../../../platform/history/versions.ts';
import {
  actBy,
  done,
  draftInstitution,
  examplePost,
  exampleSource,
  publishedInstitution,
} from '../institution-fixtures.ts';
import { statementsOf } from '../queries/statements.ts';
import {
  correctOfInstitution,
  decideOfInstitution,
  keepBackOfInstitution,
  sayOfInstitution,
  setParent,
  withdrawOfInstitution,
} from './institution-statements.ts';
import {
  archiveInstitution,
  createInstitution,
  discardInstitution,
  publishInstitution,
  saveInstitution,
} from './institutions.ts';
import { movePost, removePost } from './posts.ts';

const database = useDatabase();
let made: ReturnType<typeof testDeps> | undefined;
const deps = new Proxy({} as ReturnType<typeof testDeps>, {
  get: (_none, name) => Reflect.get((made ??= testDeps(database.db)), name) as unknown,
});

const act = () => actBy(deps);
const because = (reason: string) => ({ ...actBy(deps), reason });
const tryIt = <T extends object>(command: (trx: Trx) => Promise<Outcome<T>>) => run(deps.db, command);

const stored = (id: string) =>
  deps.db.selectFrom('institutions').selectAll().where('id', '=', id).executeTakeFirst();
const said = async (id: string, property: string) =>
  (await statementsOf(deps.db, [id], { office: true }))
    .filter((one) => one.property === property)
    .map(({ value, evidence, reason }) => [value.text, evidence, reason]);
const versions = (id: string) => listVersions(deps.db, { kind: 'institution', id }, undefined, { limit: 20 });

describe('an institution', () => {
  it('is a draft with name, keys and address of its own until it is published', async () => {
    const one = await draftInstitution(deps, 'Órgano de Enseñanza (ODE)');
    const two = await draftInstitution(deps, 'Órgano de enseñanza');
    expect([one.slug, two.slug]).toEqual(['organo-de-ensenanza', 'organo-de-ensenanza-2']);
    expect(await stored(one.id)).toMatchObject({
      status: 'draft',
      name: 'Órgano de Enseñanza (ODE)',
      name_key: 'organo de ensenanza ode',
      sort_key: 'organo de ensen~anza ode',
    });
    expect(await versions(one.id)).toEqual([]);
    await done(deps, (trx) => publishInstitution(trx, act(), one.id));
    const [version] = await versions(one.id);
    expect(version?.action).toBe('published');
    expect(contentOf({ content: version?.content })).toMatchObject({
      slug: one.slug,
      statements: [{ property: 'name', evidence: 'shown', page: 'artículo 1', source: one.source }],
    });
  });

  it('cannot be published while no source says its name', async () => {
    const { id } = await done(deps, (trx) =>
      createInstitution(trx, act(), { name: { property: 'name', value: { text: 'Sin fuente' } } }),
    );
    expect(await said(id, 'name')).toEqual([['Sin fuente', 'kept', '']]);
    const result = await tryIt((trx) => publishInstitution(trx, act(), id));
    expect(result).toEqual({ ok: false, refused: 'incomplete', field: 'name' });
  });

  it('is not saved over a newer version, and leaves its old address behind', async () => {
    const { id, slug } = await publishedInstitution(deps, 'Oficina movida');
    const version = (await stored(id))?.version ?? 0;
    const save = (slugTyped: string, base: number) =>
      tryIt((trx) => saveInstitution(trx, act(), id, { slug: slugTyped, version: base }));
    expect(await save('otra', version - 1)).toEqual({ ok: false, refused: 'changed' });
    expect(await save('¡!', version)).toMatchObject({ refused: 'bad_value', field: 'slug' });
    const { slug: taken } = await draftInstitution(deps, 'Oficina ocupada');
    expect(await save(taken, version)).toMatchObject({ refused: 'slug_taken' });
    expect(await save('Oficina trasladada', version)).toMatchObject({ ok: true, slug: 'oficina-trasladada' });
    const kept = await deps.db.selectFrom('redirects').select(['path', 'record_id']).execute();
    expect(kept).toContainEqual({ path: `/justiciapedia/instituciones/${slug}`, record_id: id });
  });

  it('is not taken back while others name it, and then says by whom', async () => {
    const above = await publishedInstitution(deps, 'Consejo de arriba');
    const below = await publishedInstitution(deps, 'Oficina de abajo', {
      parent: { id: above.id, name: 'Consejo de arriba' },
    });
    const post = await examplePost(deps, above, 'Directora');
    const archive = (id: string) =>
      tryIt((trx) => archiveInstitution(trx, because('Ya no existe.'), id, { uses: [] }));
    expect(await archive(above.id)).toEqual({
      ok: false,
      refused: 'in_use',
      detail: { children: '1', posts: '1', tenures: '0', statements: '0' },
    });
    await done(deps, (trx) => removePost(trx, act(), above.id, post));
    expect(await tryIt((trx) => archiveInstitution(trx, act(), below.id, { uses: [] }))).toMatchObject({
      refused: 'missing_reason',
    });
    expect(await archive(below.id)).toEqual({ ok: true });
    expect(await archive(above.id)).toEqual({ ok: true });
    const under = await draftInstitution(deps, 'Oficina tardía');
    const place = { sourceId: under.source };
    expect(
      await tryIt((trx) => setParent(trx, act(), under, { id: above.id, text: 'Consejo', place })),
    ).toMatchObject({ refused: 'archived' });
    await done(deps, (trx) => publishInstitution(trx, act(), above.id));
    expect((await versions(above.id)).map((one) => one.action)).toEqual([
      'published',
      'archived',
      'changed',
      'changed',
      'published',
    ]);
  });

  it('is thrown away whole', async () => {
    const { id } = await publishedInstitution(deps, 'Por borrar');
    await done(deps, (trx) => discardInstitution(trx, act(), id));
    expect(await stored(id)).toBeUndefined();
    expect(await statementsOf(deps.db, [id], { office: true })).toEqual([]);
    expect((await versions(id))[0]).toMatchObject({ action: 'removed', content: {} });
  });
});

describe('what is said of it', () => {
  const say = (
    target: { id: string },
    property: string,
    text: string,
    sourceId?: string,
    more: object = {},
  ) =>
    tryIt((trx) =>
      sayOfInstitution(trx, act(), target, {
        property,
        value: { text },
        ...(sourceId !== undefined && { place: { sourceId } }),
        ...more,
      }),
    );

  it('is kept without a source, stands beside when it contradicts, and is decided with a reason', async () => {
    const one = await publishedInstitution(deps, 'Casa de ejemplos');
    const other = await exampleSource(deps, 'Otra fuente');
    expect(await say(one, 'address', '1 Calle 2-03')).toEqual({ ok: true, evidence: 'kept' });
    expect(await say(one, 'address', '4 Calle 5-06', one.source)).toEqual({ ok: true, evidence: 'shown' });
    expect(await say(one, 'address', '7 Calle 8-09', other)).toEqual({ ok: true, evidence: 'beside' });
    const list = await statementsOf(deps.db, [one.id], { office: true });
    const idOf = (text: string) => list.find(({ value }) => value.text === text)?.id ?? '';
    const decide = (text: string, reason: string) =>
      tryIt((trx) => decideOfInstitution(trx, act(), one, idOf(text), reason));
    expect(await decide('1 Calle 2-03', 'Porque sí.')).toMatchObject({ refused: 'no_source' });
    expect(await decide('7 Calle 8-09', ' ')).toMatchObject({ refused: 'missing_reason' });
    expect(await decide('7 Calle 8-09', 'Es la más reciente.')).toEqual({ ok: true });
    expect(await said(one.id, 'address')).toEqual([
      ['1 Calle 2-03', 'kept', ''],
      ['4 Calle 5-06', 'beside', ''],
      ['7 Calle 8-09', 'shown', 'Es la más reciente.'],
    ]);
    const [latest] = await versions(one.id);
    expect(latest).toMatchObject({ action: 'changed', reason: 'Es la más reciente.' });
    expect(JSON.stringify(latest?.content)).not.toContain('1 Calle 2-03');
    await done(deps, (trx) => withdrawOfInstitution(trx, act(), one, idOf('7 Calle 8-09')));
    expect(await said(one.id, 'address')).toEqual([
      ['1 Calle 2-03', 'kept', ''],
      ['4 Calle 5-06', 'shown', ''],
    ]);
    expect(
      await tryIt((trx) => keepBackOfInstitution(trx, act(), one, idOf('4 Calle 5-06'), '')),
    ).toMatchObject({ refused: 'missing_reason' });
  });

  it('must be what the property holds', async () => {
    const one = await draftInstitution(deps, 'Casa exacta');
    expect(await say(one, 'color', 'verde', one.source)).toMatchObject({ refused: 'no_property' });
    expect(await say(one, 'website', 'sin dirección', one.source)).toMatchObject({ refused: 'bad_value' });
    expect(await say(one, 'mission', '   ', one.source)).toMatchObject({ refused: 'bad_value' });
    expect(await say(one, 'mission', 'Algo', '00000000-0000-4000-8000-000000000000')).toMatchObject({
      refused: 'no_source',
    });
    const span = { starts: '2020-05', ends: '2020-04' };
    expect(await say(one, 'address', '1 Calle', one.source, span)).toMatchObject({ refused: 'bad_span' });
    expect(await say({ ...one, id: one.source }, 'mission', 'Algo', one.source)).toMatchObject({
      refused: 'not_found',
    });
    // The same door as for people: in the value, in the words of the source, in the reason.
    const number = 'DPI 9999 00001 9999';
    expect(await say(one, 'mission', `Dirige Zutana, ${number}`, one.source)).toMatchObject({
      refused: 'private',
      field: 'text',
    });
    const place = { sourceId: one.source, passage: `Zutana, ${number}` };
    const quoted = { property: 'mission', value: { text: 'Servir' }, place };
    expect(await tryIt((trx) => sayOfInstitution(trx, act(), one, quoted))).toMatchObject({
      refused: 'private',
      field: 'passage',
    });
    const why = { ...quoted, place: { sourceId: one.source } };
    expect(await tryIt((trx) => sayOfInstitution(trx, because(number), one, why))).toMatchObject({
      refused: 'private',
      field: 'why',
    });
    const version = (await stored(one.id))?.version ?? 0;
    const old = { id: one.id, version: version - 1 };
    expect(await say(old, 'mission', 'Algo', one.source)).toEqual({ ok: false, refused: 'changed' });
  });

  it('leads the columns, names over time included', async () => {
    const one = await publishedInstitution(deps, 'Nombre antiguo');
    const [first] = await statementsOf(deps.db, [one.id], { office: true });
    const place = { sourceId: one.source };
    await done(deps, (trx) =>
      correctOfInstitution(trx, act(), one, first?.id ?? '', {
        value: { text: 'Nombre antiguo' },
        ends: '2019',
        place,
      }),
    );
    expect(await say(one, 'name', 'Ñuevo nombre', one.source, { starts: '2020' })).toMatchObject({
      evidence: 'shown',
    });
    await say(one, 'kind', 'tribunal', one.source);
    await say(one, 'territory', 'todo el país', one.source);
    expect(await stored(one.id)).toMatchObject({
      name: 'Ñuevo nombre',
      sort_key: 'n~uevo nombre',
      kind: 'tribunal',
      territory: 'todo el país',
    });
    const gone = await statementsOf(deps.db, [one.id], { office: true });
    const idOf = (text: string) => gone.find(({ value }) => value.text === text)?.id ?? '';
    await done(deps, (trx) => withdrawOfInstitution(trx, act(), one, idOf('Nombre antiguo')));
    const last = await tryIt((trx) => withdrawOfInstitution(trx, act(), one, idOf('Ñuevo nombre')));
    expect(last).toEqual({ ok: false, refused: 'incomplete', field: 'name' });
  });
});

describe('posts', () => {
  it('stand in their order and are told in the history of the institution', async () => {
    const one = await publishedInstitution(deps, 'Con cargos');
    const [first, second] = [
      await examplePost(deps, one, 'Presidencia'),
      await examplePost(deps, one, 'Vocalía'),
    ];
    await done(deps, (trx) =>
      sayOfInstitution(
        trx,
        act(),
        { id: one.id, postId: second },
        {
          property: 'seats',
          value: { text: '5' },
          place: { sourceId: one.source },
        },
      ),
    );
    await done(deps, (trx) => movePost(trx, act(), one.id, second, 'up'));
    const posts = await deps.db
      .selectFrom('posts')
      .select(['label', 'slug', 'seats'])
      .where('institution_id', '=', one.id)
      .orderBy('position')
      .execute();
    expect(posts).toEqual([
      { label: 'Vocalía', slug: 'vocalia', seats: 5 },
      { label: 'Presidencia', slug: 'presidencia', seats: null },
    ]);
    expect(contentOf((await versions(one.id))[0] ?? { content: {} })['posts']).toMatchObject([
      { label: 'Vocalía', statements: [{ property: 'label' }, { property: 'seats' }] },
      { label: 'Presidencia' },
    ]);
    const other = await draftInstitution(deps, 'Sin cargos');
    expect(await tryIt((trx) => removePost(trx, act(), other.id, first))).toMatchObject({
      refused: 'not_found',
    });
  });
});
