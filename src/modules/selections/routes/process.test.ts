import { beforeAll, describe, expect, it } from 'vitest';
import { testDeps, useApp } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { each, visit, words } from '../../../../test/harness/visit.ts';
import { buildApp } from '../../../app.ts';
import type { Actor } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importKind } from '../import/kind-import.ts';
import { importProcess } from '../import/process-import.ts';
import type { ProcessFile } from '../schemas/process-file.ts';

const PROGRAM: Actor = { kind: 'system', what: 'test' };
const put = async (deps: Pick<Deps, 'db' | 'now'>, file: ProcessFile): Promise<void> => {
  await importKind(deps, PROGRAM, bytesOf(exampleKind()));
  const done = await importProcess(deps, PROGRAM, bytesOf(file));
  expect([done.ok, done.findings.faults]).toEqual([true, 0]);
};

describe('the page of a process', () => {
  const site = useApp();
  const at = '/elecciones/defensor-2026';

  beforeAll(async () => {
    await put(site.deps, exampleProcess());
  });

  it('says where it stands, what follows, who decides, and where its sources end', async () => {
    const { $, status } = await visit(site.app, at);
    expect(status).toBe(200);
    const rows = each($, '#estado dl > div');
    expect(rows.slice(0, 4)).toEqual([
      'AhoraEn curso; lo último que consta es del 20 de marzo de 2026 · Votación',
      'Lo último que constaLa comisión vota · 20 de marzo de 2026',
      'Qué sigueElección (lo que sigue según las reglas; sin fecha anunciada)',
      'Quién decideAsamblea de ejemplo',
    ]);
    expect(words($, '#estado .notice')).toContain('Nuestras fuentes terminan el 30 de abril de 2026');
    expect(words($, '#no-encontrado')).toContain('El acta de la elección');
  });

  it('tells what happened with notes that lead to their source and back; what has no source is not there', async () => {
    const { $, body } = await visit(site.app, at);
    expect(each($, '#cronologia .timeline h3')).toEqual([
      'La asamblea convoca',
      'Se reciben expedientes',
      'La comisión vota',
    ]);
    expect(body).not.toContain('Dicen que votarán');
    const ids = $('[id]')
      .toArray()
      .map((one) => $(one).attr('id'));
    const to = $('a[href^="#"]')
      .toArray()
      .map((link) => $(link).attr('href')?.slice(1));
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    expect(to.filter((id) => !ids.includes(id))).toEqual([]);
    // The other source's value stands beside it, with the reason for ours.
    expect(words($, '#cronologia .other-values')).toContain('El diario estuvo allí');
    expect(words($, '.notes')).toContain('Acta de la comisión');
  });

  it('counts the deadlines with what they rest on', async () => {
    const { $ } = await visit(site.app, at);
    const [call, object] = each($, '#plazos li');
    expect(call).toContain('Convocar: 17 de enero de 2026 (cálculo nuestro)');
    expect(call).toContain('Cumplido el 10 de enero de 2026');
    expect(call).toContain('Ley de ejemplo, artículo 3 según la ley');
    expect(object).toContain('práctica observada');
    expect(object).toContain('Contado sin calendario de asuetos de 2026');
  });

  it('is in the list, by kind and by state', async () => {
    const list = await visit(site.app, '/elecciones');
    expect(each(list.$, '#abiertas h3')).toEqual(['Defensor 2026']);
    const over = await visit(site.app, '/elecciones?estado=terminadas');
    expect(words(over.$, 'main')).toContain('Ninguna elección coincide');
    const kind = await visit(site.app, '/elecciones?tipo=defensor-de-ejemplo&estado=abiertas');
    expect(words(kind.$, '.list-count')).toBe('1 elección');
  });

  it('has the rules of its kind on a page of their own', async () => {
    const { $, status } = await visit(site.app, '/elecciones/tipos/defensor-de-ejemplo');
    expect(status).toBe(200);
    expect(words($, '#mayorias')).toContain('2/3 de quienes tienen derecho a voto');
    expect(words($, '#organos')).toContain('Decanas y decanos');
    expect(words($, '#plazos')).toContain(
      'Presentar objeciones: 3 días hábiles después de: Recepción de expedientes',
    );
    expect(words($, '#fuentes')).toContain('Ley de ejemplo, Gaceta de Ejemplo (sin enlace)');
    expect((await visit(site.app, '/elecciones/tipos/no-hay')).status).toBe(404);
    expect((await visit(site.app, '/elecciones/tipos/defensor-de-ejemplo?version=9')).status).toBe(404);
  });

  it('leads from the rules to those of earlier days', async () => {
    const kind = exampleKind();
    const page = `/elecciones/tipos/${kind.slug}`;
    expect((await visit(site.app, page)).$('#versiones').length).toBe(0);
    await importKind(site.deps, PROGRAM, bytesOf({ ...kind, version: 2, office: 'Como es desde ahora' }));
    const now = await visit(site.app, page);
    expect(words(now.$, '.lead')).toBe('Como es desde ahora');
    expect(words(now.$, '#versiones strong')).toMatch(/^Versión 2, del /);
    const before = await visit(site.app, now.$('#versiones a').attr('href') ?? '');
    expect(words(before.$, '.lead')).toBe(kind.office);
    expect(words(before.$, '#versiones strong')).toMatch(/^Versión 1, del /);
  });

  it('goes into calendars and readers', async () => {
    const calendar = await visit(site.app, `${at}/calendario.ics`);
    expect(calendar.headers['content-type']).toContain('text/calendar');
    const lines = calendar.body.split('\r\n');
    expect(lines.filter((line) => line.startsWith('SUMMARY'))).toEqual([
      'SUMMARY:La asamblea convoca',
      'SUMMARY:Se reciben expedientes',
      'SUMMARY:La comisión vota',
    ]);
    // The last day of a span is the day after, as the format has it.
    expect(calendar.body).toContain('DTSTART;VALUE=DATE:20260205\r\nDTEND;VALUE=DATE:20260213');
    const feed = await visit(site.app, `${at}/feed.xml`);
    expect(feed.body.match(/<title>(.*?)<\/title>/g)?.slice(1)).toEqual([
      '<title>La comisión vota</title>',
      '<title>Se reciben expedientes</title>',
      '<title>La asamblea convoca</title>',
    ]);
  });

  it('is data too', async () => {
    const list = await site.app.inject({ url: '/api/v1/processes' });
    expect(list.json<{ data: unknown[] }>().data).toMatchObject([
      {
        slug: 'defensor-2026',
        kind: 'defensor-de-ejemplo',
        standing: { state: 'running', stage: 'votacion', next: 'Elección', next_on: null },
      },
    ]);
    const first = await site.app.inject({ url: '/api/v1/processes/defensor-2026/events?limit=2' });
    expect(first.json<{ data: { slug: string }[] }>().data.map(({ slug }) => slug)).toEqual([
      'llamado',
      'recepcion',
    ]);
    const [, link] = /<[^>]*?(\/api[^>]*)>/.exec(String(first.headers['link'])) ?? [];
    const rest = await site.app.inject({ url: link ?? '' });
    expect(rest.json<{ data: unknown[] }>().data).toMatchObject([
      { slug: 'votan', sources: [{ title: 'Acta de la comisión', address: null }] },
    ]);
    expect((await site.app.inject({ url: '/api/v1/processes/no-hay/events' })).statusCode).toBe(404);
  });

  it('has a past that everybody can read, also from the pages below it', async () => {
    for (const below of ['comision', 'aspirantes', 'votaciones', 'objeciones']) {
      const { $ } = await visit(site.app, `${at}/${below}`);
      expect([below, $('main a[href^="/historial/eleccion/"]').length]).toEqual([below, 1]);
    }
    const { id } = await site.deps.db
      .selectFrom('selections')
      .select('id')
      .where('slug', '=', 'defensor-2026')
      .executeTakeFirstOrThrow();
    const { status, $ } = await visit(site.app, `/historial/eleccion/${id}`);
    expect([status, words($, 'main')]).toEqual([200, expect.stringContaining('Defensor 2026')]);
  });

  it('is not there while it is a draft, and says that it was taken back', async () => {
    await importProcess(
      site.deps,
      PROGRAM,
      bytesOf(exampleProcess({ slug: 'borrador-2026', title: 'Borrador 2026' })),
      { draft: true },
    );
    const paths = ['', '/cronologia', '/calendario.ics', '/feed.xml'].map(
      (below) => `/elecciones/borrador-2026${below}`,
    );
    for (const path of paths) expect([path, (await visit(site.app, path)).status]).toEqual([path, 404]);
    await site.deps.db
      .updateTable('selections')
      .set({ status: 'archived' })
      .where('slug', '=', 'borrador-2026')
      .execute();
    for (const path of paths) expect([path, (await visit(site.app, path)).status]).toEqual([path, 410]);
  });
});

