import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { cite } from '../../../platform/sources/cite.ts';
import { insertSource } from '../../../platform/sources/fixtures.ts';
import { insertPerson } from '../fixtures-people.ts';
import { bytesInput } from '../import/file-bytes.ts';
import { importPeople } from '../import/person-import.ts';
import { decidePair, reopenPair } from './pairs.ts';
import { addStatements } from './statements.ts';
import { undoImport } from './undo-import.ts';

const NOW = Temporal.Instant.from('2026-11-23T15:00:00Z');
const LATER = Temporal.Instant.from('2026-11-24T15:00:00Z');
const ACTOR = { kind: 'system', what: 'test' } as const;
const ACT = { actor: ACTOR, now: LATER, reason: 'La lista era otra' };

const LIST = `id,nombre,sexo,seleccionarEleccion
1,Zutana Sola Ficticia Ejemplar,Femenino,Elección de Ejemplo
2,Perengano Cambiado Otrado Distinto,,Elección de Ejemplo
3,Mengana Igual Doble Repetida,,Elección de Ejemplo
4,Mengana Igual Doble Repetida,,Elección de Ejemplo
5,Fulano Citado Tercero Inventado,,Elección de Ejemplo
`;

describe('an import taken back', () => {
  const database = useDatabase();
  const take = async (text: string, name = 'lista.csv') =>
    await importPeople({ db: database.db, now: () => NOW }, ACTOR, bytesInput(name, Buffer.from(text)), {
      dryRun: false,
      draft: false,
      publisher: '',
    });
  const names = async () =>
    (await database.db.selectFrom('people').select('name').orderBy('name').execute()).map(({ name }) => name);
  const idOf = async (name: string) =>
    (await database.db.selectFrom('people').select('id').where('name', '=', name).executeTakeFirstOrThrow())
      .id;
  const undo = async (id = '') => await run(database.db, (trx) => undoImport(trx, ACT, id));

  it('leaves nothing of it but its history, and can be read in again', async () => {
    const { db } = database;
    const before = await insertPerson(db, 'Otra Persona De Antes');
    const { importId, counts } = await take(LIST);
    expect(counts.created).toBe(5);
    const zutana = await idOf('Zutana Sola Ficticia Ejemplar');
    expect(await undo(importId)).toEqual({ ok: true, removed: 5, changed: 0, stayed: [] });
    expect(await names()).toEqual(['Otra Persona De Antes']);
    for (const table of ['statements', 'tenures'] as const) {
      const rows = await db
        .selectFrom(table)
        .select('id')
        .where('import_id', '=', importId ?? '')
        .execute();
      expect([table, rows]).toEqual([table, []]);
    }
    const listed = await db.selectFrom('person_listings').select('person_id').execute();
    expect(listed).toEqual([{ person_id: before.id }]);
    expect(await db.selectFrom('person_pairs').select('id').execute()).toEqual([]);
    const history = await db
      .selectFrom('history')
      .select(['action', 'reason', 'content'])
      .where('record_id', '=', zutana)
      .orderBy('id')
      .execute();
    expect(history).toMatchObject([
      { action: 'published', content: { name: 'Zutana Sola Ficticia Ejemplar' } },
      { action: 'removed', reason: 'La lista era otra', content: {} },
    ]);
    const touched = await db
      .selectFrom('search_touched')
      .selectAll()
      .where('record_id', '=', zutana)
      .execute();
    expect(touched.length).toBeGreaterThan(0);
    const kept = await db
      .selectFrom('redirects')
      .select('record_id')
      .where('path', '=', '/justiciapedia/personas/zutana-sola-ficticia-ejemplar')
      .execute();
    expect(kept).toEqual([{ record_id: zutana }]);
    expect(await undo(importId)).toEqual({ ok: false, refused: 'undone' });
    expect(await undo(crypto.randomUUID())).toEqual({ ok: false, refused: 'not_found' });
    const again = await take(LIST);
    expect(again.counts.created).toBe(5);
  });

  it('leaves who was changed, joined or cited since, and says so', async () => {
    const { db } = database;
    const { id: importId } = await db
      .selectFrom('official_imports')
      .select('id')
      .where('undone_at', 'is', null)
      .executeTakeFirstOrThrow();
    const changed = await idOf('Perengano Cambiado Otrado Distinto');
    await withTransaction(db, (trx) =>
      addStatements(trx, { actor: ACTOR, now: LATER }, [
        {
          subject: { kind: 'person', id: changed },
          property: 'profession',
          value: { text: 'Abogado' },
          evidence: 'kept',
        },
      ]),
    );
    const pair = await db.selectFrom('person_pairs').select('id').executeTakeFirstOrThrow();
    await run(db, (trx) => decidePair(trx, ACT, pair.id, { decision: 'same' }));
    const cited = await idOf('Fulano Citado Tercero Inventado');
    const source = await insertSource(db, { title: 'Fuente de prueba' });
    await withTransaction(db, (trx) =>
      cite(trx, ACT, {
        source,
        record: { kind: 'person', id: cited },
        field: '',
        value: '',
        page: '',
        passage: '',
      }),
    );
    const done = await undo(importId);
    expect(done).toMatchObject({ ok: true, removed: 1, changed: 0 });
    if (!done.ok) return;
    expect(done.stayed.map(({ name, why }) => `${name}: ${why}`).toSorted()).toEqual([
      'Fulano Citado Tercero Inventado: cited',
      'Mengana Igual Doble Repetida: merged',
      'Mengana Igual Doble Repetida: merged',
      'Perengano Cambiado Otrado Distinto: changed',
    ]);
    expect(await names()).not.toContain('Zutana Sola Ficticia Ejemplar');
    // They stand as they stood: with all that the list says of them.
    const said = await db.selectFrom('tenures').select('id').where('import_id', '=', importId).execute();
    expect(said).toHaveLength(4);
    await run(db, (trx) => reopenPair(trx, ACT, pair.id));
  });

  it('takes off what it added to others, and shows what is left', async () => {
    const { db } = database;
    const list = (profesion: string) =>
      `id,nombre,profesion,seleccionarEleccion\n9,Zutano Corregido Ficticio Ejemplar,${profesion},Elección de Ejemplo\n`;
    await take(list('Abogado'), 'corregida.csv');
    const id = await idOf('Zutano Corregido Ficticio Ejemplar');
    const second = await take(list('Notario'), 'corregida.csv');
    expect(second.counts).toMatchObject({ created: 0, changed: 1 });
    const said = async () =>
      (
        await db
          .selectFrom('statements')
          .select(['value', 'evidence'])
          .where('subject_id', '=', id)
          .where('property', '=', 'profession')
          .orderBy('id')
          .execute()
      ).map(({ value, evidence }) => `${(value as { text: string }).text} ${evidence}`);
    expect(await said()).toEqual(['Abogado shown', 'Notario beside']);
    await db.updateTable('statements').set({ evidence: 'beside' }).where('subject_id', '=', id).execute();
    expect(await undo(second.importId)).toEqual({ ok: true, removed: 0, changed: 1, stayed: [] });
    expect(await said()).toEqual(['Abogado shown']);
    const versions = await db
      .selectFrom('history')
      .select('action')
      .where('record_id', '=', id)
      .orderBy('id')
      .execute();
    expect(versions.map(({ action }) => action)).toEqual(['published', 'changed', 'import_undone']);
  });
});
