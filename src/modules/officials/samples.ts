/** What a first start shows: the institutions of Guatemala's justice sector and their posts, each fact with its source. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Trx } from '../../platform/db/handles.ts';
import type { Act, Outcome } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { readSetting, writeSetting } from '../../platform/settings/settings.ts';
import { readPartialDate } from '../../platform/sources/printed-date.ts';
import { createSource } from '../../platform/sources/save.ts';
import type { SourceKind } from '../../platform/sources/tables.ts';
import { createInstitution, publishInstitution } from './commands/institutions.ts';
import { setParent } from './commands/institution-statements.ts';
import { createPost } from './commands/posts.ts';
import type { Place } from './commands/statements.ts';
import { rowPage } from './import/file-source.ts';
import { samplesSetting } from './settings.ts';

// From src/modules/officials as from dist/src/modules/officials.
const FILE = path.resolve(import.meta.dirname, '../../../samples/officials/institutions.json');

interface SampleSource {
  title: string;
  publisher: string;
  address: string;
  date: string;
  kind: SourceKind;
  note: string;
}

interface SampleFact {
  property: string;
  text: string;
  href?: string;
  /** Name of a source of the file. */
  source: string;
  /** Of the source, where it is a list. */
  row?: number;
  passage?: string;
}

interface SampleInstitution {
  name: string;
  said: SampleFact[];
  parent?: Omit<SampleFact, 'property' | 'text'> & { name: string };
  posts: (Omit<SampleFact, 'property' | 'text'> & { label: string; said: SampleFact[] })[];
}

interface Sample {
  sources: Record<string, SampleSource>;
  institutions: SampleInstitution[];
}

/**
 * Loads the samples into a database without any record, once. They are an import, and are taken back as one.
 * @param isFresh whether the database held nothing when the program started
 * @returns what this call did; undefined when an earlier start had decided
 * @throws when a sample is refused: the program's own fault
 */
export async function loadOfficialSamples(
  deps: Deps,
  isFresh: boolean,
): Promise<'loaded' | 'left_out' | undefined> {
  const before = await withTransaction(deps.db, (trx) => readSetting(trx, samplesSetting));
  if (before !== 'not_yet') return undefined;
  const outcome = isFresh && deps.config.samples ? 'loaded' : 'left_out';
  const bytes = await readFile(FILE);
  await withTransaction(deps.db, async (trx) => {
    const act: Act = { actor: { kind: 'system', what: 'samples' }, now: deps.now() };
    if (outcome === 'loaded') await load(trx, act, bytes);
    await writeSetting(trx, samplesSetting, outcome, deps.now());
  });
  return outcome;
}

async function load(trx: Trx, act: Act, bytes: Buffer): Promise<void> {
  // The program's own file, checked by its test.
  const sample = JSON.parse(bytes.toString('utf8')) as Sample;
  const sources = new Map<string, string>();
  for (const [name, one] of Object.entries(sample.sources)) sources.set(name, await sourceOf(trx, act, one));
  const placeOf = ({ source, row, passage }: Pick<SampleFact, 'source' | 'row' | 'passage'>): Place => ({
    sourceId: sources.get(source) ?? '',
    ...(row !== undefined && { page: rowPage(row, '') }),
    ...(passage && { passage }),
  });
  const importId = await importOf(trx, act, bytes, sources.get('file') ?? '');
  const made = new Map<string, string>();
  for (const one of sample.institutions)
    made.set(one.name, await loadInstitution(trx, act, one, { importId, placeOf }));
  for (const { name, parent } of sample.institutions) {
    const target = { id: made.get(name) ?? '' };
    const above = parent && made.get(parent.name);
    if (parent && above)
      await certain(
        setParent(trx, act, target, {
          id: above,
          text: parent.name,
          place: placeOf(parent),
          import: { id: importId, row: parent.row ?? 0 },
        }),
        name,
      );
    await certain(publishInstitution(trx, act, target.id), name);
  }
}

async function loadInstitution(
  trx: Trx,
  act: Act,
  one: SampleInstitution,
  { importId, placeOf }: { importId: string; placeOf: (fact: SampleFact) => Place },
): Promise<string> {
  const [name, ...said] = one.said;
  if (name?.property !== 'name') throw new Error(`a sample has no name: ${one.name}`);
  const fact = (given: SampleFact) => ({
    property: given.property,
    value: given.href === undefined ? { text: given.text } : { text: given.text, href: given.href },
    place: placeOf(given),
    import: { id: importId, row: given.row ?? 0 },
  });
  const { id } = await certain(
    createInstitution(trx, act, {
      name: { property: 'name', value: { text: name.text }, place: placeOf(name) },
      importId,
      ...(name.row !== undefined && { importRow: name.row }),
      // Nothing of the file contradicts itself.
      statements: said.map((given) => ({ ...fact(given), evidence: 'shown' as const })),
    }),
    one.name,
  );
  for (const post of one.posts)
    await certain(
      createPost(trx, act, id, {
        label: {
          value: { text: post.label },
          place: placeOf({ ...post, property: 'label', text: post.label }),
        },
        said: post.said.map(fact),
        importId,
      }),
      post.label,
    );
  return id;
}

async function sourceOf(trx: Trx, act: Act, one: SampleSource): Promise<string> {
  const date = readPartialDate(one.date);
  const made = await createSource(trx, act, {
    ...one,
    datePrinted: '',
    date,
    lang: 'es',
    archive: 'keep',
  });
  return (await certain(Promise.resolve(made), one.title)).id;
}

async function importOf(trx: Trx, act: Act, bytes: Buffer, sourceId: string): Promise<string> {
  const row = await trx
    .insertInto('official_imports')
    .values({
      kind: 'institution',
      source_id: sourceId,
      file_name: path.basename(FILE),
      sha256: createHash('sha256').update(bytes).digest(),
      actor: 'system:samples',
      created_at: act.now,
      undone_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function certain<T extends object>(
  command: Promise<Outcome<T>>,
  what: string,
): Promise<{ ok: true } & T> {
  const done = await command;
  if (!done.ok) throw new Error(`a sample was refused: ${what}: ${done.refused}`);
  return done;
}
