/** A second list of objections or checks, or the same one again: nothing is counted twice, nothing is written over. */
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { cited, ExampleLists, told } from '../example-lists.ts';
import { printList } from './report.ts';

const database = useDatabase();
let lists: ExampleLists;
const FINA = 'Fina Candidata Ficticia';
const GAEL = 'Gael Aspirante Inventado';

beforeEach(async () => {
  lists = await ExampleLists.of(testDeps(database.db));
});

describe('two lists whose rows have no keys', () => {
  const UNO = [
    { candidato: FINA, motivo: 'Falta una constancia', fecha: '2026-02-14' },
    { candidato: FINA, motivo: 'Falta otra constancia', fecha: '2026-02-14' },
    { candidato: FINA, motivo: 'Falta otra constancia', fecha: '2026-02-14' },
  ];
  const DOS = [{ candidato: FINA, motivo: 'No vive en el distrito', fecha: '2026-02-15' }];
  const grounds = (whole: ProcessFile) =>
    (whole.objections ?? [])
      .filter(({ key }) => key.startsWith('tacha-'))
      .map((one) => `${one.ground} | ${cited(whole, one).join(' ; ')}`);

  it('of objections: both are there, each with its source, and what the desk answered stays', async () => {
    await lists.read('objection', 'uno.json', UNO);
    const [first] = (await lists.file()).objections?.filter(({ key }) => key.startsWith('tacha-')) ?? [];
    await database.db
      .updateTable('candidacy_objections')
      .set({ answer: 'La constancia está en el folio 9.', outcome: 'no_effect', decision: 'Sin lugar.' })
      .where('key', '=', first?.key ?? '')
      .execute();
    await lists.read('objection', 'dos.json', DOS);
    const both = await lists.file();
    expect(grounds(both)).toEqual([
      'Falta una constancia | uno.json | línea 1',
      'Falta otra constancia | uno.json | línea 1',
      'Falta otra constancia | uno.json | línea 1',
      'No vive en el distrito | dos.json | línea 1',
    ]);
    expect(both.objections?.find(({ key }) => key === first?.key)).toMatchObject({
      answer: 'La constancia está en el folio 9.',
      outcome: 'no_effect',
      decision: 'Sin lugar.',
    });
    const again = [
      await lists.read('objection', 'uno.json', UNO),
      await lists.read('objection', 'dos.json', DOS),
    ];
    expect(again.map(({ done }) => done?.outcome)).toEqual(['left', 'left']);
  });

  it('of checks: both are there, and a register that answers otherwise stands beside', async () => {
    const row = { candidato: FINA, registro: 'Registro de Ejemplo', pregunta: '¿Debe multas?' };
    await lists.read('check', 'uno.json', [{ ...row, respuesta: 'No.' }]);
    await lists.read('check', 'dos.json', [{ ...row, pregunta: '¿Está colegiada?', respuesta: 'Sí.' }]);
    const later = await lists.read('check', 'uno.json', [{ ...row, respuesta: 'Sí, dos.' }]);
    const whole = await lists.file();
    const checks = whole.checks?.filter(({ key }) => key.startsWith('ver-a-')) ?? [];
    expect(checks.map(({ question, finding }) => [question, finding])).toEqual([
      ['¿Debe multas?', 'No.'],
      ['¿Está colegiada?', 'Sí.'],
    ]);
    expect(cited(whole, checks[0])).toEqual([
      'uno.json | línea 1',
      'uno.json | línea 1 | finding | Sí, dos.',
    ]);
    expect(told(later)).toEqual(['1 finding Sí, dos.']);
  });

  it('under another name of the file, or from somebody else too: nothing is counted again, and each is cited', async () => {
    const { length } = (await lists.file()).objections ?? [];
    await lists.read('objection', 'tachas.json', UNO);
    const second = [{ ...UNO[0], prueba: 'Folio 9' }, ...UNO.slice(1), ...DOS];
    for (const name of ['tachas (1).json', 'tachas (1).json'])
      await lists.read('objection', name, second, { publisher: 'Otra comisión' });
    const whole = await lists.file();
    expect(grounds(whole)).toEqual([
      'Falta una constancia | tachas.json | línea 1 ; tachas (1).json | línea 1',
      'Falta otra constancia | tachas.json | línea 1 ; tachas (1).json | línea 1',
      'Falta otra constancia | tachas.json | línea 1 ; tachas (1).json | línea 1',
      'No vive en el distrito | tachas (1).json | línea 1',
    ]);
    expect(whole.objections?.[length]?.evidence).toBe('Folio 9');
    // Who else filed the same is another.
    const others = ['Una organización', 'Otra organización'].map((filer) => ({
      candidato: FINA,
      motivo: 'Lo mismo',
      filer_kind: 'organisation',
      filer,
    }));
    await lists.read('objection', 'una.json', others.slice(0, 1));
    await lists.read('objection', 'otra.json', others.slice(1));
    expect((await lists.file()).objections?.filter(({ ground }) => ground === 'Lo mismo')).toHaveLength(2);
    const check = { candidato: FINA, registro: 'Registro de Ejemplo', pregunta: '¿Debe multas?' };
    await lists.read('check', 'uno.json', [check, check]);
    await lists.read('check', 'uno (1).json', [check, check]);
    expect((await lists.file()).checks?.filter(({ question }) => question === '¿Debe multas?')).toHaveLength(
      2,
    );
  });

  it('with a key that is there: what the desk wrote stays, what the list says stands beside', async () => {
    const done = await lists.read('objection', 'claves.json', [
      {
        clave: 'o-1',
        candidato: GAEL,
        resultado: 'excluded',
        decision: 'Se le excluyó.',
        motivo: 'Otro',
        respuesta: 'Lo niega.',
      },
      { clave: 'o-1', candidato: FINA, motivo: 'De otra persona' },
      { clave: 'o-9', candidato: FINA, motivo: 'Nueva' },
    ]);
    expect(done.list.refused).toMatchObject([{ column: 'key', fault: 'other_person' }]);
    const whole = await lists.file();
    const one = whole.objections?.find(({ key }) => key === 'o-1');
    expect(one).toMatchObject({
      candidacy: 'c-2',
      ground: 'Falta un documento, según se presentó',
      outcome: 'no_effect',
      decision: 'La comisión ACEPTÓ los descargos.',
      // It was blank.
      answer: 'Lo niega.',
    });
    expect(cited(whole, one)).toEqual([
      'Así se elige',
      'claves.json | línea 1',
      'claves.json | línea 1 | ground | Otro',
      'claves.json | línea 1 | outcome | Exclusión',
      'claves.json | línea 1 | decision | Se le excluyó.',
    ]);
    const lines = printList('claves.json', done, translator('es'), { process: lists.slug, dryRun: false });
    expect(lines.join('\n')).toContain('el proceso dice otra cosa de «motivo»');
  });

  it('never puts the name of who filed beside another kind of filer', async () => {
    const rows = [
      { clave: 'o-7', candidato: FINA, filer_kind: 'individual', motivo: 'Uno' },
      {
        clave: 'o-7',
        candidato: FINA,
        filer_kind: 'organisation',
        filer: 'Organización de Ejemplo',
        motivo: 'Uno',
      },
    ];
    const done = await lists.read('objection', 'uno.json', rows);
    expect(done.done?.ok).toBe(true);
    const whole = await lists.file();
    const one = whole.objections?.find(({ key }) => key === 'o-7');
    expect([one?.filer_kind, one?.filer]).toEqual(['individual', undefined]);
    // Nor is it what the list says otherwise: that page is public too.
    expect(cited(whole, one)).toEqual([
      'uno.json | línea 1',
      'uno.json | línea 1 | filer_kind | Una organización',
    ]);
    expect(told(done)).toEqual(['1 filer_kind Una organización']);
  });
});
