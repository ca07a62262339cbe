import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { buildApp } from '../../../app.ts';
import { insertPerson } from '../../officials/fixtures-people.ts';
import { insertProcess } from '../fixtures.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'candidacies' });

const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });

/** Names in the order of the list. */
function namesIn(html: string): string[] {
  return [...html.matchAll(/<h3><a href="\/elecciones\/[^"]*\/aspirantes\/[^"]*">([^<]*)<\/a>/g)].map(
    ([, name]) => name ?? '',
  );
}

const text = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&amp;', '&');

const RUBRIC = {
  key: 'tabla',
  title: 'Tabla de prueba',
  adopted: true,
  aspects: [
    { key: 'academico', label: 'Méritos académicos', max: 30 },
    { key: 'profesional', label: 'Méritos profesionales', max: 65 },
    { key: 'humano', label: 'Proyección humana', max: 5 },
  ],
};

async function graded() {
  return await insertProcess(site.deps.db, {
    title: 'Guardián 2026',
    rubrics: [RUBRIC],
    candidacies: [
      {
        key: 'ana',
        name: 'Ana Ficticia Ñáñez',
        file_number: '10',
        note: 'Nota de prueba.',
        plan: 'Un plan de prueba.',
        cite: ['', { source: 'x', field: 'name', value: 'Anna Ficticia', reason: 'El acta la escribe así.' }],
        states: [
          { key: 'e1', state: 'filed', on: '2026-01-10' },
          { key: 'e2', state: 'excluded', on: '2026-01-20', decided_by: 'commission' },
          {
            key: 'e3',
            state: 'reinstated',
            on: '2026-02-01',
            ground: 'Orden de un tribunal',
            decided_by: 'court',
          },
          { key: 'e4', state: 'shortlisted', on: '2026-03', votes_for: 12, votes_against: 3 },
        ],
      },
      { key: 'berta', name: 'Berta Ficticia', file_number: '9', states: [{ key: 'e1', state: 'filed' }] },
      {
        key: 'carlos',
        name: 'Carlos Ficticio',
        file_number: '11',
        states: [
          { key: 'e1', state: 'filed' },
          { key: 'e2', state: 'withdrew', cite: [] },
        ],
      },
      { key: 'sin-fuente', name: 'Nadie Ficticio', states: [], cite: [] },
    ],
    gradings: [
      {
        key: 'hoja',
        rubric: 'tabla',
        title: 'Punteos del 18 de abril',
        scores: [
          { candidacy: 'ana', points: { academico: 51, profesional: 2, humano: 0 }, printed_total: 60 },
          { candidacy: 'berta', points: { academico: 20, profesional: 40, humano: 5 } },
          { candidacy: 'carlos', points: { academico: 20, profesional: 40 } },
        ],
      },
    ],
    objections: [
      {
        key: 'o1',
        candidacy: 'ana',
        count: 2,
        filer_kind: 'organisation',
        filer: 'Organización de Prueba',
        ground: 'Idoneidad, según lo presentado',
        outcome: 'criterion',
        answer: 'Respondió que los documentos estaban completos.',
      },
      { key: 'o2', candidacy: 'ana', ground: 'Sin fuente', cite: [] },
    ],
    bodies: [{ key: 'comision', name: 'Comisión de Prueba', entitled: 15 }],
    rounds: [
      {
        key: 'r1',
        number: 1,
        body: 'comision',
        matter: 'Primera ronda',
        threshold: 'dos-tercios',
        entitled: 15,
        results: [
          { candidacy: 'ana', for: 13, against: 3, entered: true },
          { candidacy: 'berta', for: 8, against: 7, entered: false },
        ],
      },
    ],
  });
}

