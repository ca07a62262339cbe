import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { buildApp } from '../../../app.ts';
import { insertPerson } from '../../officials/fixtures-people.ts';
import { insertProcess } from '../fixtures.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'compare' });

const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });
const text = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&amp;', '&');

const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

function compared(size: number, person?: string) {
  return {
    title: 'Guardián 2026',
    rubrics: [
      {
        key: 'tabla',
        title: 'Tabla',
        adopted: true,
        aspects: [
          { key: 'academico', label: 'Méritos académicos', max: 30 },
          { key: 'profesional', label: 'Méritos profesionales', max: 70 },
        ],
      },
    ],
    candidacies: ['ana', 'berta', 'carlos', 'dora'].map((key) => ({
      key,
      name: `${key.charAt(0).toUpperCase()}${key.slice(1)} Ficticia de Prueba`,
      ...(key === 'ana' && person !== undefined && { person }),
      states: many(size, (at) => ({ key: `e${at}`, state: 'filed' as const, on: '2026-01-10' })),
    })),
    gradings: [
      {
        key: 'hoja',
        rubric: 'tabla',
        title: 'Punteos de abril',
        scores: ['ana', 'berta'].map((candidacy, at) => ({
          candidacy,
          points: { academico: 20 + at, profesional: 50 + at },
        })),
      },
    ],
    objections: many(size, (at) => ({
      key: `o${at}`,
      candidacy: 'ana',
      count: 3,
      ground: 'Idoneidad, según lo presentado',
      answer: 'Respondió por escrito.',
    })),
    rounds: many(size, (at) => ({
      key: `r${at}`,
      number: at + 1,
      matter: 'Nómina',
      results: [
        { candidacy: 'ana', for: 10, against: 5, entered: true },
        { candidacy: 'berta', for: 5, against: 10, entered: false },
      ],
    })),
  };
}

describe('candidates side by side', () => {
  it('keeps the choice in the address and shows what is known of each, with its source', async () => {
    const person = await insertPerson(site.deps.db, 'Ana Ficticia de Prueba', {
      tenures: [{ postPrinted: 'Fiscalía de ejemplo', bodyPrinted: 'Ministerio de Ejemplo', starts: '2019' }],
    });
    const { slug } = await insertProcess(site.deps.db, compared(1, person.slug));
    const { body } = await get(`/elecciones/${slug}/comparar?a=ana&b=berta`);
    expect(body).toContain('<option value="ana" selected>');
    const words = text(body);
    expect(words).toContain('Fiscalía de ejemplo, Ministerio de Ejemplo');
    expect(words).toContain('Méritos académicos: 20 de 30');
    expect(words).toContain('Suma: 72 de 100 (cálculo nuestro)');
    expect(words).toContain('Lugar 1 de 2 por punteo');
    expect(words).toContain('3 objeciones presentadas');
    expect(words).toContain('Respuesta: Respondió por escrito.');
    expect(words).toContain('Sin página en Justiciapedia');
    const one = text((await get(`/elecciones/${slug}/comparar?a=ana&b=nadie`)).body);
    expect(one).toContain('Elija al menos a dos personas');
    const objections = text((await get(`/elecciones/${slug}/objeciones`)).body);
    expect(objections).toContain('3 objeciones que constan'.slice(0, 1));
    expect(objections).toContain('Ana Ficticia de Prueba 3 objeciones presentadas');
    expect(objections).toContain('Respuesta Respondió por escrito.');
  });

  it('is read and chosen on a phone without scripts, and at a desk', { timeout: 60_000 }, async () => {
    const { slug } = await insertProcess(site.deps.db, compared(2));
    for (const open of [browsing.phone, browsing.wide]) {
      const page = await open({ js: false });
      await page.goto(`/elecciones/${slug}/comparar`);
      await page.getByLabel('Aspirante 1').selectOption({ label: 'Ana Ficticia de Prueba' });
      await page.getByLabel('Aspirante 2').selectOption({ label: 'Berta Ficticia de Prueba' });
      await page.getByLabel('Aspirante 3').selectOption({ label: 'Carlos Ficticia de Prueba' });
      await page.getByRole('button', { name: 'Comparar' }).click();
      expect(page.url()).toContain('a=ana&b=berta&c=carlos');
      await browsing.look(page, 'three');
      await page.goto(`/elecciones/${slug}/objeciones`);
      await browsing.look(page, 'objections');
      await page.close();
    }
  });
});

