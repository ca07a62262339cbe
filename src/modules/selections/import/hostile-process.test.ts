/** Files of processes that mean harm: what they say is shown as they say it, or refused with words; nothing breaks. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import type { Actor } from '../../../platform/access/access.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importKind } from './kind-import.ts';
import { importProcess } from './process-import.ts';

const site = useApp();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const EVIL = `=HYPERLINK("x")"><img src=x onerror=alert(1)><script>alert(1)</script>';--`;
/** What must stay as it is for the file to fit. */
const NAMES =
  /^(key|slug|kind|stage|group|event|to_stage|body|rubric|grading|candidacy|holder|threshold|parent|part_of|source|role|state|basis|effect|effect_kind|choice|office|seat|through|outcome|admissibility|decided_by|filer_kind|field|lang|url|country|unit|direction|from|criterion|of)$/;

/** Every text of the file replaced, its dates and names of rows left. */
function poisoned(value: unknown, name = ''): unknown {
  if (Array.isArray(value))
    return name === 'cite' || name === 'follows' ? value : value.map((one) => poisoned(one, name));
  if (typeof value === 'object' && value !== null) {
    const all = Object.entries(value);
    return Object.fromEntries(all.map(([key, one]) => [key, NAMES.test(key) ? one : poisoned(one, key)]));
  }
  if (typeof value !== 'string' || /^\d{4}(-\d{2}){0,2}$|^\d\d:\d\d$/.test(value)) return value;
  if (name === 'file_number') return EVIL.slice(0, 40);
  return name === 'date' ? EVIL.slice(0, 60) : EVIL;
}

const read = (file: unknown) => importProcess(site.deps, PROGRAM, bytesOf(file as ProcessFile));
const codes = async (change: Record<string, unknown>) =>
  (await read({ ...structuredClone(exampleProcess()), slug: 'otro-mal', ...change })).findings.list.map(
    ({ path, code }) => `${path} ${code}`,
  );
