/** A list of people goes in as it should, or leaves nothing at all. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { everyText } from '../../../../test/harness/every-text.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { CUI, list, PERENGANO, take, ZUTANA } from './person-fixtures.ts';
import { isImported, printTotals } from './person-report.ts';

describe('a list that cannot go in', () => {
  const database = useDatabase();

  it('without names, or without anything, leaves nothing at all', async () => {
    const { db } = database;
    const before = await everyText(db);
    for (const [text, key] of [
      [`a,b\n${CUI},x`, 'no_name_column'],
      [`${CUI},Zutana\n1,2`, 'no_name_column'],
      ['nombre\n"Zutana', 'unclosed_quote'],
      ['', 'empty'],
    ] as const) {
      const { done } = await take(db, text);
      expect(done.fault?.key).toBe(`officials.file.fault.${key}`);
      expect(isImported(done)).toBe(false);
      expect(printTotals(done, translator('es'), 'es', 'America/Guatemala').join('\n')).not.toContain(CUI);
    }
    expect(await everyText(db)).toEqual(before);
  });

  it('fails with all the others when the database fails in the middle', async () => {
    const { db } = database;
    await sql`create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`.execute(
      db,
    );
    await sql`create trigger fail before insert on person_pairs for each row execute function fail()`.execute(
      db,
    );
    const before = await everyText(db);
    const two = list({ nombre: 'Zutana Igual Dos Veces' }, { nombre: 'Zutana Igual Dos Veces' });
    await expect(take(db, two)).rejects.toThrow('no');
    expect(await everyText(db)).toEqual(before);
    await sql`drop trigger fail on person_pairs`.execute(db);
    expect((await take(db, two)).done.counts.created).toBe(2);
  });
});

describe('a dry run', () => {
  const database = useDatabase();

  it('says all that would be done, and writes nothing', async () => {
    const { db } = database;
    const before = await everyText(db);
    const text = list(ZUTANA, PERENGANO, { ...PERENGANO, id: 'fila-3' }, { nombre: '', sexo: 'Femenino' });
    const dry = await take(db, text, { dryRun: true });
    expect(await everyText(db)).toEqual(before);
    expect(dry.done.importId).toBeUndefined();
    const real = await take(db, text);
    expect(real.printed).toEqual(dry.printed);
    expect({ ...real.done, importId: undefined, dryRun: true }).toEqual({ ...dry.done, importId: undefined });
    expect(dry.printed).toEqual([
      'lista.csv:2:12: aviso: No se sabe cuál es el día y cuál el mes: se guarda el año. Escríbala como 2018-05-02.',
      'lista.csv:5:2: rechazada: La fila no tiene nombre.',
      'lista.csv:2:1: creada: Zutana Beta Ficticia Ejemplar (1 fila)',
      'lista.csv:3:1: creada: Perengano Delta Otrado Distinto (1 fila)',
      'lista.csv:4:1: creada: Perengano Delta Otrado Distinto (1 fila)',
      'lista.csv:3:1: por decidir con la fila 4: nombre igual (93)',
    ]);
    expect(printTotals(dry.done, translator('es'), 'es', 'America/Guatemala')).toEqual([
      'lista.csv: filas 4; personas creadas 3, cambiadas 0, sin cambio 0; filas rechazadas 1, dejadas fuera 0',
      '  no entra: número de identificación personal (1)',
      '  no entra: número de identificación tributaria (1)',
      '  no entra: estado civil (1)',
      '  no entra: enlace con un número de identificación (1)',
      '  por decidir si son la misma persona: 1 (nombre igual)',
      'Ensayo: se puede escribir; no se escribió nada.',
    ]);
  });
});
