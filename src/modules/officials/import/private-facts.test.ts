import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { everyText } from '../../../../test/harness/every-text.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { CUI, list, NIT, take, ZUTANA } from './person-fixtures.ts';
import { printTotals } from './person-report.ts';

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
      { ...ZUTANA, nombre: `Zutana ${secrets.name} Rechazada` },
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
});