const count = async (table: 'candidacies' | 'vote_rounds' | 'ballots' | 'citations' | 'people') =>
  Number(
    (
      await site.deps.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('a file that means harm', () => {
  it('is text on every page and in every file, never markup nor a formula', { timeout: 60_000 }, async () => {
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    const { ok, findings } = await read({
      ...(poisoned(exampleProcess()) as object),
      slug: 'defensor-malo',
      example: true,
    });
    expect(findings.list.filter(({ level }) => level === 'fault')).toEqual([]);
    expect(ok).toBe(true);
    const root = '/elecciones/defensor-malo';
    const { slug: one } = await site.deps.db
      .selectFrom('candidacies')
      .select('slug')
      .executeTakeFirstOrThrow();
    const { key } = await site.deps.db.selectFrom('vote_rounds').select('key').executeTakeFirstOrThrow();
    const pages = [
      '',
      '/cronologia',
      '/comision',
      '/aspirantes',
      `/aspirantes/${one}`,
      '/votaciones',
      `/votaciones?ronda=${key}`,
    ];
    pages.push(
      '/objeciones',
      '/comparar',
      '/contradicciones',
      '/feed.xml',
      '/calendario.ics',
      '/datos/popolo.json',
    );
    for (const page of pages) {
      const { statusCode, body, headers } = await site.app.inject({ url: root + page });
      expect([page, statusCode]).toEqual([page, 200]);
      expect(headers['x-content-type-options']).toBe('nosniff');
      if (/html|xml/.test(String(headers['content-type'])))
        expect(body).not.toMatch(/<script>alert|<img src=x/);
    }
    for (const name of ['candidatos', 'punteos', 'votos', 'objeciones']) {
      const { body } = await site.app.inject({ url: `${root}/datos/${name}.csv` });
      const cells = body.split(/[\n,](?=(?:[^"]*"[^"]*")*[^"]*$)/);
      expect([name, cells.filter((cell) => /^"?[=+@-](?!\d)/.test(cell.trim()))]).toEqual([name, []]);
      expect([name, body.includes('HYPERLINK')]).toEqual([name, true]);
    }
    for (const list of ['candidates', 'scores', 'votes', 'objections', 'events']) {
      const { statusCode } = await site.app.inject({ url: `/api/v1/processes/defensor-malo/${list}` });
      expect([list, statusCode]).toEqual([list, 200]);
    }
  });

  it('is refused where a number, a date or an address is none that can be', async () => {
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    for (const [change, fault] of [
      [{ seats: 3_000_000_000 }, '/seats bad_value'],
      [{ alternates: 1e300 }, '/alternates bad_value'],
      [{ shortlist: Number.MAX_SAFE_INTEGER }, '/shortlist bad_value'],
      [{ kind_version: 9e15 }, '/kind_version bad_value'],
      [{ year: 99_999 }, '/year bad_value'],
      [{ known_until: '2026-02-30' }, '/known_until bad_value'],
      [{ known_until: '0000-01-01' }, '/known_until bad_value'],
      [{ slug: '../x' }, '/slug bad_value'],
      [{ slug: '..' }, '/slug bad_value'],
      [{ slug: 'tipos' }, '/slug reserved'],
      [{ slug: 'comisionados' }, '/slug reserved'],
      [{ slug: 'feed.xml' }, '/slug reserved'],
      [{ rounds: [{ key: 'r', number: 5e12, matter: 'x', results: [] }] }, '/rounds/0/number bad_value'],
      [{ rounds: [{ key: 'r', entitled: 5e12, matter: 'x', results: [] }] }, '/rounds/0/entitled bad_value'],
      [{ bodies: [{ key: 'comision', name: 'x', entitled: 5e12 }] }, '/bodies/0/entitled bad_value'],
      [
        { events: [{ key: 'e', title: 'x', on: '2026-13-01', basis: 'observed' }] },
        '/events/0/on no_such_day',
      ],
      [{ title: 'Bien\u202Eetsil' }, '/title control_character'],
      [{ title: 'Nulo \u0000' }, '/title control_character'],
    ] as const)
      expect([fault, await codes(change)]).toEqual([fault, expect.arrayContaining([fault])]);
    const bytes = new TextEncoder().encode('{"slug":"a","slug":"b","__proto__":{"x":1}}');
    expect((await importProcess(site.deps, PROGRAM, bytes)).ok).toBe(false);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('means the same whatever the order of its names', async () => {
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([key, one]) => [key, turned(one)]),
            )
          : value;
    await read({ ...exampleProcess(), slug: 'defensor-orden' });
    expect((await read({ ...(turned(exampleProcess()) as object), slug: 'defensor-orden' })).outcome).toBe(
      'left',
    );
  });
});

describe('two at once', () => {
  it('of one file are one: no row is lost and none is there twice', { timeout: 60_000 }, async () => {
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    const alone = { ...exampleProcess(), slug: 'defensor-solo' };
    const tables = ['candidacies', 'vote_rounds', 'ballots', 'citations'] as const;
    const counts = async () => await Promise.all(tables.map(count));
    const start = await counts();
    await read(alone);
    const first = await counts();
    const all = await Promise.all(
      Array.from({ length: 4 }, () => read({ ...alone, slug: 'defensor-doble' })),
    );
    expect(all.map(({ outcome }) => outcome).toSorted()).toEqual(['created', 'left', 'left', 'left']);
    const second = await counts();
    expect(second.map((n, at) => n - (first[at] ?? 0))).toEqual(first.map((n, at) => n - (start[at] ?? 0)));
  });

  it('of two versions of a file end as one of them, whole', async () => {
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    const versions = ['Uno', 'Dos'].map((word) => {
      const file = structuredClone(exampleProcess());
      for (const one of file.candidacies ?? []) one.note = `Versión ${word}`;
      return { ...file, slug: 'defensor-pugna', title: `Versión ${word}` };
    });
    await Promise.all(versions.map(read));
    const { id, title } = await site.deps.db
      .selectFrom('selections')
      .select(['id', 'title'])
      .where('slug', '=', 'defensor-pugna')
      .executeTakeFirstOrThrow();
    const notes = await site.deps.db
      .selectFrom('candidacies')
      .select('note')
      .where('selection_id', '=', id)
      .execute();
    expect(new Set(notes.map(({ note }) => note))).toEqual(new Set([title]));
  });
});

describe('60,000 ballots', () => {
  it('with doubles among them are refused, each named, within seconds', { timeout: 60_000 }, async () => {
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    const holders = Array.from({ length: 150 }, (_none, at) => ({
      key: `h${at}`,
      name: `Persona Inventada ${'abcdefghij'.charAt(at % 10)}`,
    }));
    const file = {
      slug: 'defensor-masivo',
      kind: exampleKind().slug,
      kind_version: 1,
      title: 'Masivo',
      year: 2026,
      example: true,
      bodies: [
        {
          key: 'comision',
          name: 'Comisión',
          seats: holders.map((holder, at) => ({ key: `s${at}`, label: `Puesto ${at}`, holders: [holder] })),
        },
      ],
      candidacies: Array.from({ length: 400 }, (_none, at) => ({
        key: `c${at}`,
        name: `Aspirante Inventada ${at}`,
        states: [],
      })),
      rounds: [
        {
          key: 'r',
          body: 'comision',
          matter: 'Prueba',
          results: Array.from({ length: 400 }, (_none, at) => ({
            candidacy: `c${at}`,
            ballots: holders.map(({ key }, n) => ({
              holder: at === 7 && n === 3 ? 'h2' : key,
              choice: 'for',
            })),
          })),
        },
      ],
      sources: {},
    };
    const started = performance.now();
    const { ok, findings } = await read(file);
    expect(ok).toBe(false);
    expect(
      findings.list.filter(({ level }) => level === 'fault').map(({ path, code }) => `${path} ${code}`),
    ).toEqual(['/rounds/0/results/7/ballots/3/holder voted_twice']);
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(
      await site.deps.db
        .selectFrom('selections')
        .select('id')
        .where('slug', '=', 'defensor-masivo')
        .execute(),
    ).toEqual([]);
  });
});
