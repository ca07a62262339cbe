import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { buildApp } from '../../../app.ts';
import { insertProcess } from '../fixtures.ts';
import { ChecksAnswer, ObjectionsAnswer } from '../schemas/records-api.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'checks' });

const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });
const text = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

/** @param size how many checks each of them has */
const checked = (size: number) => ({
  title: 'Guardián 2026',
  bodies: [
    {
      key: 'comision',
      name: 'Comisión de Prueba',
      seats: [{ key: 's', label: 'Decanatura', holders: [{ key: 'uma', name: 'Uma Ficticia' }] }],
    },
  ],
  candidacies: ['ana', 'berta'].map((key) => ({
    key,
    name: `${key.charAt(0).toUpperCase()}${key.slice(1)} Ficticia de Prueba`,
    states: [],
  })),
  checks: [
    ...Array.from({ length: size }, (_, at) => [
      {
        key: `a${at}`,
        candidacy: 'ana',
        register: 'Registro de compras de prueba',
        question: '¿Se le adjudicaron contrataciones?',
        on: '2026-02',
        finding: 'Sí. El monto total de Q,318,250.00',
        method: 'Se consultó la página del registro.',
        url: 'https://registro.test/consulta',
      },
      {
        key: `u${at}`,
        holder: 'uma',
        register: 'Multas',
        question: '¿Tiene multas?',
        finding: 'No, ninguna.',
      },
    ]).flat(),
    { key: 'b', candidacy: 'berta', register: 'Colegio de prueba', question: '¿Está colegiada?' },
    { key: 'x', candidacy: 'berta', register: 'Rumor', question: '¿Sin fuente?', finding: 'Dicen', cite: [] },
  ],
  objections: [
    { key: 'o1', candidacy: 'ana', ground: 'Idoneidad', decision: 'La comisión ACEPTÓ los descargos.' },
    { key: 'o2', candidacy: 'ana', count: 2, ground: 'Honorabilidad' },
    { key: 'o3', candidacy: 'berta', ground: 'No consta' },
  ],
});

describe('background checks', () => {
  it('stand as printed on the pages of those who were checked and beside those of others, with their source', async () => {
    const { slug, ids } = await insertProcess(site.deps.db, checked(1));
    const own = text((await get(`/elecciones/${slug}/aspirantes/ana`)).body);
    expect(own).toContain('Registro de compras de prueba · febrero de 2026');
    expect(own).toContain('¿Se le adjudicaron contrataciones? Sí. El monto total de Q,318,250.00');
    expect(own).toContain('Se consultó la página del registro.');
    expect(own).not.toContain('¿Tiene multas?');
    const member = text((await get(`/elecciones/comisionados/${ids.get('uma') ?? ''}`)).body);
    expect(member).toContain('Guardián 2026 · Multas ¿Tiene multas? No, ninguna.');
    const both = text((await get(`/elecciones/${slug}/comparar?a=ana&b=berta`)).body);
    expect(both).toContain('¿Se le adjudicaron contrataciones? Sí. El monto total de Q,318,250.00');
    expect(both).toContain('Colegio de prueba: ¿Está colegiada? Respuesta no registrada.');
    expect(both).not.toContain('¿Sin fuente?');
  });

  it('are data', async () => {
    const { slug, ids } = await insertProcess(site.deps.db, checked(1));
    const answer = (await get(`/api/v1/processes/${slug}/checks`)).json();
    expect(Check(ChecksAnswer, answer)).toBe(true);
    expect(
      answer.data.map(({ candidate, member, finding, on }: Record<string, unknown>) => [
        (candidate as { slug: string } | null)?.slug,
        (member as { id: string } | null)?.id,
        finding,
        on,
      ]),
    ).toEqual([
      ['ana', undefined, 'Sí. El monto total de Q,318,250.00', '2026-02'],
      [undefined, ids.get('uma'), 'No, ninguna.', null],
      ['berta', undefined, '', null],
    ]);
    const file = async (name: string) => (await get(`/elecciones/${slug}/datos/${name}`)).body;
    expect(JSON.parse(await file('verificaciones.json'))).toEqual(answer);
    const lines = (await file('verificaciones.csv')).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain('integrante,Uma Ficticia,,Multas,¿Tiene multas?,,"No, ninguna."');
  });

  it('read on a phone and at a desk', { timeout: 60_000 }, async () => {
    const { slug, ids } = await insertProcess(site.deps.db, checked(3));
    for (const open of [browsing.phone, browsing.wide]) {
      const page = await open({ js: false });
      for (const [name, path] of [
        ['candidacy', `${slug}/aspirantes/ana`],
        ['commissioner', `comisionados/${ids.get('uma') ?? ''}`],
        ['compared', `${slug}/comparar?a=ana&b=berta`],
        ['objections', `${slug}/objeciones`],
      ] as const) {
        await page.goto(`/elecciones/${path}`);
        await browsing.look(page, name);
      }
      await page.close();
    }
  });
});

describe('objections of which no source says how many', () => {
  it('are no one objection: sums say that some are not counted', async () => {
    const { slug } = await insertProcess(site.deps.db, checked(1));
    const words = text((await get(`/elecciones/${slug}/objeciones`)).body);
    expect(words).toContain('2 de 2 registros no consta cuántas');
    expect(words).toContain(
      'Ana Ficticia de Prueba 2 objeciones presentadas · de 1 registro no consta cuántas',
    );
    expect(words).toContain('Berta Ficticia de Prueba de 1 registro no consta cuántas');
    expect(words).toContain('Objeciones presentadas; no consta cuántas');
    expect(words).toContain('Lo que se decidió, como está impreso La comisión ACEPTÓ los descargos.');
    const answer = (await get(`/api/v1/processes/${slug}/objections`)).json();
    expect(Check(ObjectionsAnswer, answer)).toBe(true);
    expect(answer.data.map(({ count }: { count: number | null }) => count)).toEqual([null, 2, null]);
  });

  it('are listed after those that are counted, page after page', async () => {
    const { slug } = await insertProcess(site.deps.db, {
      candidacies: Array.from({ length: 25 }, (_, at) => ({ key: `c${at}`, name: `Una ${at}`, states: [] })),
      objections: Array.from({ length: 25 }, (_, at) => ({
        key: `o${at}`,
        candidacy: `c${at}`,
        ...(at % 2 === 0 && { count: 1 + (at % 3) }),
      })),
    });
    const seen: string[] = [];
    let url: string | undefined = `/elecciones/${slug}/objeciones`;
    while (url !== undefined) {
      const body: string = (await get(url)).body;
      seen.push(
        ...[...body.matchAll(/<h2 class="objected"><a href="([^"]*)"/g)].map(([, href = '']) => href),
      );
      url = /<a href="([^"]*)" class="[^"]*" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect([seen.length, new Set(seen).size]).toEqual([25, 25]);
  });
});

describe('what checks cost', () => {
  const database = useDatabase();

  it('as many questions for a hundred as for one', async () => {
    const { db, count } = countingDb(database.pool);
    const app = await buildApp({ ...site.deps, db });
    const counts = [];
    for (const size of [1, 100]) {
      const { slug, ids } = await insertProcess(database.db, checked(size));
      for (const url of [`${slug}/aspirantes/ana`, `comisionados/${ids.get('uma') ?? ''}`])
        counts.push(
          await count(async () =>
            expect((await app.inject({ url: `/elecciones/${url}` })).statusCode).toBe(200),
          ),
        );
    }
    expect(counts.slice(2)).toEqual(counts.slice(0, 2));
    await app.close();
  });
});