describe('the list of candidacies', () => {
  it('sorts, filters, counts, and shows nothing that cites nothing', async () => {
    const { slug } = await graded();
    const list = async (query = '') => (await get(`/elecciones/${slug}/aspirantes${query}`)).body;
    expect(namesIn(await list())).toEqual(['Ana Ficticia Ñáñez', 'Berta Ficticia', 'Carlos Ficticio']);
    expect(namesIn(await list('?orden=file'))).toEqual([
      'Berta Ficticia',
      'Ana Ficticia Ñáñez',
      'Carlos Ficticio',
    ]);
    // Of the third an aspect is not recorded: no sum is made of the rest, and it stands last.
    expect(namesIn(await list('?orden=score'))).toEqual([
      'Berta Ficticia',
      'Ana Ficticia Ñáñez',
      'Carlos Ficticio',
    ]);
    expect(namesIn(await list('?nombre=nanez+ANA'))).toEqual(['Ana Ficticia Ñáñez']);
    expect(namesIn(await list('?estado=shortlisted'))).toEqual(['Ana Ficticia Ñáñez']);
    expect(namesIn(await list('?estado=ninguno'))).toEqual([]);
    const words = text(await list());
    expect(words).toContain('3 aspirantes');
    expect(words).toContain('65 puntos (cálculo nuestro)');
    expect(words).toContain('60 puntos Carlos'.slice(0, 9));
    expect(words).toContain('Punteo: no consta');
    expect(words).not.toContain('Nadie Ficticio');
    expect(words).not.toContain('Se retiró');
    expect((await get('/elecciones/no-hay/aspirantes')).statusCode).toBe(404);
  });

  it('goes on by key in every order', async () => {
    const { slug } = await insertProcess(site.deps.db, {
      candidacies: Array.from({ length: 65 }, (_, at) => ({
        key: `c${at}`,
        name: `Persona Ficticia ${String(at).padStart(3, '0')}`,
        ...(at % 3 > 0 && { file_number: String(at * 7) }),
        states: [],
      })),
    });
    for (const order of ['name', 'file', 'score']) {
      const seen: string[] = [];
      let url: string | undefined = `/elecciones/${slug}/aspirantes?orden=${order}`;
      while (url !== undefined) {
        const body: string = (await get(url)).body;
        seen.push(...namesIn(body));
        url = /<a href="([^"]*)" class="[^"]*" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      }
      expect([seen.length, new Set(seen).size]).toEqual([65, 65]);
    }
    expect((await get(`/elecciones/${slug}/aspirantes?after=nada`)).statusCode).toBe(422);
  });

  it('is empty in words while there is nothing', async () => {
    const { slug } = await insertProcess(site.deps.db);
    expect((await get(`/elecciones/${slug}/aspirantes`)).body).toContain('Todavía no hay aspirantes');
  });
});

