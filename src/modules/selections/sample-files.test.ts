/** The sample files say only what their sources say, and say it in a form from which questions can be answered. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Findings } from './import/findings.ts';
import { readKindFile, readProcessFile } from './import/read-file.ts';
import { checkKind, citesOfKind } from './rules/kind-faults.ts';
import { checkProcess } from './rules/process-faults.ts';
import type { KindFile } from './schemas/kind-file.ts';
import type { Source } from './schemas/parts.ts';
import type { ProcessFile } from './schemas/process-file.ts';
import type { Static } from 'typebox';

const FOLDER = path.resolve(import.meta.dirname, '../../../samples/selections');
const TODAY = '2026-11-22';

const bytesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, readFileSync(path.join(folder, name))] as const);

/** @throws when the file cannot be read: nothing else can be said of it then */
function must<T>(file: T | undefined, findings: Findings): T {
  if (file === undefined) throw new Error(JSON.stringify(findings.list, null, 1));
  return file;
}

const kindFindings = new Findings();
const kinds = new Map(
  bytesIn(path.join(FOLDER, 'kinds')).map(([, bytes]) => {
    const kind = must(readKindFile(bytes, kindFindings), kindFindings);
    checkKind(kind, kindFindings);
    return [kind.slug, kind] as const;
  }),
);

const said: string[] = [];
const processes = new Map(
  bytesIn(FOLDER).map(([name, bytes]) => {
    const findings = new Findings();
    const file = must(readProcessFile(bytes, findings), findings);
    checkProcess(file, must(kinds.get(file.kind), findings), TODAY, findings);
    said.push(...findings.list.map((one) => `${name} ${one.level} ${one.code} ${one.path}`));
    return [file.slug, file] as const;
  }),
);

function processOf(slug: string): ProcessFile {
  return must(processes.get(slug), new Findings());
}

type Cite = ProcessFile['cite'];
type Row = readonly [key: string, cite: Cite];

/** Everything in a process that says something of its own. */
function rowsOf(file: ProcessFile): Row[] {
  const row = (one: { key: string; cite?: Cite }): Row => [one.key, one.cite];
  const holders = (file.bodies ?? []).flatMap((body) => body.seats ?? []).flatMap((seat) => seat.holders);
  return [
    [file.slug, file.cite],
    ...[
      file.bodies,
      holders,
      file.events,
      file.court_actions,
      file.documents,
      file.rubrics,
      file.candidacies,
      file.candidacies?.flatMap((one) => one.states),
      file.gradings,
      file.objections,
      file.rounds,
    ].flatMap((list) => (list ?? []).map(row)),
  ];
}

const namesIn = (cite: Cite): string[] =>
  (cite ?? []).map((one) => (typeof one === 'string' ? one : one.source));

const allFiles: (KindFile | ProcessFile)[] = [...kinds.values(), ...processes.values()];

function citedIn(file: KindFile | ProcessFile): Set<string> {
  const cites = isKind(file)
    ? citesOfKind(file).map(([, cite]) => cite)
    : rowsOf(file).map(([, cite]) => cite);
  return new Set(cites.flatMap(namesIn));
}

function isKind(file: KindFile | ProcessFile): file is KindFile {
  return 'thresholds' in file;
}

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
const sourcesOf = (file: KindFile | ProcessFile): [string, Static<typeof Source>][] =>
  Object.entries(file.sources);

describe('the sample kinds', () => {
  it('are the eight of Guatemala and one of a country that does not exist, without anything to mend', () => {
    expect(kindFindings.list).toEqual([]);
    expect(
      [...kinds.values()].filter(({ country }) => country === 'Guatemala').map(({ slug }) => slug),
    ).toEqual([
      'contralor',
      'corte-apelaciones',
      'corte-constitucionalidad',
      'corte-suprema',
      'defensa-penal',
      'derechos-humanos',
      'fiscal-general',
      'tribunal-electoral',
    ]);
    expect([...kinds.values()].filter(({ country }) => country === 'País de ejemplo')).toHaveLength(1);
  });

  it('give every rule a source, and call law only what names an article', () => {
    const rules = [...kinds.values()].flatMap((kind) => [
      ...kind.thresholds.map(({ basis }) => basis),
      ...kind.deadlines.map(({ basis }) => basis),
      ...kind.requirements.map(({ basis }) => basis),
    ]);
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter(({ cite }) => namesIn(cite).length === 0)).toEqual([]);
    expect(rules.filter(({ kind, text }) => kind === 'law' && !/[Aa]rtículo/u.test(text))).toEqual([]);
  });

  it('ask observers something at every stage, in the four criteria', () => {
    for (const { stages } of kinds.values()) {
      expect(new Set(stages.flatMap(({ checks }) => checks.map(({ criterion }) => criterion)))).toEqual(
        new Set(['publicity', 'criteria', 'evaluation', 'decision']),
      );
      expect(stages.filter(({ checks, explanation }) => checks.length === 0 || !explanation)).toEqual([]);
    }
  });
});

