/** The imported file as a source: of every row that names none, with the row as its page (docs/decisions/0015). */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { createSources } from '../../../platform/sources/save.ts';
import { shownFileName } from './file-findings.ts';

export interface ImportedFile {
  kind: 'institution' | 'person';
  /** As it was called. */
  name: string;
  sha256: Buffer;
  /** See `readingKey`; left out: its columns are what they are called. */
  readAs?: string | undefined;
  /** Who gives it out, as whoever imports it says; empty: not said. */
  publisher: string;
}

export interface EarlierImport {
  id: string;
  created_at: Temporal.Instant;
}

/** @returns the last import of the same bytes that was not taken back: read as now, and read otherwise */
export async function importsOf(
  db: Read,
  { kind, sha256, readAs = '' }: Pick<ImportedFile, 'kind' | 'sha256' | 'readAs'>,
): Promise<{ same?: EarlierImport; otherwise?: EarlierImport }> {
  const rows = await db
    .selectFrom('official_imports')
    .distinctOn('read_as')
    .select(['id', 'created_at', 'read_as'])
    .where('kind', '=', kind)
    .where('sha256', '=', sha256)
    .where('undone_at', 'is', null)
    .orderBy('read_as')
    .orderBy('created_at', 'desc')
    .execute();
  const same = rows.find((row) => row.read_as === readAs);
  const [otherwise] = rows
    .filter((row) => row.read_as !== readAs)
    .toSorted((a, b) => Temporal.Instant.compare(b.created_at, a.created_at));
  return { ...(same && { same }), ...(otherwise && { otherwise }) };
}

/**
 * Begins an import: the file is a source, the same one when the same bytes were here before.
 * @param day today, on the organisation's clock
 */
export async function beginImport(
  trx: Trx,
  act: Act,
  file: ImportedFile,
  day: Temporal.PlainDate,
): Promise<{ id: string; sourceId: string }> {
  const sourceId = (await sourceOfBytes(trx, file.sha256)) ?? (await makeSource(trx, act, file, day));
  const { id } = await trx
    .insertInto('official_imports')
    .values({
      kind: file.kind,
      source_id: sourceId,
      file_name: shownFileName(file.name),
      sha256: file.sha256,
      read_as: file.readAs ?? '',
      actor: actorRef(act.actor),
      created_at: act.now,
      undone_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, sourceId };
}

async function sourceOfBytes(trx: Trx, sha256: Buffer): Promise<string | undefined> {
  const before = await trx
    .selectFrom('official_imports')
    .select('source_id')
    .where('sha256', '=', sha256)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return before?.source_id;
}

async function makeSource(
  trx: Trx,
  act: Act,
  { name, publisher, sha256 }: ImportedFile,
  day: Temporal.PlainDate,
): Promise<string> {
  const [id] = await createSources(trx, act, [
    {
      title: shownFileName(name) || 'archivo',
      publisher,
      datePrinted: '',
      accessedOn: day,
      lang: 'es',
      kind: 'data',
      note: `SHA-256 ${sha256.toString('hex')}`,
      // The file itself is kept nowhere: it may hold what nobody may know.
      archive: 'link_only',
    },
  ]);
  if (id === undefined) throw new Error('no source was made');
  return id;
}

/** What became of the rows, by a plain name. Called once, at the end. */
export async function endImport(
  trx: Trx,
  id: string,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  await trx
    .updateTable('official_imports')
    .set({ counts: { ...counts } })
    .where('id', '=', id)
    .execute();
}

/** Of a row, as notes say it: its own id where it has one. */
export function rowPage(line: number, rowId: string): string {
  const own = rowId.trim();
  return own === '' ? `fila ${line}` : `fila ${line} (${own.slice(0, 60)})`;
}
