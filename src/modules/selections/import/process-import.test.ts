import { beforeAll, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { citationsOf } from '../../../platform/sources/citations.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importKind } from './kind-import.ts';
import { type ImportOptions, importProcess } from './process-import.ts';

const database = useDatabase();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const deps = () => testDeps(database.db);
const read = (file: unknown, options: ImportOptions = {}) =>
  importProcess(deps(), PROGRAM, bytesOf(file), options);
const said = (list: readonly { level: string; path: string; code: string }[]) =>
  list.map(({ level, path, code }) => `${level} ${path} ${code}`);
const rows = async (table: 'people' | 'ballots' | 'selections' | 'tenures' | 'citations') =>
  (
    await database.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

beforeAll(async () => {
  await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
});

describe('a process that is read in', () => {
  it('is tried without a trace', async () => {
    const done = await read(exampleProcess(), { dryRun: true });
    expect([done.ok, done.outcome, done.people, said(done.findings.list)]).toEqual([
      true,
      'created',
      7,
      ['warning  not_cited'],
    ]);
    expect([await rows('selections'), await rows('people')]).toEqual([0, 0]);
  });

  it('makes no record of the people of an example: they do not exist', async () => {
    const done = await read(exampleProcess({ slug: 'ejemplo', title: 'Ejemplo', example: true }), {
      dryRun: true,
    });
    expect([done.ok, done.people, done.changes.get('seat_holders')?.created]).toEqual([true, 0, 5]);
  });

  it('stands there with its sources, its people and its history', async () => {
    const done = await read(exampleProcess());
    expect([done.outcome, done.findings.faults, done.people]).toEqual(['created', 0, 7]);
    expect(Object.fromEntries([...done.changes].map(([table, { created }]) => [table, created]))).toEqual({
      selection_events: 4,
      selection_court_actions: 1,
      selection_documents: 1,
      selection_bodies: 1,
      body_seats: 3,
      seat_holders: 5,
      candidacies: 2,
      candidacy_states: 5,
      rubrics: 1,
      rubric_aspects: 4,
      gradings: 1,
      scores: 6,
      candidacy_objections: 2,
      selection_checks: 2,
      vote_rounds: 1,
      round_results: 2,
      ballots: 6,
    });
    const process = await database.db.selectFrom('selections').selectAll().executeTakeFirstOrThrow();
    expect(process).toMatchObject({ slug: 'defensor-2026', status: 'published', is_example: false });
    const event = await database.db
      .selectFrom('selection_events')
      .select('id')
      .where('key', '=', 'recepcion')
      .executeTakeFirstOrThrow();
    expect(await citationsOf(database.db, 'selection_event', event.id)).toMatchObject([
      { field: '', shown: true, source: { title: 'Así se elige' } },
      { field: 'on', value: '2026-02-06', shown: false, reason: 'El diario estuvo allí' },
    ]);
    expect(
      await database.db
        .selectFrom('candidacies as c')
        .innerJoin('people as p', 'p.id', 'c.person_id')
        .innerJoin('tenures as t', 't.person_id', 'p.id')
        .select(['c.slug', 'c.state', 'p.kind', 'p.status', 't.kind as held', 't.process', 't.evidence'])
        .orderBy('c.position')
        .execute(),
    ).toEqual(
      // What nobody says is no state: the last one has no source.
      ['fina-candidata-ficticia', 'gael-aspirante-inventado'].map((slug) => ({
        slug,
        state: 'shortlisted',
        kind: 'candidate',
        status: 'published',
        held: 'candidacy',
        process: 'Defensor 2026',
        evidence: 'shown',
      })),
    );
    const versions = await listVersions(database.db, { kind: 'selection', id: process.id }, undefined, {
      limit: 5,
    });
    expect(versions.map(({ action }) => action)).toEqual(['published']);
  });

  it('changes nothing a second time', async () => {
    const before = [await rows('people'), await rows('tenures'), await rows('citations')];
    const done = await read(exampleProcess());
    expect([done.outcome, done.people, done.citations]).toEqual(['left', 0, { added: 0, removed: 0 }]);
    expect([...done.changes].filter(([, one]) => one.created + one.changed + one.removed > 0)).toEqual([]);
    expect([await rows('people'), await rows('tenures'), await rows('citations')]).toEqual(before);
  });

  it('changes what a later file says otherwise, and keeps what that one does not have', async () => {
    const file = exampleProcess();
    const round = file.rounds?.[0];
    const changed: ProcessFile = {
      ...file,
      court_actions: [],
      rounds: round
        ? [
            {
              ...round,
              complete: false,
              results: round.results
                .slice(0, 1)
                .map((one) => ({ ...one, ballots: one.ballots?.slice(0, 2) ?? [] })),
            },
          ]
        : [],
    };
    const done = await read(changed);
    expect(done.outcome).toBe('changed');
    expect(done.changes.get('ballots')).toEqual({ created: 0, changed: 0, left: 2, removed: 4 });
    expect(done.changes.get('round_results')).toEqual({ created: 0, changed: 0, left: 1, removed: 1 });
    expect(done.changes.get('vote_rounds')).toMatchObject({ changed: 1 });
    expect(done.findings.list.filter(({ code }) => code === 'row_stays')).toMatchObject([
      { values: { count: 1, keys: 'amparo-1' } },
    ]);
    expect((await read(file)).outcome).toBe('changed');
    expect(await rows('ballots')).toBe(6);
  });

  it('shows a draft later, with its people', async () => {
    const file = exampleProcess({ slug: 'defensor-2022', title: 'Defensor 2022' });
    await read(file, { draft: true });
    const people = () =>
      database.db
        .selectFrom('people as p')
        .innerJoin('tenures as t', 't.person_id', 'p.id')
        .select('p.status')
        .where('t.process', '=', 'Defensor 2022')
        .distinct()
        .execute();
    expect(await people()).toEqual([{ status: 'draft' }]);
    expect((await read(file)).outcome).toBe('changed');
    expect(await people()).toEqual([{ status: 'published' }]);
    expect((await read(file)).outcome).toBe('left');
  });

  it('asks whether two of one name are one person, and joins nobody', async () => {
    const pairs = await database.db
      .selectFrom('person_pairs')
      .select(['band', 'decision'])
      .distinct()
      .execute();
    expect(pairs).toEqual([{ band: 'equal_name', decision: 'open' }]);
    const apart = await database.db
      .selectFrom('people')
      .select('id')
      .whereRef('id', '!=', 'canonical_id')
      .execute();
    expect(apart).toEqual([]);
  });

  it('links a person whom somebody found, and says of an address that is none', async () => {
    const { slug } = await database.db
      .selectFrom('people')
      .select('slug')
      .where('name', '=', 'Fina Candidata Ficticia')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const file = exampleProcess({ slug: 'defensor-2018', title: 'Defensor 2018', bodies: [], rounds: [] });
    const [one, ...others] = file.candidacies ?? [];
    const of = (person: string) =>
      ({ ...file, candidacies: one ? [{ ...one, person }, ...others] : [] }) satisfies ProcessFile;
    const wrong = await read(of('nadie-con-esta-direccion'));
    expect([wrong.ok, said(wrong.findings.list)]).toEqual([
      false,
      ['warning  not_cited', 'fault /candidacies/0/person unknown_person'],
    ]);
    const done = await read(of(slug));
    expect([done.ok, done.people]).toEqual([true, 1]);
    const held = await database.db
      .selectFrom('tenures as t')
      .innerJoin('people as p', 'p.id', 't.person_id')
      .select('t.process')
      .where('p.slug', '=', slug)
      .orderBy('t.process')
      .execute();
    expect(held).toEqual([{ process: 'Defensor 2018' }, { process: 'Defensor 2026' }]);
    expect((await read(of(slug))).outcome).toBe('left');
  });

  it('is not written over by a file of another election', async () => {
    await importKind(deps(), PROGRAM, bytesOf(exampleKind({ slug: 'otro-tipo' })));
    const done = await read(exampleProcess({ kind: 'otro-tipo' }));
    expect([done.ok, said(done.findings.list)]).toEqual([
      false,
      ['warning  not_cited', 'fault /kind other_kind'],
    ]);
  });
});

describe('a version of a kind', () => {
  it('is never changed', async () => {
    const again = await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
    const other = await importKind(deps(), PROGRAM, bytesOf(exampleKind({ title: 'Otro título' })));
    const next = await importKind(
      deps(),
      PROGRAM,
      bytesOf(exampleKind({ title: 'Otro título', version: 2 })),
    );
    expect([again.outcome, other.outcome, said(other.findings.list), next.outcome]).toEqual([
      'left',
      undefined,
      ['fault /version version_taken'],
      'created',
    ]);
  });
});

it('does not write over what somebody has written since the file was made', async () => {
  await read(exampleProcess());
  const { version } = await database.db.selectFrom('selections').select('version').executeTakeFirstOrThrow();
  const changed = { ...exampleProcess(), summary: 'Otra, escrita sobre lo de antes.' };
  const late = await read(changed, { basedOn: version - 1 });
  expect(late.ok).toBe(false);
  expect(said(late.findings.list).filter((line) => line.startsWith('fault'))).toEqual([
    'fault  changed_meanwhile',
  ]);
  expect((await read(changed, { basedOn: version })).outcome).toBe('changed');
});

describe('a background check', () => {
  const check = (more: object) => ({
    ...exampleProcess(),
    checks: [{ key: 'v', register: 'Registro', question: '¿Está inscrita?', cite: ['acta'], ...more }],
  });
  const faultsOf = async (more: object) =>
    said((await read(check(more))).findings.list.filter(({ level }) => level === 'fault'));

  it('is of one candidacy or of who holds a seat, and carries no number by which a state knows people', async () => {
    expect([
      await faultsOf({}),
      await faultsOf({ candidacy: 'c-1', holder: 'h-ada' }),
      await faultsOf({ holder: 'nadie' }),
      await faultsOf({ holder: 'h-ada', finding: 'Sí, con CUI 2345 67890 0101' }),
      await faultsOf({ holder: 'h-ada', finding: 'Sí, por Q. 2,369,419.34' }),
    ]).toEqual([
      ['fault /checks/0 check_of_whom'],
      ['fault /checks/0 check_of_whom'],
      ['fault /checks/0/holder unknown_holder'],
      ['fault /checks/0/finding private_number'],
      [],
    ]);
  });
});
