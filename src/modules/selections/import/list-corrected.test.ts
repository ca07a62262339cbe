/** A later list that says an objection or a check otherwise: somebody says whether it is the same, or another. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { cited, ExampleLists } from '../example-lists.ts';
import type { ListKind } from './list-columns.ts';
import { ANOTHER } from './list-corrected.ts';
import type { ListImport } from './list-import.ts';
import type { ListMap } from './list-map.ts';
import { printList } from './report.ts';

const database = useDatabase();
let lists: ExampleLists;
const FINA = 'Fina Candidata Ficticia';
const ROW = { candidato: FINA, motivo: 'Falta una constancia', fecha: '2026-02-14' };

beforeEach(async () => {
  lists = await ExampleLists.of(testDeps(database.db));
});

const ofFina = async () => {
  const whole = await lists.file();
  const rows = (whole.objections ?? []).filter(({ candidacy }) => candidacy === 'c-1');
  return rows.map((one) => ({ ...one, said: cited(whole, one) }));
};
const processId = async () => {
  const { id } = await database.db
    .selectFrom('selections')
    .select('id')
    .where('slug', '=', lists.slug)
    .executeTakeFirstOrThrow();
  return id;
};
/** Each object of these lists stands on the first line. */
const faults = ({ list }: ListImport) => list.refused.map(({ line, fault }) => `${line} ${fault}`);
const answers = ({ list }: ListImport, answer: (keys: string[]) => string): ListMap => ({
  corrections: Object.fromEntries(list.doubts.map(({ row, of }) => [row, answer(of.map(({ key }) => key))])),
});
const same = (keys: string[]): string => keys[0] ?? '';

