/** A later list of candidates or members: nothing is lost, and what differs stands beside with its source. */
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { exampleProcess } from '../example-files.ts';
import { cited, ExampleLists, told } from '../example-lists.ts';

const database = useDatabase();
let lists: ExampleLists;
const FINA = 'Fina Candidata Ficticia';

beforeEach(async () => {
  lists = await ExampleLists.of(testDeps(database.db));
});

describe('what a later list says of somebody who is there', () => {
  it('candidates: blanks are filled, each row is cited, and what differs stands beside', async () => {
    const done = await lists.read('candidate', 'padron.json', [
      {
        id: 'c-1',
        nombre: 'Fina María Candidata Ficticia',
        expediente: '77',
        nota: 'De la lista',
        estado: 'filed',
        fecha: '2026-02-05',
        motivo: 'En ventanilla',
      },
    ]);
    expect(told(done)).toEqual(['1 file_number 77', '1 name Fina María Candidata Ficticia']);
    const whole = await lists.file();
    const one = whole.candidacies?.find(({ key }) => key === 'c-1');
    expect(one).toMatchObject({ name: FINA, file_number: '1', note: 'De la lista' });
    expect(cited(whole, one)).toEqual([
      'Así se elige',
      'padron.json | línea 1',
      'padron.json | línea 1 | file_number | 77',
      'padron.json | línea 1 | name | Fina María Candidata Ficticia',
    ]);
    const filed = one?.states.find(({ state }) => state === 'filed');
    expect(filed?.ground).toBe('En ventanilla');
    expect(cited(whole, filed)).toEqual(['Así se elige', 'padron.json | línea 1']);
    const later = await lists.read('candidate', 'otra.json', [
      { id: 'c-1', nombre: FINA, estado: 'filed', fecha: '2026-02-05', motivo: 'Por correo' },
    ]);
    expect(told(later)).toEqual(['1 ground Por correo']);
    const again = (await lists.file()).candidacies?.find(({ key }) => key === 'c-1');
    expect(again?.states.map(({ state, ground }) => [state, ground])).toEqual([
      ['filed', 'En ventanilla'],
      ['shortlisted', undefined],
    ]);
    expect(cited(await lists.file(), again?.states[0])).toEqual([
      'Así se elige',
      'padron.json | línea 1',
      'otra.json | línea 1',
      'otra.json | línea 1 | ground | Por correo',
    ]);
  });

  it('puts an earlier state before a later one', async () => {
    await lists.read('candidate', 'uno.json', [
      { id: 'c-1', nombre: FINA, estado: 'continues', fecha: '2026-03-01' },
    ]);
    const one = (await lists.file()).candidacies?.find(({ key }) => key === 'c-1');
    expect(one?.states.map(({ state }) => state)).toEqual(['filed', 'continues', 'shortlisted']);
  });

  it('members: what is there stays, what the list says otherwise is kept with its row', async () => {
    const done = await lists.read('member', 'integrantes.json', [
      {
        nombre: 'Ada Ejemplo Ficticia',
        cargo: 'Decanatura de otra',
        juramentacion: '2026-02-03',
        nota: 'Suplió',
      },
    ]);
    expect(told(done)).toEqual(['1 sworn_on 2026-02-03', '1 seat Decanatura de otra']);
    const whole = await lists.file();
    const ada = whole.bodies?.[0]?.seats?.[0]?.holders[0];
    expect(ada).toMatchObject({ sworn_on: '2026-02-01', note: 'Suplió' });
    expect(cited(whole, ada)).toEqual([
      'Acta de la comisión',
      'integrantes.json | línea 1',
      'integrantes.json | línea 1 | sworn_on | 2026-02-03',
      'integrantes.json | línea 1 | seat | Decanatura de otra',
    ]);
  });

  it('members: a key of somebody in another body is refused', async () => {
    const both = structuredClone(exampleProcess({ slug: lists.slug }));
    const seat = {
      key: 'curul',
      label: 'Curul',
      holders: [{ key: 'd-1', name: 'Delia Ficticia', cite: ['acta'] }],
    };
    both.bodies?.push({ key: 'asamblea', name: 'Asamblea', seats: [seat], cite: ['acta'] });
    await lists.process(both);
    const row = { id: 'd-1', nombre: 'Delia Ficticia', cargo: 'Suplencia' };
    const done = await lists.read('member', 'uno.json', [{ ...row, organo: 'comision' }]);
    expect(done.list.refused).toMatchObject([{ column: 'key', fault: 'other_body' }]);
    expect((await lists.read('member', 'uno.json', [{ ...row, organo: 'asamblea' }])).list.taken).toBe(1);
  });
});
