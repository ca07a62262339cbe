/** Lists of commissions and electing bodies: what their rows say, whichever list comes first. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { run } from '../../../platform/db/outcome.ts';
import { MATERIAL } from '../../publications/import/fixtures.ts';
import { PEOPLE_FILES } from '../api-paths.ts';
import { undoImport } from '../commands/undo-import.ts';
import { insertPerson } from '../fixtures-people.ts';
import { openUpload } from '../queries/imports.ts';
import { statementsOf } from '../queries/statements.ts';
import { keepUpload } from '../commands/uploads.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { choosingBodies } from './choosing-bodies-fixtures.ts';
import { bytesInput } from './file-bytes.ts';
import { importInstitutions } from './institution-import.ts';
import { ACTOR } from './person-fixtures.ts';
import { dateValueOf } from './printed-date-value.ts';
import { stageList } from './staged.ts';
import { takeUpload } from './take-upload.ts';

const site = useApp();
const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });

async function take(text: string | Uint8Array, name = 'comisiones.csv', options = {}) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const done = await importInstitutions(site.deps, ACTOR, bytesInput(name, bytes), {
    dryRun: false,
    draft: false,
    publisher: 'Editorial de Ejemplo',
    ...options,
  });
  expect(done.fault).toBeUndefined();
  return done;
}

async function bodies(like: string) {
  return await site.deps.db
    .selectFrom('institutions')
    .select(['id', 'name', 'slug', 'kind', 'parent_id'])
    .where('name', 'like', like)
    .orderBy('import_id')
    .orderBy('id')
    .execute();
}

it('reads a printed date only where it can be read in one way', () => {
  const read = (text: string) => {
    const { value, doubt } = dateValueOf(text);
    return [value.dates, doubt?.key.replace('officials.institution_file.', '')];
  };
  const day = (date: string) => [{ from: date, to: date }];
  expect(read('20/08/17')).toEqual([day('2017-08-20'), 'date_century']);
  expect(read('2/5/2018')).toEqual([[], 'date_ambiguous']);
  expect(read('11/26/2019')).toEqual([day('2019-11-26'), undefined]);
  expect(read('Pendiente')).toEqual([[], undefined]);
  expect(read('2019 (aún en trámite)')).toEqual([day('2019'), undefined]);
  expect(read('cuando toque')).toEqual([[], 'date_unread']);
  expect(read('23 de febrero al 15 de marzo de 2021')).toEqual([
    [{ from: '2021-02-23', to: '2021-03-15' }],
    undefined,
  ]);
  expect(read('Primera vuelta: 26/02/2021 Segunda vuelta: 05/03/2021')).toEqual([
    [
      { label: 'Primera vuelta', ...day('2021-02-26')[0] },
      { label: 'Segunda vuelta', ...day('2021-03-05')[0] },
    ],
    undefined,
  ]);
  expect(dateValueOf('20/08/17').doubt?.values).toEqual({ dates: '2017-08-20' });
});

describe('a list of commissions', () => {
  it('says of each what it is, for whom it chooses, and when, with line and column of what is odd', async () => {
    const dry = await take(choosingBodies('Uno'), 'comisiones.csv', { dryRun: true });
    expect(await bodies('%Uno%')).toEqual([]);
    const done = await take(choosingBodies('Uno'));
    expect(done.counts).toEqual({ created: 6, changed: 0, sourced: 0, unchanged: 0, refused: 0, kept: 3 });
    expect(dry.counts).toEqual(done.counts);
    expect(
      done.findings.map(({ key, line, column, values }) => [key.split('.').at(-1), line, column, values]),
    ).toEqual([
      ['date_century', 2, 4, { dates: '2017-08-20' }],
      ['repeated', 2, 9, { first: '3' }],
      ['date_ambiguous', 3, 4, {}],
      ['repeated', 3, 9, { first: '2' }],
      ['date_unread', 6, 5, {}],
    ]);
    const made = await bodies('%Uno%');
    expect(made.map(({ kind, parent_id }) => [kind, parent_id])).toEqual([
      ['Comisión de postulación', null],
      ['Comisión de postulación', null],
      ['Cuerpo elector', null],
      ['Cuerpo elector', null],
      ['Cuerpo elector', null],
      ['Cuerpo elector', null],
    ]);
    const [first] = made;
    const said = await statementsOf(site.deps.db, [first?.id ?? ''], { office: true });
    expect(said.map(({ property, value, evidence, page }) => [property, value.text, evidence, page])).toEqual(
      [
        ['name', 'Comisión de Postulación de Ejemplo Uno (CE)', 'shown', 'fila 2'],
        ['kind', 'Comisión de postulación', 'shown', 'fila 2'],
        ['selects_for', 'Consejo Uno (CE)', 'shown', 'fila 2'],
        ['election_date', '20/08/17', 'shown', 'fila 2'],
        ['next_election', '2022', 'shown', 'fila 2'],
        ['selects', 'La persona titular dirige el consejo.', 'shown', 'fila 2'],
        ['requirement', 'a) capacidad; b) idoneidad;', 'shown', 'fila 2'],
        ['composition', 'Dos decanos inventados, uno por facultad', 'shown', 'fila 2'],
        ['document', 'Infografía', 'kept', 'fila 2'],
        ['document', 'Cronograma', 'shown', 'fila 2'],
        ['picture', 'Imagen', 'kept', 'fila 2'],
      ],
    );
    expect(new Set(said.map(({ source }) => source?.publisher))).toEqual(new Set(['Editorial de Ejemplo']));
    expect((await take(choosingBodies('Uno'))).counts).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: 6,
    });
  });

  it('is looked at and read in at the desk, and taken back whole', async () => {
    const { deps } = site;
    const input = bytesInput('comisiones.csv', new TextEncoder().encode(choosingBodies('Dos')));
    const { staged, sha256 } = await stageList(deps.db, 'institution', input);
    const act = { actor: ACTOR, now: deps.now() };
    const id = await withTransaction(deps.db, (trx) =>
      keepUpload(trx, act, deps.vault, { name: 'comisiones.csv', publisher: 'Editorial', sha256, staged }),
    );
    const upload = await openUpload(deps.db, deps.vault, id, deps.now());
    if (!upload) throw new Error('it was kept');
    const taken = await takeUpload(deps, ACTOR, upload);
    if (!taken.ok) throw new Error(taken.refused);
    expect(await bodies('%Dos%')).toHaveLength(6);
    const undone = await run(deps.db, (trx) =>
      undoImport(trx, { ...act, reason: 'Era una prueba' }, taken.importId),
    );
    expect(undone.ok).toBe(true);
    expect(await bodies('%Dos%')).toEqual([]);
  });

  it.each(['commissions first', 'institutions first'])('leads from one to the other: %s', async (order) => {
    const of = order === 'commissions first' ? 'Tres' : 'Cuatro';
    const institutions = `id,nombre,mision\n1,Consejo ${of} (CE),Dar ejemplos\n2,Consejo de Muestra ${of},\n`;
    const files = [choosingBodies(of), institutions];
    for (const text of order === 'commissions first' ? files : files.toReversed()) await take(text);
    const commission = `Comisión de Postulación de Ejemplo ${of} (CE)`;
    const { db } = site.deps;
    const sat = await insertPerson(db, `Berta Ficticia ${of}`, {
      kind: 'commissioner',
      tenures: [{ kind: 'commission', bodyPrinted: commission, process: commission }],
    });
    const stood = await insertPerson(db, `Ciro Ficticio ${of}`, {
      kind: 'candidate',
      tenures: [{ kind: 'candidacy', process: commission }],
    });
    const [body] = await bodies(commission);
    const href = `/justiciapedia/instituciones/${body?.slug}`;
    const whole = await get(`/justiciapedia/instituciones/consejo-${of.toLowerCase()}`);
    expect(whole.statusCode).toBe(200);
    expect(whole.body).toContain('Quién propone o elige');
    expect(
      [...whole.body.matchAll(/href="(\/justiciapedia\/instituciones\/comision[^"]*)"/g)].map((m) => m[1]),
    ).toHaveLength(5);
    const page = await get(href);
    expect(page.body).toContain(`href="/justiciapedia/instituciones/consejo-${of.toLowerCase()}"`);
    expect(page.body).toContain('20 de agosto de 2017');
    expect(page.body).toContain('«20/08/17»');
    expect(page.body).toContain('1 integrante de la comisión');
    expect(page.body).toContain('1 aspirante');
    const list = /href="(\/justiciapedia\/personas\?proceso=[^"]+)"/.exec(page.body)?.[1] ?? '';
    const listed = (await get(list.replaceAll('&amp;', '&'))).body;
    for (const { slug } of [sat, stood]) {
      expect(listed).toContain(slug);
      expect((await get(`/justiciapedia/personas/${slug}`)).body).toContain(`href="${href}"`);
    }
    const api = (await get(`/api/v1/institutions/${body?.slug}`)).json<{
      facts: { property: string; dates?: unknown }[];
    }>();
    expect(api.facts.find(({ property }) => property === 'election_date')?.dates).toEqual([
      { label: '', from: '2017-08-20', to: '2017-08-20' },
    ]);
    const { tenures } = (await get(`/api/v1/people/${sat.slug}`)).json<{
      tenures: { institution: { slug: string } | null }[];
    }>();
    expect(tenures.map(({ institution }) => institution?.slug)).toEqual([body?.slug]);
    const popolo = (await get(PEOPLE_FILES.popolo)).json<{
      persons: { id: string; memberships: { organization_id: string }[] }[];
      organizations: { id: string }[];
    }>();
    const organizationOf = (id: string) =>
      popolo.persons.find((one) => one.id === id)?.memberships[0]?.organization_id;
    expect(organizationOf(sat.id)).toBe(body?.id);
    expect(organizationOf(stood.id)).toMatch(/^proceso:/);
    expect(popolo.organizations.filter(({ id }) => id === body?.id)).toHaveLength(1);
  });
});

const REAL = path.join(MATERIAL, 'data/JusticiaPedia4.0');

describe.skipIf(!existsSync(REAL))('the published files (skipped where not at hand)', () => {
  it.each([
    ['comisiones.csv', 'instituciones.csv'],
    ['instituciones.csv', 'comisiones.csv'],
  ])('are 12 institutions, 7 commissions and 5 electing bodies: %s first', async (...order) => {
    const ids: string[] = [];
    for (const name of order) {
      const done = await take(await readFile(path.join(REAL, name)), name);
      expect(done.counts).toMatchObject({ created: 12, changed: 0, refused: 0 });
      ids.push(done.importId ?? '');
      if (name === 'comisiones.csv') {
        const told = Object.groupBy(done.findings, ({ key }) => key.split('.').at(-1) ?? '');
        expect(Object.entries(told).map(([key, list]) => [key, list?.map(({ line }) => line)])).toEqual([
          // Two figures for the year of an election, once also for that of the next.
          ['date_century', [2, 2, 4, 6, 8]],
          // Infographic and schedule of one commission, at all seven.
          ['repeated', [2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8]],
          ['date_ambiguous', [3, 5, 9]],
        ]);
      }
    }
    const { db } = site.deps;
    const kinds = await db
      .selectFrom('institutions')
      .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
      .where('import_id', 'in', ids)
      .groupBy('kind')
      .orderBy('kind')
      .execute();
    expect(kinds).toEqual([
      { kind: '', count: 12 },
      { kind: 'Comisión de postulación', count: 7 },
      { kind: 'Cuerpo elector', count: 5 },
    ]);
    const page = await get('/justiciapedia/instituciones/corte-de-constitucionalidad');
    expect([...page.body.matchAll(/href="\/justiciapedia\/instituciones\/comision-de-[^"]*"/g)]).toHaveLength(
      5,
    );
    for (const id of ids) {
      const act = { actor: ACTOR, now: site.deps.now(), reason: 'Era una prueba' };
      expect((await run(db, (trx) => undoImport(trx, act, id))).ok).toBe(true);
    }
  });
});