describe('a later list with another text or another day', () => {
  it.each([
    ['another text', { motivo: 'Falta la constancia de un cargo' }, 'dos.json', 'ground'],
    ['another day', { fecha: '2026-02-15' }, 'dos.json', 'filed_on'],
    ['another text in the same list', { motivo: 'Falta otra constancia' }, 'uno.json', 'ground'],
    ['other evidence in the same list', { prueba: 'Folio 12' }, 'uno.json', 'evidence'],
  ])('%s: is asked about, and counted once when it is the same', async (_what, change, name, field) => {
    await lists.read('objection', 'uno.json', [{ ...ROW, prueba: 'Folio 9' }]);
    const [before] = await ofFina();
    const later = [{ ...ROW, prueba: 'Folio 9', ...change }];
    const asked = await lists.read('objection', name, later);
    expect(faults(asked)).toEqual(['1 maybe_same']);
    expect(asked.list.doubts).toMatchObject([{ line: 1, of: [{ key: before?.key }] }]);
    expect(asked.offered?.corrections).toEqual({ [asked.list.doubts[0]?.row ?? '']: '' });
    expect(await ofFina()).toEqual([before]);
    const lines = printList(name, asked, translator('es'), { process: lists.slug, dryRun: false });
    expect(lines.join('\n')).toContain(`  ${before?.key}: 2026-02-14 · «Falta una constancia» · uno.json`);
    const map = answers(asked, same);
    expect(faults(await lists.read('objection', name, later, { map }))).toEqual([]);
    const [one, ...others] = await ofFina();
    expect(others).toEqual([]);
    const value = { ground: later[0]?.motivo, filed_on: later[0]?.fecha, evidence: later[0]?.prueba };
    expect(one).toMatchObject({ key: before?.key, count: 1, ...value });
    const former = before?.[field as 'ground'];
    expect(one?.said).toContain(`uno.json | línea 1 | ${field} | ${former}`);
    // Either list again, without an answer: nothing changes.
    const again = [
      await lists.read('objection', name, later),
      await lists.read(
        'objection',
        'uno.json',
        name === 'uno.json' ? later : [{ ...ROW, prueba: 'Folio 9' }],
      ),
    ];
    expect(again.map((done) => [faults(done), done.done?.outcome])).toEqual([
      [[], 'left'],
      [[], 'left'],
    ]);
  });

  it('is another one where somebody says so, and stays so', async () => {
    await lists.read('objection', 'uno.json', [ROW]);
    const later = [{ ...ROW, motivo: 'No vive en el distrito' }];
    const asked = await lists.read('objection', 'dos.json', later);
    await lists.read('objection', 'dos.json', later, { map: answers(asked, () => ANOTHER) });
    expect((await ofFina()).map(({ ground, said }) => [ground, said])).toEqual([
      ['Falta una constancia', ['uno.json | línea 1']],
      ['No vive en el distrito', ['dos.json | línea 1']],
    ]);
    const again = await lists.read('objection', 'dos.json', later);
    expect([faults(again), again.done?.outcome]).toEqual([[], 'left']);
  });

  it('is not asked where the list has both, of others who filed it, or of another candidate', async () => {
    await lists.read('objection', 'uno.json', [ROW]);
    const other = { ...ROW, motivo: 'No vive en el distrito' };
    // Wherever the row that is there stands in it.
    expect(faults(await lists.read('objection', 'dos.json', [other, ROW]))).toEqual([]);
    const filed = { ...ROW, fecha: '2026-02-20', filer_kind: 'organisation', filer: 'Una organización' };
    expect(faults(await lists.read('objection', 'tres.json', [ROW, other, filed]))).toEqual([]);
    const theirs = { ...filed, filer: 'Otra organización', motivo: 'Otro asunto' };
    expect(faults(await lists.read('objection', 'cuatro.json', [theirs]))).toEqual([]);
    const gael = { ...ROW, candidato: 'Gael Aspirante Inventado' };
    expect(faults(await lists.read('objection', 'cinco.json', [gael]))).toEqual([]);
    expect(await ofFina()).toHaveLength(4);
  });

  it('without a day, is asked of its own list, and of another list where the text is the same', async () => {
    const { fecha: _none, ...undated } = ROW;
    await lists.read('objection', 'uno.json', [undated]);
    const other = { ...undated, motivo: 'No vive en el distrito' };
    expect(faults(await lists.read('objection', 'uno.json', [other]))).toEqual(['1 maybe_same']);
    expect(faults(await lists.read('objection', 'dos.json', [ROW]))).toEqual(['1 maybe_same']);
    // Two lists without days tell each of its own.
    expect(faults(await lists.read('objection', 'dos.json', [other]))).toEqual([]);
  });

  it('of two rows that would correct the same one, the second is asked again', async () => {
    await lists.read('objection', 'uno.json', [ROW]);
    const later = ['Uno', 'Dos'].map((motivo) => ({ ...ROW, motivo }));
    const asked = await lists.read('objection', 'dos.json', later);
    expect(faults(asked)).toEqual(['1 maybe_same', '1 maybe_same']);
    const done = await lists.read('objection', 'dos.json', later, { map: answers(asked, same) });
    expect([faults(done), done.list.taken]).toEqual([['1 maybe_same'], 1]);
    expect((await ofFina()).map(({ ground }) => ground)).toEqual(['Uno']);
  });

  it('an answer of another list is none here', async () => {
    await lists.read('objection', 'uno.json', [ROW]);
    const [one] = await ofFina();
    const map = { corrections: { 'tacha-c-1-abcdefabcdef': one?.key ?? '' } };
    const later = [{ ...ROW, motivo: 'Otro' }];
    expect(faults(await lists.read('objection', 'dos.json', later, { map }))).toEqual(['1 maybe_same']);
  });

  it('keeps in the public history what was said before', async () => {
    await lists.read('objection', 'uno.json', [ROW]);
    const later = [{ ...ROW, motivo: 'Falta la constancia de un cargo' }];
    const asked = await lists.read('objection', 'dos.json', later);
    await lists.read('objection', 'dos.json', later, { map: answers(asked, same) });
    const { content } = await database.db
      .selectFrom('history')
      .select('content')
      .where('record_id', '=', await processId())
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect((content as { rows: unknown }).rows).toMatchObject([
      {
        sort: 'candidacy_objections',
        rows: [
          {
            before: { ground: 'Falta una constancia' },
            after: { ground: 'Falta la constancia de un cargo' },
          },
        ],
      },
    ]);
  });
});

describe('a list that has the former text beside the corrected one', () => {
  const corrected = async (name: string) => {
    await lists.read('objection', 'uno.json', [ROW]);
    const later = [{ ...ROW, motivo: 'Otra' }];
    const map = answers(await lists.read('objection', name, later), same);
    await lists.read('objection', name, later, { map });
  };
  it.each([
    ['uno.json', ['Otra', ROW.motivo]],
    ['uno.json', [ROW.motivo, 'Otra']],
    ['dos.json', ['Otra', ROW.motivo]],
    ['dos.json', [ROW.motivo, 'Otra']],
  ])('corrected by %s, listed %j: shows each once, and nothing changes after', async (name, texts) => {
    await corrected(name);
    const both = texts.map((motivo) => ({ ...ROW, motivo }));
    expect(faults(await lists.read('objection', 'uno.json', both))).toEqual([]);
    expect((await ofFina()).map(({ ground }) => ground)).toEqual(['Otra', ROW.motivo]);
    const again = await lists.read('objection', 'uno.json', both.toReversed());
    expect([faults(again), (await ofFina()).map(({ ground }) => ground)]).toEqual([[], ['Otra', ROW.motivo]]);
    const third = await lists.read('objection', 'uno.json', both.toReversed());
    expect([faults(third), third.done?.outcome]).toEqual([[], 'left']);
  });
});

