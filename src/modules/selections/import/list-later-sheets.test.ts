/** A later list of votes, points or documents: nothing is lost, and what differs stands beside with its source. */
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { exampleProcess } from '../example-files.ts';
import { cited, ExampleLists, told } from '../example-lists.ts';

const database = useDatabase();
let lists: ExampleLists;
const FINA = 'Fina Candidata Ficticia';
const GAEL = 'Gael Aspirante Inventado';

beforeEach(async () => {
  lists = await ExampleLists.of(testDeps(database.db));
});

describe('what a later list says of votes, points and documents that are there', () => {
  it('votes: the round cites each list, and another count or another vote stands beside it', async () => {
    const done = await lists.read('vote', 'votos.json', [
      { ronda: '1', candidato: FINA, 'a favor': '2', 'en contra': '0', ausente: '0' },
      { ronda: '1', candidato: FINA, comisionado: 'Ada Ejemplo Ficticia', voto: 'En contra' },
    ]);
    expect(told(done)).toEqual([`1 for ${FINA} · 2`, `1 choice Ada Ejemplo Ficticia · ${FINA} · En contra`]);
    const whole = await lists.file();
    const round = whole.rounds?.find(({ key }) => key === 'ronda-1');
    expect(round?.results[0]).toMatchObject({ for: 3, against: 0, absent: 0 });
    expect(round?.results[0]?.ballots?.[0]).toMatchObject({ holder: 'h-ada', choice: 'for' });
    expect(cited(whole, round)).toEqual([
      'Acta de la comisión',
      'votos.json',
      `votos.json | línea 1 | for | ${FINA} · 2`,
      `votos.json | línea 1 | choice | Ada Ejemplo Ficticia · ${FINA} · En contra`,
    ]);
  });

  it('votes: two bodies with a round of one number are two rounds', async () => {
    const both = structuredClone(exampleProcess({ slug: lists.slug }));
    both.bodies?.push({ key: 'asamblea', name: 'Asamblea', cite: ['acta'] });
    both.rounds?.push({
      key: 'pleno-1',
      body: 'asamblea',
      number: 1,
      matter: 'Elegir',
      results: [],
      cite: ['acta'],
    });
    await lists.process(both);
    const done = await lists.read('vote', 'votos.json', [
      { ronda: '1', candidato: FINA, 'a favor': '90' },
      { ronda: '1', organo: 'asamblea', candidato: FINA, 'a favor': '81' },
    ]);
    expect(done.list.refused).toMatchObject([{ column: 'round', fault: 'two_rounds' }]);
    const rounds = (await lists.file()).rounds ?? [];
    expect(rounds.map(({ key, results }) => [key, results[0]?.for])).toEqual([
      ['ronda-1', 3],
      ['pleno-1', 81],
    ]);
  });

  it('scores: the sheet cites each list, other points stand beside, and two lists without a sheet are two sheets', async () => {
    const done = await lists.read('score', 'puntos.json', [
      { candidato: FINA, hoja: 'hoja-1', Académico: '31', 'total impreso': '80.5' },
      { candidato: GAEL, hoja: 'hoja-1', Profesional: '40' },
    ]);
    expect(told(done)).toEqual([`1 points ${FINA} · Académico: 31`]);
    const whole = await lists.file();
    const sheet = whole.gradings?.find(({ key }) => key === 'hoja-1');
    expect(sheet?.scores.map(({ points }) => points['academico'])).toEqual([30.5, 20]);
    expect(sheet?.scores[1]?.points).toMatchObject({ profesional: 40 });
    expect(cited(whole, sheet)).toEqual([
      'Acta de la comisión',
      'puntos.json',
      `puntos.json | línea 1 | points | ${FINA} · Académico: 31`,
    ]);
    await lists.read('score', 'a.json', [{ candidato: FINA, total: '70' }]);
    await lists.read('score', 'b.json', [{ candidato: FINA, total: '71' }]);
    const own = (await lists.file()).gradings?.filter(({ key }) => key.startsWith('punteo'));
    expect(own?.map(({ title, scores }) => [title, scores[0]?.printed_total])).toEqual([
      ['a.json', 70],
      ['b.json', 71],
    ]);
    expect((await lists.read('score', 'b.json', [{ candidato: FINA, total: '71' }])).done?.outcome).toBe(
      'left',
    );
  });

  it('documents: two of one title at two addresses are two, and what is of somebody stays theirs', async () => {
    const rows = [
      { candidato: FINA, titulo: 'Hoja de vida', enlace: 'https://doc.test/a' },
      { candidato: FINA, titulo: 'Hoja de vida', enlace: 'https://doc.test/b' },
    ];
    await lists.read('document', 'uno.json', rows);
    await lists.read('document', 'dos.json', [
      { candidato: GAEL, titulo: 'Hoja de vida', enlace: 'https://doc.test/a' },
    ]);
    const whole = await lists.file();
    const own = whole.documents?.filter(({ title }) => title === 'Hoja de vida') ?? [];
    expect(own.map((one) => [one.candidacy, whole.sources[String(one.cite?.[0])]?.url])).toEqual([
      ['c-1', 'https://doc.test/a'],
      ['c-1', 'https://doc.test/b'],
      ['c-2', 'https://doc.test/a'],
    ]);
    expect((await lists.read('document', 'uno.json', rows)).done?.outcome).toBe('left');
  });
});
