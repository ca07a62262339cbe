/** Whose names a file prints: a record of Justiciapedia each, or the one that somebody found to be theirs. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { type NamedTenure, peopleBySlug, publishNamed, registerNamed } from '../../officials/index.ts';
import { linkRows, nameRows, type NamingTable } from '../commands/person-links.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import type { Findings } from './findings.ts';
import { type Cites, placesOf } from './stated-sources.ts';

/** Addresses of people that a file names; one that is not there is a fault. @returns ids by address */
export async function linkedPeople(
  trx: Trx,
  file: ProcessFile,
  findings: Findings,
): Promise<Map<string, string>> {
  const asked: [path: string, slug: string][] = [
    ...(file.candidacies ?? []).flatMap(({ person }, n): [string, string][] =>
      person === undefined ? [] : [[`/candidacies/${n}/person`, person]],
    ),
    ...(file.bodies ?? []).flatMap(({ seats }, b) =>
      (seats ?? []).flatMap(({ holders }, s) =>
        holders.flatMap(({ person }, h): [string, string][] =>
          person === undefined ? [] : [[`/bodies/${b}/seats/${s}/holders/${h}/person`, person]],
        ),
      ),
    ),
  ];
  const found = await peopleBySlug(trx, [...new Set(asked.map(([, slug]) => slug))]);
  for (const [path, slug] of asked) if (!found.has(slug)) findings.fault(path, 'unknown_person', { slug });
  return found;
}

/** A row that names somebody. */
export interface Named {
  /** Id of the row. */
  id: string;
  path: string;
  name: string;
  /** Address of their record, where the file knows it. */
  person: string | undefined;
  cites: Cites;
  tenure: Omit<NamedTenure, 'process' | 'place'>;
}

interface Setting {
  process: string;
  publish: boolean;
  sources: ReadonlyMap<string, string>;
  linked: ReadonlyMap<string, string>;
}

/** @returns how many got a record of their own */
export async function writePeople(
  trx: Trx,
  act: Act,
  table: NamingTable,
  rows: readonly Named[],
  { process, publish, sources, linked }: Setting,
  findings: Findings,
): Promise<number> {
  if (rows.length === 0) return 0;
  const there = new Map(
    (
      await trx
        .selectFrom(table)
        .select(['id', 'person_id'])
        .where('id', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
        .execute()
    ).map((row) => [row.id, row.person_id]),
  );
  const full = rows.map((row) => {
    const tenure: NamedTenure = { ...row.tenure, process, place: placeOf(row.cites, sources) };
    return { ...row, tenure, before: there.get(row.id) ?? null, linked: linked.get(row.person ?? '') };
  });
  const fresh = full.filter((row) => row.linked === undefined && row.before === null);
  const made = await registerNamed(
    trx,
    act,
    fresh.map(({ name, tenure }) => ({ name, tenure })),
    { publish },
  );
  await nameRows(
    trx,
    table,
    fresh.map(({ id }, at) => ({ id, person: made[at] ?? '' })),
  );
  for (const row of full)
    if (row.linked !== undefined && row.before !== null && row.linked !== row.before)
      findings.warn(row.path, 'linked_elsewhere', { name: row.name });
  await linkRows(
    trx,
    act,
    table,
    full.flatMap(({ id, linked: person, tenure }) => (person === undefined ? [] : [{ id, person, tenure }])),
  );
  if (publish)
    await publishNamed(
      trx,
      act,
      full.flatMap(({ before, linked: person, tenure: { place } }) =>
        before !== null && person === undefined && place ? [{ id: before, place }] : [],
      ),
    );
  return fresh.length;
}

/** Where the first of its sources says it. */
function placeOf(cites: Cites, sources: ReadonlyMap<string, string>): NamedTenure['place'] {
  const [place] = placesOf(cites);
  const sourceId = place === undefined ? undefined : sources.get(place.source);
  if (sourceId === undefined) return undefined;
  const { page, passage } = place ?? {};
  return { sourceId, ...(page !== undefined && { page }), ...(passage !== undefined && { passage }) };
}