/** Of a hundred of each thing, each with long words and sources of its own. */
function large(slug: string, count: number): ProcessFile {
  const words = 'Una descripción de lo que pasó, con todas sus circunstancias y partes. '.repeat(4);
  const numbers = Array.from({ length: count }, (_none, n) => n);
  const day = (n: number): string => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString();
  const sources = Object.fromEntries(
    numbers.map((n) => [
      `s${n}`,
      {
        title: `Una fuente con un título bastante largo, número ${n}`,
        publisher: 'Diario de Ejemplo',
        url: `https://diario.test/${slug}/una-nota-con-una-direccion-larga-como-son-todas-${n}`,
      },
    ]),
  );
  const cite = (n: number) => [{ source: `s${n}`, page: `página ${n}`, passage: words.slice(0, 120) }];
  return {
    ...exampleProcess({ slug, title: slug, known_until: '2026-12-31' }),
    events: numbers.map((n) => ({
      key: `e${n}`,
      stage: 'votacion',
      title: `Suceso ${n}`,
      detail: words,
      on: day(n),
      basis: 'observed' as const,
      ...(n > 0 && { follows: [`e${n - 1}`] }),
      cite: cite(n),
    })),
    court_actions: numbers.map((n) => ({ key: `a${n}`, action: words, filed_on: day(n), cite: cite(n) })),
    documents: numbers.map((n) => ({ key: `d${n}`, title: `Documento ${n}`, cite: cite(n) })),
    candidacies: [],
    gradings: [],
    objections: [],
    checks: [],
    rounds: [],
    sources: { ...exampleProcess().sources, ...sources },
  };
}

