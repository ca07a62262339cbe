import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { buildApp } from '../../../app.ts';
import { run } from '../../../platform/db/outcome.ts';
import { decidePair } from '../commands/pairs.ts';
import { insertBody, insertPair, insertPerson, type MadePerson, PROGRAM } from '../fixtures-people.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'people' });

const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });

async function somebody(name: string, more: MadePerson = {}) {
  return await insertPerson(site.deps.db, name, more);
}

/** Names in the order of the list. */
function namesIn(html: string): string[] {
  return [...html.matchAll(/<h2><a href="\/justiciapedia\/personas\/[^"]*">([^<]*)<\/a><\/h2>/g)].map(
    ([, name]) => name ?? '',
  );
}

describe('the list of people', () => {
  it('says what will be there while it is empty, and sorts as Spanish does', async () => {
    expect((await get('/justiciapedia/personas')).body).toContain('Todavía no hay personas publicadas');
    for (const name of [
      'Ana Ñáñez Ficticia',
      'Ana Nuñez Ficticia',
      'Ana Ávila Ficticia',
      'Ana Oñate Ficticia',
      'Ana Nz Ficticia',
    ])
      await somebody(name);
    await somebody('Ana Borrador Ficticia', { status: 'draft' });
    await somebody('Ana Quitada Ficticia', { delisted: true });
    const { body } = await get('/justiciapedia/personas');
    expect(namesIn(body)).toEqual(
      [
        'Ana Ávila Ficticia',
        'Ana Nuñez Ficticia',
        'Ana Nz Ficticia',
        'Ana Ñáñez Ficticia',
        'Ana Oñate Ficticia',
      ].toSorted(new Intl.Collator('es').compare),
    );
    expect(namesIn((await get('/justiciapedia/personas?letra=%C3%B1')).body)).toEqual(['Ana Ñáñez Ficticia']);
    expect(namesIn((await get('/justiciapedia/personas?letra=n')).body)).toHaveLength(2);
  });

  it('filters by several things at once, counts, and says what to do where nobody fits', async () => {
    const court = await insertBody(site.deps.db, 'Corte de Filtros');
    await somebody('Beatriz Filtrada Uno', {
      statements: [{ property: 'gender', value: { text: 'Femenino' } }],
      tenures: [
        { institution: court.id, post: court.post, starts: '2019', ends: '2021', territory: 'Petén' },
      ],
    });
    await somebody('Benito Filtrado Dos', {
      statements: [{ property: 'gender', value: { text: 'masculino' } }],
      tenures: [{ institution: court.id, starts: '2021-05', territory: 'Izabal' }],
    });
    const list = async (query: string) =>
      (await get(`/justiciapedia/personas?institucion=${court.slug}${query}`)).body;
    expect(namesIn(await list(''))).toEqual(['Benito Filtrado Dos', 'Beatriz Filtrada Uno'].toSorted());
    expect(namesIn(await list('&anio=2020'))).toEqual(['Beatriz Filtrada Uno']);
    expect(namesIn(await list('&anio=2021'))).toHaveLength(2);
    expect(namesIn(await list('&genero=m'))).toEqual(['Benito Filtrado Dos']);
    expect(namesIn(await list('&territorio=peten'))).toEqual(['Beatriz Filtrada Uno']);
    expect(namesIn(await list('&puesto=magistratura'))).toEqual(['Beatriz Filtrada Uno']);
    expect(await list('')).toContain('2 personas');
    const none = await list('&anio=1999');
    expect(none).toContain('Nadie reúne todo lo que pidió');
    expect(namesIn(await list('&puesto=ninguno'))).toEqual([]);
    expect(namesIn((await get('/justiciapedia/personas?anio=ayer')).body)).toEqual([]);
  });
});