describe('what a row said before it was corrected', () => {
  const said = async (name: string, change: object, answer = same) => {
    const rows = [{ ...ROW, ...change }];
    const asked = await lists.read('objection', name, rows);
    await lists.read('objection', name, rows, { map: answers(asked, answer) });
    return await lists.read('objection', name, rows);
  };

  it('is kept of each correction of the same list', async () => {
    for (const motivo of ['Una', 'Dos', 'Tres']) await said('uno.json', { motivo });
    const [one] = await ofFina();
    expect(one?.ground).toBe('Tres');
    expect(one?.said).toEqual(
      expect.arrayContaining(['uno.json | línea 1 | ground | Una', 'uno.json | línea 1 | ground | Dos']),
    );
    expect(faults(await said('uno.json', { motivo: 'Dos' }))).toEqual([]);
  });

  it('is of the list that printed it, where each corrected the other', async () => {
    await said('uno.json', { motivo: 'Una' });
    await said('dos.json', { motivo: 'Dos' });
    await said('uno.json', { motivo: 'Tres' });
    const texts = (await ofFina())[0]?.said.filter((one) => one.includes('ground'));
    expect(texts?.toSorted()).toEqual([
      'dos.json | línea 1 | ground | Dos',
      'uno.json | línea 1 | ground | Una',
    ]);
  });

  it('is of no list that never printed it', async () => {
    await said('uno.json', {});
    await said('dos.json', { prueba: 'Folio 9' });
    await said('tres.json', { motivo: 'Otra', prueba: 'Folio 12' });
    const [one] = await ofFina();
    expect(one?.evidence).toBe('Folio 12');
    expect(one?.said.filter((place) => place.includes('evidence'))).toEqual([]);
  });

  it('is corrected too where the text is nothing but a decision', async () => {
    const texts = ['uno', 'dos'].map((what) => `La comisión RECHAZÓ el escrito ${what}`);
    await said('uno.json', { motivo: texts[0] });
    await said('dos.json', { motivo: texts[1] });
    const [one, ...others] = await ofFina();
    expect([one?.decision, others]).toEqual([texts[1], []]);
    expect(one?.said).toContain(`uno.json | línea 1 | decision | ${texts[0]}`);
  });

  it('is not asked again because another list filled a blank of it', async () => {
    await said('uno.json', {});
    await said('dos.json', {});
    await said('tres.json', { prueba: 'Folio 9' });
    const again = await lists.read('objection', 'dos.json', [ROW]);
    expect([faults(again), again.done?.outcome]).toEqual([[], 'left']);
  });
});

describe('lists that count what was filed', () => {
  it('are asked whether they count the same, and are not added up', async () => {
    const of = (cantidad: number) => [{ candidato: FINA, cantidad }];
    await lists.read('objection', 'uno.json', of(15));
    const asked = await lists.read('objection', 'dos.json', of(12));
    expect([faults(asked), (await ofFina()).map((one) => one.count)]).toEqual([['1 maybe_same'], [15]]);
    await lists.read('objection', 'dos.json', of(12), { map: answers(asked, same) });
    const [one, ...others] = await ofFina();
    expect([one?.count, others]).toEqual([15, []]);
    expect(one?.said).toContain('dos.json | línea 1 | count | 12');
    for (const [name, count] of [
      ['dos.json', 12],
      ['uno.json', 15],
    ] as const) {
      const again = await lists.read('objection', name, of(count));
      expect([faults(again), again.done?.outcome]).toEqual([[], 'left']);
    }
  });
});

