import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { buildApp } from '../../../app.ts';
import { insertPerson } from '../../officials/fixtures-people.ts';
import { insertProcess } from '../fixtures.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'votes' });

const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });
const text = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&amp;', '&');

const CHOICES = ['for', 'against', 'abstained', 'absent'] as const;

/** A commission, candidates, rounds in which everybody votes on everybody. */
function large({ members, candidates, rounds }: { members: number; candidates: number; rounds: number }) {
  const list = <T>(count: number, make: (at: number) => T) =>
    Array.from({ length: count }, (_, at) => make(at));
  return {
    bodies: [
      {
        key: 'comision',
        name: 'Comisión de Prueba',
        entitled: members,
        seats: list(members, (at) => ({
          key: `p${at}`,
          group: at % 2 === 0 ? 'decanos' : 'colegio',
          label: `Asiento de prueba ${at}`,
          holders: [{ key: `m${at}`, name: `Integrante Ficticio Número ${at}` }],
        })),
      },
    ],
    candidacies: list(candidates, (at) => ({
      key: `c${at}`,
      name: `Candidatura Ficticia Número ${at}`,
      states: [],
    })),
    rounds: list(rounds, (round) => ({
      key: `r${round}`,
      number: round + 1,
      body: 'comision',
      matter: 'Nómina',
      threshold: 'dos-tercios',
      entitled: members,
      complete: true,
      results: list(candidates, (at) => ({
        candidacy: `c${at}`,
        ballots: list(members, (m) => ({
          holder: `m${m}`,
          choice: CHOICES[(m + at + round) % 4] ?? ('for' as const),
        })),
      })),
    })),
  };
}

describe('votes', () => {
  it('show who voted how, what is not recorded as such, and reasons where they are', async () => {
    const person = await insertPerson(site.deps.db, 'Eva Ficticia Votante');
    const { slug } = await insertProcess(site.deps.db, {
      title: 'Con votos',
      bodies: [
        {
          key: 'comision',
          name: 'Comisión de Prueba',
          entitled: 3,
          seats: [
            {
              key: 's1',
              label: 'Rectoría',
              chairs: true,
              holders: [{ key: 'eva', name: 'Eva F. Votante', person: person.slug }],
            },
            { key: 's2', label: 'Decanato', holders: [{ key: 'ivo', name: 'Ivo Ficticio' }] },
            { key: 's3', label: 'Colegio', holders: [{ key: 'oto', name: 'Oto Ficticio', cite: [] }] },
          ],
        },
      ],
      candidacies: [{ key: 'ana', name: 'Ana Ficticia', states: [] }],
      rounds: [
        {
          key: 'r1',
          number: 1,
          body: 'comision',
          matter: 'Nómina',
          on: '2026-04-20',
          entitled: 3,
          results: [
            {
              candidacy: 'ana',
              ballots: [{ holder: 'eva', choice: 'against', reason: 'Porque así lo dijo en voz alta.' }],
            },
          ],
        },
        { key: 'r2', matter: 'No se muestra', results: [], cite: [] },
        {
          key: 'r3',
          matter: 'Una regla',
          proposal: true,
          results: [{ option: 'Línea de 75', for: 2, against: 2 }],
          entitled: 3,
        },
      ],
    });
    const all = text((await get(`/elecciones/${slug}/votaciones`)).body);
    expect(all).toContain('Registro incompleto');
    expect(all).toContain('consta el voto de una persona; de ahí no se sigue un resultado');
    expect(all).toContain('suman 4 y son 3 con derecho a voto');
    expect(all).not.toContain('No se muestra');
    const { body } = await get(`/elecciones/${slug}/votaciones?ronda=r1`);
    expect(text(body)).toContain('Eva F. Votante ✗ En contra razón Ivo Ficticio No consta');
    expect(body).not.toContain('Oto Ficticio');
    expect((await get(`/elecciones/${slug}/votaciones?ronda=r2`)).statusCode).toBe(404);
    const own = await get(`/elecciones/comisionados/${person.slug}`);
    expect(text(own.body)).toContain('Porque así lo dijo en voz alta.');
    expect(text(own.body)).toContain('En contra : Ana Ficticia');
    const roster = text((await get(`/elecciones/${slug}/comision`)).body);
    expect(roster).toContain('Constan 2 de 3 integrantes');
  });

  it('lead from a holder to the person, and say of an equal name in another roster only that', async () => {
    const person = await insertPerson(site.deps.db, 'Uma Ficticia');
    const seat = (key: string, name: string, slug?: string) => ({
      bodies: [
        {
          key: 'comision',
          name: 'Comisión',
          seats: [{ key: 's', label: 'Asiento', holders: [{ key, name, ...(slug && { person: slug }) }] }],
        },
      ],
    });
    const first = await insertProcess(site.deps.db, {
      title: 'Uno',
      ...seat('uma', 'Uma Ficticia', person.slug),
    });
    const second = await insertProcess(site.deps.db, { title: 'Dos', ...seat('uma', 'Uma Ficticia') });
    const id = second.ids.get('uma') ?? '';
    const moved = await get(`/elecciones/comisionados/${first.ids.get('uma') ?? ''}`);
    expect([moved.statusCode, moved.headers.location]).toEqual([
      301,
      `/elecciones/comisionados/${person.slug}`,
    ]);
    const other = text((await get(`/elecciones/comisionados/${id}`)).body);
    expect(other).toContain('Mismo nombre impreso');
    expect(other).toContain('Ninguna fuente de las que hay aquí dice cómo votó.');
    expect(text((await get(`/elecciones/${first.slug}/comision`)).body)).toContain('Dos: 1 nombre');
    expect((await get('/elecciones/comisionados/nadie')).statusCode).toBe(404);
  });

  it('read on a phone and at a desk', { timeout: 60_000 }, async () => {
    const { slug } = await insertProcess(site.deps.db, large({ members: 15, candidates: 14, rounds: 1 }));
    for (const open of [browsing.phone, browsing.wide]) {
      const page = await open();
      await page.goto(`/elecciones/${slug}/votaciones?ronda=r0`);
      await browsing.look(page, 'matrix');
      await page.close();
    }
  });
});

describe('what it costs', () => {
  const database = useDatabase();

  it('asks as many questions for many as for one, and stays small', { timeout: 120_000 }, async () => {
    const { db, count } = countingDb(database.pool);
    const app = await buildApp({ ...site.deps, db });
    const small = await insertProcess(database.db, large({ members: 1, candidates: 1, rounds: 1 }));
    const many = await insertProcess(database.db, large({ members: 37, candidates: 40, rounds: 40 }));
    const holder = (made: typeof small) => `/elecciones/comisionados/${made.ids.get('m0') ?? ''}`;
    for (const urlOf of [
      (made: typeof small) => `/elecciones/${made.slug}/votaciones`,
      (made: typeof small) => `/elecciones/${made.slug}/votaciones?ronda=r0`,
      (made: typeof small) => `/elecciones/${made.slug}/comision`,
      holder,
    ]) {
      const counts = [];
      for (const made of [small, many])
        counts.push(
          await count(async () => {
            const answer = await app.inject({ url: urlOf(made) });
            expect([answer.statusCode, Math.max(answer.body.length, 60_000)]).toEqual([200, 60_000]);
          }),
        );
      expect(counts[1]).toBe(counts[0]);
      expect(counts[0]).toBeLessThanOrEqual(14);
    }
    await app.close();
  });
});