describe('the sample processes', () => {
  it('have no fault, and what is odd about them is odd in the sources', () => {
    expect(said).toEqual([
      'corte-suprema-2024.json warning shortlist_size /candidacies',
      'defensa-penal-2024.json warning sum_differs /rounds/1/results/1',
      'fiscal-general-2022.json warning over_max /gradings/0/scores/11/points/academico',
    ]);
  });

  it('are the fourteen that sources establish, and an example', () => {
    expect([...processes.values()].filter(({ example }) => !example).map(({ slug }) => slug)).toEqual([
      'contralor-2018',
      'contralor-2022',
      'corte-apelaciones-2019',
      'corte-apelaciones-2024',
      'corte-constitucionalidad-2021',
      'corte-constitucionalidad-2026',
      'corte-suprema-2019',
      'corte-suprema-2024',
      'defensa-penal-2024',
      'derechos-humanos-2022',
      'fiscal-general-2018',
      'fiscal-general-2022',
      'fiscal-general-2026',
      'tribunal-electoral-2026',
    ]);
  });

  it('rest every fact on a source of the file, and list no source that nothing rests on', () => {
    const bare = [...processes.values()].flatMap((file) =>
      rowsOf(file)
        .filter(([, cite]) => namesIn(cite).length === 0)
        .map(([key]) => `${file.slug} ${key}`),
    );
    expect(bare).toEqual([]);
    for (const file of allFiles) expect([...citedIn(file)].sort()).toEqual(Object.keys(file.sources).sort());
  });

  it('say what was not found', () => {
    expect([...processes.values()].filter(({ not_found }) => !not_found?.length)).toEqual([]);
  });

  it('cite no copy of a site, and no address that holds a personal number', () => {
    const addresses = allFiles.flatMap((file) => sourcesOf(file).map(([, { url }]) => url ?? ''));
    expect(addresses.filter((url) => url !== '' && !url.startsWith('https://'))).toEqual([]);
    expect(addresses.filter((url) => /go-vip\.co|stringtranslate|(?<!\d)\d{13}(?!\d)/u.test(url))).toEqual(
      [],
    );
  });

  it('describe a source that has the same name in two files in the same words', () => {
    const known = new Map<string, string>();
    for (const file of allFiles)
      for (const [name, source] of sourcesOf(file)) {
        if (!/^[SF]\d/u.test(name)) continue;
        const text = JSON.stringify(source);
        expect(known.get(name) ?? text, name).toBe(text);
        known.set(name, text);
      }
    expect(known.size).toBeGreaterThan(120);
  });

  it('call no source by the name that only the file gives it', () => {
    const texts = (value: unknown, name = ''): string[] =>
      name === 'cite' || name === 'source'
        ? []
        : typeof value === 'string'
          ? [value]
          : typeof value === 'object' && value !== null
            ? Object.entries(value).flatMap(([key, one]) => texts(one, key))
            : [];
    const reasons = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, one]) => (key === 'reason' ? texts(one) : reasons(one)))
        : [];
    const all = [...processes.values()].flatMap((file) => [...texts(file), ...reasons(file)]);
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter((text) => /\b[SF]\d{1,3}\b/.test(text))).toEqual([]);
  });

  it('say why another value is not the one shown', () => {
    const others = [...processes.values()].flatMap((file) =>
      rowsOf(file).flatMap(([, cite]) =>
        (cite ?? []).flatMap((one) => (typeof one === 'string' || !one.field ? [] : [one])),
      ),
    );
    expect(others.length).toBeGreaterThan(40);
    expect(others.filter(({ value, reason }) => !value || !reason)).toEqual([]);
  });
});