describe('whatever its size', () => {
  const database = useDatabase();

  it('a page takes as many queries and not more room', { timeout: 120_000 }, async () => {
    const { db, count } = countingDb(database.pool);
    const deps = testDeps(db);
    const app = await buildApp(deps);
    await app.ready();
    await put(deps, large('pequeno', 1));
    await put(deps, large('grande', 100));
    const counts = async (slug: string) => {
      const all: number[] = [];
      for (const below of ['', '/cronologia', '/calendario.ics', '/feed.xml'])
        all.push(await count(() => app.inject({ url: `/elecciones/${slug}${below}` })));
      return all;
    };
    const few = await counts('pequeno');
    const many = await counts('grande');
    expect(many).toEqual(few);
    expect(Math.max(...many)).toBeLessThanOrEqual(12);
    for (const below of ['', '/cronologia']) {
      const { body } = await app.inject({ url: `/elecciones/grande${below}` });
      expect([below, Math.floor(Buffer.byteLength(body) / 60_000)]).toEqual([below, 0]);
    }
    // All of it stands in the chronology, page by page.
    const seen: string[] = [];
    for (let path: string | undefined = '/elecciones/grande/cronologia'; path !== undefined;) {
      const { $ } = await visit(app, path);
      seen.push(...each($, '.timeline h3'));
      path = $('a[rel="next"]').attr('href');
    }
    expect(seen).toHaveLength(100);
    const list = await count(() => app.inject({ url: '/elecciones' }));
    for (let n = 0; n < 100; n++)
      await put(
        deps,
        exampleProcess({
          slug: `otra-${n}`,
          title: `Otra ${n}`,
          bodies: [],
          rounds: [],
          candidacies: [],
          gradings: [],
          objections: [],
          checks: [],
          documents: [],
        }),
      );
    expect(await count(() => app.inject({ url: '/elecciones' }))).toBe(list);
    const { body } = await app.inject({ url: '/elecciones' });
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
    await app.close();
  });
});