describe('a candidacy', () => {
  it('shows states with their ground, points, objections, votes, each with its note', async () => {
    const { slug } = await graded();
    const answer = await get(`/elecciones/${slug}/aspirantes/ana`);
    const words = text(answer.body);
    expect(words).toContain('Motivo en el aviso oficial · Decisión de la comisión');
    expect(words).toContain('Orden de un tribunal · Por orden judicial');
    expect(words).toContain('12 a favor · 3 en contra');
    expect(words).toContain('51 de 30 supera el máximo');
    expect(words).toContain('Total impreso: 60');
    expect(words).toContain('El total impreso no es la suma de los aspectos.');
    expect(words).toContain('Lugar 2 de 2 por punteo');
    expect(words).toContain('Una organización: Organización de Prueba');
    expect(words).toContain('Respondió que los documentos estaban completos.');
    expect(words).toContain('2 objeciones presentadas');
    expect(words).not.toContain('Sin fuente ');
    expect(words).toContain('Entrar en la nómina: se necesitan 10 de 15 votos (2/3 × 15; cálculo nuestro).');
    expect(words).toContain('Los números impresos suman 16 y son 15 con derecho a voto.');
    expect(words).toContain('Otra fuente dice (nombre): Anna Ficticia');
    expect(answer.body).not.toContain('content="noindex');
    const other = await get(`/elecciones/${slug}/aspirantes/carlos`);
    expect(other.body).toContain('noindex');
    expect(text(other.body)).toContain('Sin suma: falta 1 aspecto.');
    expect(text(other.body)).toContain('Proyección humana No consta');
    expect((await get(`/elecciones/${slug}/aspirantes/sin-fuente`)).statusCode).toBe(404);
  });

  it('leads to the person, and says of an equal name only that', async () => {
    const person = await insertPerson(site.deps.db, 'Dora Ficticia Igual');
    const one = { key: 'dora', name: 'Dora Ficticia Igual', states: [] };
    const first = await insertProcess(site.deps.db, { candidacies: [{ ...one, person: person.slug }] });
    await insertProcess(site.deps.db, {
      title: 'Con la misma persona',
      candidacies: [{ ...one, name: 'Dora F. Igual', person: person.slug }],
    });
    await insertProcess(site.deps.db, { title: 'Con el mismo nombre', candidacies: [one] });
    await insertProcess(site.deps.db, { title: 'Un borrador', status: 'draft', candidacies: [one] });
    const { body } = await get(`/elecciones/${first.slug}/aspirantes/dora`);
    expect(body).toContain(`href="/justiciapedia/personas/${person.slug}"`);
    const words = text(body);
    expect(words.indexOf('Con la misma persona')).toBeLessThan(words.indexOf('Mismo nombre impreso'));
    expect(words.indexOf('Con el mismo nombre')).toBeGreaterThan(words.indexOf('Mismo nombre impreso'));
    expect(words).toContain('impreso como Dora F. Igual');
    expect(words).not.toContain('Un borrador');
  });

  it('reads on a phone and at a desk', async () => {
    const { slug } = await graded();
    for (const open of [browsing.phone, browsing.wide]) {
      const page = await open();
      await page.goto(`/elecciones/${slug}/aspirantes`);
      await browsing.look(page, 'list');
      await page.getByRole('link', { name: 'Ana Ficticia Ñáñez' }).click();
      await browsing.look(page, 'one');
      await page.close();
    }
  });
});

describe('what it costs', () => {
  const database = useDatabase();

  it('asks as many questions for a hundred as for one', async () => {
    const { db, count } = countingDb(database.pool);
    const app = await buildApp({ ...site.deps, db });
    const made = (size: number) =>
      insertProcess(database.db, {
        rubrics: [RUBRIC].map((one) => ({ ...one, key: `tabla-${size}` })),
        candidacies: Array.from({ length: size }, (_, at) => ({
          key: `c${size}-${at}`,
          name: `Persona Ficticia ${size} ${at}`,
          states: Array.from({ length: Math.min(size, 20) }, (_x, n) => ({
            key: `e${n}`,
            state: 'filed' as const,
          })),
        })),
        gradings: [
          {
            key: `hoja-${size}`,
            rubric: `tabla-${size}`,
            title: 'Hoja',
            scores: Array.from({ length: size }, (_, at) => ({
              candidacy: `c${size}-${at}`,
              points: { academico: at % 30 },
            })),
          },
        ],
        objections: Array.from({ length: size }, (_, at) => ({
          key: `o${size}-${at}`,
          candidacy: `c${size}-0`,
        })),
        rounds: Array.from({ length: size }, (_, at) => ({
          key: `r${size}-${at}`,
          matter: 'Ronda',
          results: [{ candidacy: `c${size}-0`, for: 1 }],
        })),
      });
    const [small, large] = [await made(1), await made(100)];
    for (const page of ['aspirantes', 'aspirantes/c']) {
      const counts = [];
      for (const [process, size] of [
        [small, 1],
        [large, 100],
      ] as const) {
        const url = `/elecciones/${process.slug}/${page === 'aspirantes' ? page : `${page}${size}-0`}`;
        counts.push(await count(async () => expect((await app.inject({ url })).statusCode).toBe(200)));
      }
      expect([page, counts[0], (counts[0] ?? 99) <= 16]).toEqual([page, counts[1], true]);
    }
    await app.close();
  });
});
