import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { everyText } from '../../../../test/harness/every-text.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { bytesInput } from './file-bytes.ts';
import { importInstitutions } from './institution-import.ts';
import { ACTOR, CUI, list, NIT, NOW, take, ZUTANA } from './person-fixtures.ts';
import { printInstitutions, printTotals } from './person-report.ts';

describe('what nobody may know', () => {
  const database = useDatabase();

  it('is in no table, whatever column it stood in', async () => {
    const { db } = database;
    const secrets = {
      CUI,
      spaced: '9999 00002 9999',
      NIT,
      cv: '9999000039999',
      text: '9999000049999',
      state: 'Casada con Mengano Secreto',
      header: '9999000059999',
      name: '9999000069999',
    };
    const rows = [
      {
        ...ZUTANA,
        estadocivil: secrets.state,
        CUI: secrets.spaced,
        cv: `https://ejemplo.example/${secrets.cv}.pdf`,
      },
      { ...ZUTANA, id: secrets.CUI, experienciaProfesional: `Jueza, DPI ${secrets.text}` },
      { ...ZUTANA, id: 'fila-3', nombre: `Zutana ${secrets.name} Rechazada` },
      { ...ZUTANA, nombre: 'Zutana Beta Ficticia Ejemplar', CUI: `${secrets.CUI} `, Nit: secrets.NIT },
    ];
    const text = list(...rows)
      .split('\n')
      .map((one, at) => `${one},${at === 0 ? `Columna ${secrets.header}` : secrets.header}`)
      .join('\n');
    const { done, printed } = await take(db, text, {
      name: `lista ${secrets.CUI}.csv`,
      publisher: 'Editora',
    });
    // The plant is real: the rows that carry it are in.
    expect(done.counts).toMatchObject({ rows: 4, refused: 0 });
    expect(done.counts.created).toBeGreaterThan(1);
    const told = [...printed, ...printTotals(done, translator('es'), 'es', 'America/Guatemala')].join('\n');
    const everything = [await everyText(db), told].join('\n');
    expect(everything).toContain('Zutana Beta Ficticia Ejemplar');
    const found = Object.entries(secrets).filter(([, secret]) =>
      [secret, secret.replaceAll(' ', '')].some((one) => everything.includes(one)),
    );
    expect(found).toEqual([]);
  });

  it('is in no table either when a list of institutions brings it, and the rest goes in', async () => {
    const { db } = database;
    const secret = '9999000079999';
    const text = [
      'nombre,mision,web,correo,direccion',
      `Consejo Discreto,"Dirige Zutana, DPI 9999 00008 9999",https://consejo.test/${secret}.pdf,info@consejo.test,1 Calle 2-03`,
      `Consejo ${secret},,,,`,
    ].join('\n');
    const bytes = bytesInput(`consejos ${secret}.csv`, new TextEncoder().encode(text));
    const options = { dryRun: false, draft: false, publisher: 'Editora' };
    const done = await importInstitutions({ db, now: () => NOW }, ACTOR, bytes, options);
    expect(done.counts).toMatchObject({ created: 1, refused: 1 });
    const told = printInstitutions(done, translator('es')).lines.join('\n');
    expect(done.findings.map(({ key, line, column }) => [key.split('.').at(-1), line, column])).toEqual([
      ['number', 2, 2],
      ['number', 2, 3],
      ['number', 3, 1],
      ['number_in_name', 3, 1],
    ]);
    const everything = [await everyText(db), told].join('\n');
    expect(everything).toContain('Dirige Zutana, ');
    expect(everything).toContain('info@consejo.test');
    expect([secret, '9999 00008 9999', '9999000089999'].filter((one) => everything.includes(one))).toEqual(
      [],
    );
  });
});