describe('sums that the sources give', () => {
  it('of the Attorney General of 2022', () => {
    const { candidacies = [], objections = [], gradings = [] } = processOf('fiscal-general-2022');
    const have = (state: string) =>
      candidacies.filter(({ states }) => states.some((one) => one.state === state)).length;
    expect([candidacies.length, have('excluded'), have('reinstated'), have('graded')]).toEqual([
      26, 12, 1, 15,
    ]);
    expect([have('shortlisted'), have('elected')]).toEqual([6, 1]);
    expect([sum(objections.map(({ count = 1 }) => count)), objections.length]).toEqual([33, 8]);
    expect(gradings[0]?.scores).toHaveLength(15);
    const best = Math.max(...(gradings[0]?.scores ?? []).map(({ points }) => sum(Object.values(points))));
    expect(best).toBe(90);
  });

  it('of the Attorney General of 2026, with the objections that disagree', () => {
    const { candidacies = [], objections = [] } = processOf('fiscal-general-2026');
    const counts = new Map<string, number>();
    for (const { candidacy, count = 1 } of objections)
      counts.set(candidacy, (counts.get(candidacy) ?? 0) + count);
    // Of 18 people four were not found, with one objection each: 50 + 4 = 54.
    expect([counts.size, sum([...counts.values()]), Math.max(...counts.values())]).toEqual([14, 50, 33]);
    const other = objections.find(({ key }) => key === 'obj-6')?.cite?.find((one) => typeof one === 'object');
    expect(other).toMatchObject({ field: 'count', value: '3' });
    const excluded = candidacies.filter(({ states }) => states.some(({ state }) => state === 'excluded'));
    const back = excluded.filter(({ states }) => states.at(-1)?.state === 'reinstated');
    expect([excluded.length, back.length]).toEqual([11, 1]);
  });

  it('of the plenary that chose the constitutional court in 2026: everybody is in the sum', () => {
    const rounds = processOf('corte-constitucionalidad-2026').rounds ?? [];
    const results = rounds.filter(({ body }) => body === 'congreso').flatMap((round) => round.results);
    expect(results.map((one) => [one.for, one.against, one.absent])).toEqual([
      [100, 44, 16],
      [117, 27, 16],
    ]);
    expect(results.map((one) => sum([one.for ?? 0, one.against ?? 0, one.absent ?? 0]))).toEqual([160, 160]);
  });

  it('of those who sit in the commissions', () => {
    const filled = (slug: string) =>
      (processOf(slug).bodies?.[0]?.seats ?? []).filter(({ holders }) => holders.length > 0).length;
    expect(
      [2018, 2022, 2026].map((year) => [year, filled(`fiscal-general-${year}`)]),
      'one dean of 2026 was not found',
    ).toEqual([
      [2018, 15],
      [2022, 15],
      [2026, 14],
    ]);
    for (const slug of ['corte-suprema', 'corte-apelaciones'])
      for (const year of [2019, 2024]) expect(filled(`${slug}-${year}`), slug).toBe(37);
    expect(filled('contralor-2018')).toBe(23);
  });
});

describe('the questions of readers', () => {
  it('why the sixth place of 2022 was filled in the tenth round', () => {
    const { rounds = [], court_actions = [], events = [] } = processOf('fiscal-general-2022');
    const [need] = kinds.get('fiscal-general')?.thresholds ?? [];
    expect(need?.formula).toEqual({ share: [2, 3], of: 'entitled' });
    const sixth = rounds.flatMap(({ number, results }) =>
      results
        .filter(({ candidacy }) => number !== undefined && candidacy === 'exp-21')
        .map((one) => [number, one.for, one.against, one.entered, one.ballots?.length]),
    );
    expect(sixth).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((number) => [number, 8, 7, false, 8]),
      ...[8, 9].map((number) => [number, 8, 7, false, undefined]),
      [10, 15, 0, true, 15],
    ]);
    const order = court_actions.find(({ event }) => event === 'orden-cc');
    expect([order?.effect_kind, order?.decided_on]).toEqual(['orders', '2022-04-22']);
    expect(events.find(({ key }) => key === 'ronda-10')?.follows).toEqual(['orden-cc']);
  });

  it('how the rubric of 2026 changed, and when', () => {
    const { rubrics = [], events = [] } = processOf('fiscal-general-2026');
    const [before, after] = rubrics.filter(({ adopted }) => adopted);
    expect([before?.decided_on, after?.decided_on]).toEqual(['2026-02-10', '2026-02-26']);
    expect([after?.votes_for, after?.votes_against, after?.present]).toEqual([12, 2, 14]);
    const differs = after?.aspects.filter(
      (aspect, at) => JSON.stringify(aspect) !== JSON.stringify(before?.aspects[at]),
    );
    expect(differs?.map(({ key }) => key)).toEqual(['anios']);
    const tops = after?.aspects.filter(({ part_of }) => !part_of).map(({ max }) => max);
    expect(tops).toEqual([28, 70, 2]);
    const closed = events.find(({ key }) => key === 'cierre-expedientes')?.on ?? '';
    expect(closed < (after?.decided_on ?? '')).toBe(true);
  });

  it('which commissioners sat in 2018 and in 2022', () => {
    const printed = (slug: string) =>
      new Set(
        (processOf(slug).bodies?.[0]?.seats ?? []).flatMap(({ holders }) => holders.map((h) => h.name)),
      );
    const later = printed('fiscal-general-2022');
    const both = [...printed('fiscal-general-2018')].filter((name) => later.has(name));
    // Only those printed alike: other spellings are for a person to decide.
    expect(both).toHaveLength(2);
  });

  it('how the plenary voted for the Supreme Court of 2024', () => {
    const plenary = processOf('corte-suprema-2024').rounds?.find(({ key }) => key === 'pleno');
    expect(plenary?.results.map((one) => one.for)).toEqual([
      159, 158, 158, 156, 156, 154, 154, 140, 139, 123, 114, 110, 104,
    ]);
    expect(plenary?.results.every(({ entered }) => entered)).toBe(true);
  });
});