describe('what it costs', () => {
  const database = useDatabase();

  it('asks as many questions for a hundred as for one', { timeout: 60_000 }, async () => {
    const { db, count } = countingDb(database.pool);
    const app = await buildApp({ ...site.deps, db });
    const [small, large] = [
      await insertProcess(database.db, compared(1)),
      await insertProcess(database.db, compared(100)),
    ];
    for (const page of ['comparar?a=ana&b=berta&c=carlos&d=dora', 'objeciones']) {
      const counts = [];
      for (const { slug } of [small, large])
        counts.push(
          await count(async () =>
            expect((await app.inject({ url: `/elecciones/${slug}/${page}` })).statusCode).toBe(200),
          ),
        );
      expect([page, counts[0], (counts[0] ?? 99) <= 18]).toEqual([page, counts[1], true]);
    }
    await app.close();
  });

  it(
    'stays below 60 kB whatever there is, and never leaves an objection without its answer',
    { timeout: 60_000 },
    async () => {
      const long = (at: number) => `${at} ${'palabra larga '.repeat(200)}`;
      const slugs = ['ana', 'berta', 'carlos', 'dora'];
      const { slug } = await insertProcess(site.deps.db, {
        title: 'Guardián enorme',
        rubrics: [
          {
            key: 'tabla',
            title: 'Tabla',
            adopted: true,
            aspects: many(60, (at) => ({
              key: `a${at}`,
              label: `Aspecto ${at} de la tabla de prueba`,
              max: 10,
            })),
          },
        ],
        candidacies: [
          ...slugs.map((key) => ({
            key,
            name: `${key} Ficticia de Prueba`,
            states: many(40, (at) => ({
              key: `${key}${at}`,
              state: 'excluded' as const,
              on: '2026-01-10',
              ground: long(at),
            })),
          })),
          ...many(300, (at) => ({
            key: `otra-${at}`,
            name: `Aspirante Inventada Número ${at} de la Prueba`,
            states: [],
          })),
        ],
        gradings: many(5, (sheet) => ({
          key: `h${sheet}`,
          rubric: 'tabla',
          title: `Hoja ${sheet}`,
          scores: slugs.map((candidacy) => ({
            candidacy,
            points: Object.fromEntries(many(60, (at) => [`a${at}`, at % 10])),
          })),
        })),
        objections: slugs.flatMap((candidacy) =>
          many(20, (at) => ({
            key: `${candidacy}-o${at}`,
            candidacy,
            count: 1,
            ground: `Señalamiento ${long(at)}`,
            answer: `Respuesta ${long(at)}`,
          })),
        ),
        rounds: many(40, (at) => ({
          key: `r${at}`,
          number: at + 1,
          matter: `Ronda ${at} de la prueba`,
          results: slugs.map((candidacy) => ({ candidacy, for: 3, against: 2 })),
        })),
      });
      const html = (await get(`/elecciones/${slug}/comparar?a=ana&b=berta&c=carlos&d=dora`)).body;
      expect(Buffer.byteLength(html)).toBeLessThan(60_000);
      const shown = text(html);
      expect(shown.match(/Respuesta: Respuesta/g)?.length).toBeGreaterThanOrEqual(4);
      expect(shown.match(/Señalamiento/g)?.length).toBe(shown.match(/Respuesta: Respuesta/g)?.length);
      expect(shown).toContain('más en su página');
      // What most processes have is all there.
      const { slug: usual } = await insertProcess(site.deps.db, compared(4));
      expect(text((await get(`/elecciones/${usual}/comparar?a=ana&b=berta`)).body)).not.toContain(
        'más en su página',
      );
    },
  );
});