describe('a person’s page', () => {
  it('shows what sources say, what they contradict each other in, and of which records it is made', async () => {
    const court = await insertBody(site.deps.db, 'Corte de Ejemplo');
    const one = await somebody('Clara Ficticia Ejemplo', {
      statements: [
        { property: 'profession', value: { text: 'Abogada y notaria' } },
        { property: 'bar_number', value: { text: '1234' }, page: 'fila 12' },
        { property: 'education', value: { text: 'Maestría en Derecho Inventado' } },
        { property: 'experience', value: { text: 'Jueza de paz de ejemplo, 2010–2014' } },
        { property: 'document', value: { text: 'Hoja de vida', href: 'https://ejemplo.test/cv.pdf' } },
        {
          property: 'conduct',
          value: { text: 'Denuncia de ejemplo.', state: 'rejected', date: '2020-03' },
        },
        { property: 'human_projection', value: { text: 'Guardado para editores' }, evidence: 'kept' },
      ],
      tenures: [
        { institution: court.id, post: court.post, starts: '2019-10-13', ends: '2024', territory: 'Petén' },
        { kind: 'candidacy', process: 'Proceso de Ejemplo 2022', starts: '2022', state: 'Excluido' },
        { kind: 'commission', bodyPrinted: 'Comisión de Ejemplo 2018', starts: '2018' },
      ],
    });
    const other = await somebody('Clara M. Ficticia de Ejemplo', {
      at: PROGRAM.now.add({ hours: 1 }),
      statements: [{ property: 'bar_number', value: { text: '4321' } }],
    });
    const pair = await insertPair(site.deps.db, one.id, other.id);
    const because = { ...PROGRAM, reason: 'El documento lo dice.' };
    await run(site.deps.db, (trx) => decidePair(trx, because, pair, { decision: 'same' }));

    const old = await get(`/justiciapedia/personas/${other.slug}`);
    expect([old.statusCode, old.headers.location]).toEqual([301, `/justiciapedia/personas/${one.slug}`]);
    const page = await browsing.phone();
    await page.goto(`/justiciapedia/personas/${one.slug}`);
    await page.getByRole('heading', { level: 1, name: 'Clara Ficticia Ejemplo' }).waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    for (const words of [
      'Clara M. Ficticia de Ejemplo',
      '13 de octubre de 2019',
      '4321',
      'fila 12',
      'Rechazado',
      '2 registros',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('Guardado para editores');
    await page.getByRole('heading', { name: 'Las fuentes dicen cosas distintas', exact: false }).count();
    await browsing.look(page, 'person-phone');
    const wide = await browsing.wide();
    await wide.goto(`/justiciapedia/personas/${one.slug}`);
    await browsing.look(wide, 'person-wide');
    await wide.goto('/justiciapedia/personas');
    await browsing.look(wide, 'list-wide');
    await page.goto('/justiciapedia/personas');
    await browsing.look(page, 'list-phone');
  }, 60_000);

  it('is for search engines only of who held something and was not taken out of lists', async () => {
    const robots = async (more: MadePerson) => {
      const { slug } = await somebody('Diego Ficticio Prueba', more);
      return (await get(`/justiciapedia/personas/${slug}`)).body.includes('noindex');
    };
    expect(await robots({ tenures: [{ postPrinted: 'Juez' }] })).toBe(false);
    expect(await robots({ delisted: true, tenures: [{ postPrinted: 'Juez' }] })).toBe(true);
    expect(await robots({ kind: 'candidate', tenures: [{ kind: 'candidacy', process: 'Uno' }] })).toBe(true);
    expect(await robots({ kind: 'candidate', tenures: [{ postPrinted: 'Juez' }] })).toBe(false);
    expect(await robots({ kind: 'other' })).toBe(true);
  });

  it('of a draft says nothing, of what was taken back only that', async () => {
    const draft = await somebody('Elsa Ficticia', { status: 'draft' });
    const gone = await somebody('Elsa Retirada Ficticia', { status: 'archived' });
    expect((await get(`/justiciapedia/personas/${draft.slug}`)).statusCode).toBe(404);
    expect((await get(`/justiciapedia/personas/${gone.slug}`)).statusCode).toBe(410);
    expect((await get('/justiciapedia/personas/nadie')).statusCode).toBe(404);
  });
});

describe('the database', () => {
  const database = useDatabase();
  it('is asked at most 12 times for a person, with 1 and with 100 of everything', async () => {
    const many = <T>(count: number, make: (n: number) => T): T[] =>
      Array.from({ length: count }, (_, n) => make(n));
    const made = async (count: number) =>
      await insertPerson(database.db, `Flora Ficticia ${count}`, {
        statements: many(count, (n) => ({ property: 'education', value: { text: `Curso ${n}` } })),
        tenures: many(count, (n) => ({ postPrinted: `Puesto ${n}`, starts: String(1980 + (n % 40)) })),
      });
    const counting = countingDb(database.pool);
    const app = await buildApp({ ...site.deps, db: counting.db });
    const count = async (url: string) =>
      await counting.count(async () => expect((await app.inject({ url })).statusCode).toBe(200));
    const [small, large] = [await made(1), await made(100)];
    const counts = [
      await count(`/justiciapedia/personas/${small.slug}`),
      await count(`/justiciapedia/personas/${large.slug}`),
    ];
    await app.close();
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(12);
  });
});
