import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importKind } from '../import/kind-import.ts';
import { importProcess } from '../import/process-import.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { processFileOf } from './whole-process.ts';

const database = useDatabase();
const SAMPLES = path.resolve(import.meta.dirname, '../../../../samples/selections');
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const deps = () => testDeps(database.db);
const read = (file: unknown) => importProcess(deps(), PROGRAM, bytesOf(file));

const samplesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as ProcessFile);

/** Sources by what they are, not by what a file calls them; what is as usual left out. */
function plain(file: ProcessFile): unknown {
  const usual: Record<string, unknown> = {
    effect: 'none',
    effect_kind: 'unknown',
    filer_kind: 'unknown',
    admissibility: 'unknown',
    outcome: 'unknown',
  };
  const cited = (cite: unknown): unknown => {
    const { source, ...place } = typeof cite === 'string' ? { source: cite } : (cite as { source: string });
    const { title, url, publisher } = file.sources[source] ?? {};
    return { ...place, source: url ?? `${title} ${publisher}` };
  };
  const walk = (value: unknown, name: string): unknown => {
    if (name === 'cite') return (value as unknown[]).map(cited);
    // Who votes first says nothing.
    if (name === 'ballots')
      return (value as { holder: string }[]).toSorted((a, b) => a.holder.localeCompare(b.holder));
    if (name === 'scores')
      return (value as { candidacy: string }[]).toSorted((a, b) => a.candidacy.localeCompare(b.candidacy));
    if (name === 'follows') return (value as string[]).toSorted();
    if (Array.isArray(value)) return value.map((one) => walk(one, ''));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(
      ([key, one]) =>
        key !== 'person' &&
        one !== '' &&
        one !== usual[key] &&
        !(one === false && !['adopted', 'entered'].includes(key)) &&
        !(Array.isArray(one) && one.length === 0),
    );
    return Object.fromEntries(entries.map(([key, one]) => [key, walk(one, key)]));
  };
  const { sources: _sources, ...rest } = file;
  return walk(rest, '');
}

it('gives back what was read in, and reading that in changes nothing', async () => {
  await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
  await read(exampleProcess());
  const file = await processFileOf(database.db, 'defensor-2026');
  expect(plain(file as ProcessFile)).toEqual(plain(exampleProcess()));
  const again = await read(file);
  expect([again.outcome, again.findings.faults, again.citations]).toEqual([
    'left',
    0,
    { added: 0, removed: 0 },
  ]);
  expect(await processFileOf(database.db, 'nada')).toBeUndefined();
});

it('gives back every sample as it is', { timeout: 60_000 }, async () => {
  for (const kind of samplesIn(path.join(SAMPLES, 'kinds'))) await importKind(deps(), PROGRAM, bytesOf(kind));
  const samples = samplesIn(SAMPLES);
  expect(samples.length).toBeGreaterThan(5);
  for (const sample of samples) {
    const done = await read(sample);
    expect([sample.slug, done.findings.list.filter(({ level }) => level === 'fault')]).toEqual([
      sample.slug,
      [],
    ]);
    const file = (await processFileOf(database.db, sample.slug)) as ProcessFile;
    expect(plain(file), sample.slug).toEqual(
      plain({ ...sample, institution: file.institution } as ProcessFile),
    );
    expect([sample.slug, (await read(file)).outcome]).toEqual([sample.slug, 'left']);
  }
});
