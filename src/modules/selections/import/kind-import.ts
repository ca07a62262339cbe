/** `ja import kind`: a version of how one kind of authority is chosen. A version that is there is never changed. */
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { allows, type Actor } from '../../../platform/access/access.ts';
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { json } from '../../../platform/db/values.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { citeMany } from '../../../platform/sources/cite-many.ts';
import { SELECTION_KIND } from '../kinds.ts';
import { checkKind, citesOfKind } from '../rules/kind-faults.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import { Findings } from './findings.ts';
import type { ImportOptions } from './process-import.ts';
import { readKindFile } from './read-file.ts';
import { placesOf, sourcesOf } from './stated-sources.ts';

export interface KindImport {
  slug: string;
  version: number;
  findings: Findings;
  outcome: 'created' | 'left' | undefined;
}

/** @throws when the actor may not */
export async function importKind(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  bytes: Uint8Array,
  { dryRun = false }: Pick<ImportOptions, 'dryRun'> = {},
): Promise<KindImport> {
  if (!allows(actor, 'selections.write')) throw new Error('not allowed');
  const findings = new Findings();
  const file = readKindFile(bytes, findings);
  if (file) checkKind(file, findings);
  if (!file || findings.faults > 0) {
    return { slug: file?.slug ?? '', version: file?.version ?? 0, findings, outcome: undefined };
  }
  const { slug, version } = file;
  const outcome = await withTransaction(deps.db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`selection_kinds:${slug}`}, 0))`.execute(trx);
    const there = await trx
      .selectFrom('selection_kinds')
      .select('spec')
      .where('slug', '=', slug)
      .where('version', '=', version)
      .executeTakeFirst();
    if (there) return isDeepStrictEqual(there.spec, file) ? ('left' as const) : undefined;
    if (!dryRun) await create(trx, { actor, now: deps.now() }, file);
    return 'created' as const;
  });
  if (outcome === undefined) findings.fault('/version', 'version_taken', { version });
  return { slug, version, findings, outcome };
}

async function create(trx: Trx, act: Act, file: KindFile): Promise<void> {
  const { id } = await trx
    .insertInto('selection_kinds')
    .values({
      slug: file.slug,
      version: file.version,
      country: file.country,
      title: file.title,
      spec: json(file),
      created_by: actorRef(act.actor),
      created_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const record = { kind: SELECTION_KIND, id };
  const sources = await sourcesOf(trx, act, file.sources);
  const places = citesOfKind(file).flatMap(([, cite]) => placesOf(cite));
  await citeMany(
    trx,
    act,
    [record],
    places.flatMap(({ source, page, passage }) => {
      const own = sources.get(source);
      return own === undefined ? [] : [{ record, source: own, page, passage }];
    }),
  );
  await audit(trx, {
    actor: act.actor,
    action: 'selections.kind_created',
    subject: record,
    detail: { slug: file.slug, version: file.version },
  });
}
