/** Sources for tests. Plainly made up. */
import type { Db } from '../db/handles.ts';
import type { Act } from '../db/outcome.ts';
import { withTransaction } from '../db/transaction.ts';
import { cite, type CitationInput } from './cite.ts';
import { keepUpload, setCopyPublic } from './copies.ts';
import { createSource, type SourceInput } from './save.ts';

export const TEST_ACT: Act = {
  actor: { kind: 'system', what: 'test' },
  now: Temporal.Instant.from('2026-11-23T15:00:00Z'),
};

export function sourceInput(changed: Partial<SourceInput> = {}): SourceInput {
  return {
    address: 'https://diario.example.org/nota',
    title: 'Nota de prueba',
    publisher: 'Diario de Prueba',
    datePrinted: '18 de marzo de 2026',
    date: { from: Temporal.PlainDate.from('2026-03-18'), precision: 'day' },
    accessedOn: Temporal.PlainDate.from('2026-11-20'),
    lang: 'es',
    kind: 'press',
    note: '',
    archive: 'keep',
    ...changed,
  };
}

/** @returns the id */
export async function insertSource(db: Db, changed: Partial<SourceInput> = {}): Promise<string> {
  const made = await withTransaction(db, (trx) => createSource(trx, TEST_ACT, sourceInput(changed)));
  if (!made.ok) throw new Error(`the fixture was refused: ${made.refused}`);
  return made.id;
}

/** @returns the id */
export async function insertCitation(
  db: Db,
  input: Pick<CitationInput, 'source' | 'record'> & Partial<CitationInput>,
): Promise<string> {
  const whole = { field: '', value: '', page: '', passage: '', ...input };
  const made = await withTransaction(db, (trx) => cite(trx, TEST_ACT, whole));
  if (!made.ok) throw new Error(`the fixture was refused: ${made.refused}`);
  return made.id;
}

/**
 * A public source with a public copy, cited on a record.
 * @returns the values of the places in all addresses of sources, by address
 */
export async function makeSourcePlaces(
  db: Db,
  record: CitationInput['record'],
): Promise<Record<string, string>> {
  const source = await insertSource(db);
  const citation = await insertCitation(db, { source, record });
  const file = { name: 'copia.txt', mediaType: 'text/plain', bytes: Buffer.from('texto') };
  const copy = await withTransaction(db, async (trx) => {
    const kept = await keepUpload(trx, TEST_ACT, source, file, { result: 'clean', findings: {} });
    if (!kept.ok) throw new Error(`the fixture was refused: ${kept.refused}`);
    await setCopyPublic(trx, TEST_ACT, { source, id: kept.id }, true);
    return kept.id;
  });
  const office = '/admin/fuentes';
  return {
    '/fuentes/:id': source,
    '/fuentes/:id/copias/:copy': copy,
    '/api/v1/sources/:id': source,
    [`${office}/:id`]: source,
    [`${office}/:id/copias/:copy`]: copy,
    [`${office}/citas/:kind`]: record.kind,
    [`${office}/citas/:kind/:record`]: record.id,
    [`${office}/citas/:kind/:record/:citation`]: citation,
  };
}