describe('an answer about a row with a key of its list', () => {
  it.each([
    ['another text', 'dos.json', { clave: 'n-1', motivo: 'Otra cosa' }],
    ['another list', 'tres.json', { clave: 'n-1', motivo: 'Otra' }],
  ])('is none for %s', async (_what, name, change) => {
    await lists.read('objection', 'uno.json', [ROW]);
    const asked = await lists.read('objection', 'dos.json', [{ ...ROW, clave: 'n-1', motivo: 'Otra' }]);
    const map = answers(asked, same);
    expect(faults(await lists.read('objection', name, [{ ...ROW, ...change }], { map }))).toEqual([
      '1 maybe_same',
    ]);
    expect((await ofFina()).map(({ ground }) => ground)).toEqual([ROW.motivo]);
  });

  it('is asked again of its own list when text and day are others', async () => {
    await lists.read('objection', 'uno.json', [ROW]);
    await lists.read('objection', 'uno.json', [{ clave: 'n-1', ...ROW }]);
    const later = [{ clave: 'n-1', candidato: FINA, motivo: 'Otra', fecha: '2026-03-01' }];
    expect(faults(await lists.read('objection', 'uno.json', later))).toEqual(['1 maybe_same']);
    expect(await ofFina()).toHaveLength(1);
  });

  it('that is found without it leaves what it named to other rows', async () => {
    await lists.read('objection', 'uno.json', [ROW]);
    const later = { ...ROW, motivo: 'Otra' };
    const map = answers(await lists.read('objection', 'dos.json', [later]), same);
    const another = Object.fromEntries(Object.keys(map.corrections ?? {}).map((row) => [row, ANOTHER]));
    await lists.read('objection', 'dos.json', [later], { map: { corrections: another } });
    // It is there by now: what was once said of it closes nothing.
    const third = { ...ROW, motivo: 'Tercera' };
    expect(faults(await lists.read('objection', 'dos.json', [later, third], { map }))).toEqual([
      '1 maybe_same',
    ]);
  });
});

describe('checks', () => {
  const CHECK = {
    candidato: FINA,
    registro: 'Registro de Ejemplo',
    pregunta: '¿Debe multas?',
    fecha: '2026-03-01',
  };
  const count = async () =>
    (await lists.file()).checks?.filter(({ register }) => register === 'Registro de Ejemplo').length;

  it.each([
    ['another day', { fecha: '2026-03-02' }, 'dos.json'],
    ['another question of the same list', { pregunta: '¿Tiene multas?' }, 'uno.json'],
  ])('%s: is asked about', async (_what, change, name) => {
    await lists.read('check', 'uno.json', [CHECK]);
    const later = [{ ...CHECK, ...change }];
    const asked = await lists.read('check', name, later);
    expect([faults(asked), await count()]).toEqual([['1 maybe_same'], 1]);
    await lists.read('check', name, later, { map: answers(asked, same) });
    expect(await count()).toBe(1);
    const again = await lists.read('check', name, later);
    expect([faults(again), again.done?.outcome, await count()]).toEqual([[], 'left', 1]);
  });
});

describe('rows that went in before their list had keys', () => {
  it.each<[ListKind, object]>([
    ['objection', ROW],
    ['check', { candidato: FINA, registro: 'Registro de Ejemplo', pregunta: '¿Debe multas?' }],
  ])('%s: are found by what they say', async (list, row) => {
    await lists.read(list, 'uno.json', [row]);
    const before = await lists.file();
    const keyed = [{ clave: 'n-1', ...row }];
    const [one, two] = [await lists.read(list, 'uno.json', keyed), await lists.read(list, 'uno.json', keyed)];
    expect([one, two].map((done) => [faults(done), done.done?.outcome])).toEqual([
      [[], 'left'],
      [[], 'left'],
    ]);
    expect(await lists.file()).toEqual(before);
  });

  it('are found also under names that an earlier program gave them', async () => {
    await lists.read('objection', 'uno.json', [ROW, ROW]);
    await database.db
      .updateTable('candidacy_objections')
      .set({ key: sql<string>`'tacha-' || position` })
      .where('key', 'like', 'tacha-c-1-%')
      .execute();
    const again = await lists.read('objection', 'uno.json', [ROW, ROW]);
    expect([faults(again), again.done?.outcome]).toEqual([[], 'left']);
  });

  it('are found under those names too by rows that have keys by now, unless their keys are such names', async () => {
    await lists.read('objection', 'uno.json', [ROW]);
    await database.db
      .updateTable('candidacy_objections')
      .set({ key: 'tacha-90' })
      .where('key', 'like', 'tacha-c-1-%')
      .execute();
    const keyed = await lists.read('objection', 'uno.json', [{ clave: 'n-1', ...ROW }]);
    expect([faults(keyed), keyed.done?.outcome]).toEqual([[], 'left']);
    expect(faults(await lists.read('objection', 'uno.json', [{ clave: 'tacha-91', ...ROW }]))).toEqual([]);
    expect((await ofFina()).map(({ key }) => key)).toEqual(['tacha-90', 'tacha-91']);
  });
});
