/** A row that is refused leaves nothing of itself: what it wrote before that was known is taken back. */
import { describe, expect, it } from 'vitest';
import { MOST_CITES } from '../schemas/parts.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { exampleProcess } from '../example-files.ts';
import type { ListKind } from './list-columns.ts';
import { addRows } from './list-rows.ts';

const FINA = 'Fina Candidata Ficticia';

/** So many rows of the same source cite it already that one more has room, and two have not. */
const full = (): NonNullable<ProcessFile['cite']> =>
  Array.from({ length: MOST_CITES - 1 }, (_, n) => ({ source: 'acta', page: `${n}` }));

function add(list: ListKind, file: ProcessFile, cells: Record<string, string>, others = {}) {
  const row = {
    line: 7,
    cells: new Map(Object.entries(cells)),
    others: new Map(Object.entries<string>(others)),
  };
  return addRows(list, file, [row], {
    source: { title: 'lista.csv', publisher: 'Comisión de ejemplo' },
    placeOf: (line) => `fila ${line}`,
    columns: new Set(Object.keys(cells)),
    people: new Map(),
  });
}

describe('points of another table than that of the sheet', () => {
  const aspects = [{ key: 'academico', label: 'Académico', max: 100 }];
  const both = (): ProcessFile => {
    const file = structuredClone(exampleProcess());
    file.rubrics?.push({ key: 'tabla-2', title: 'Tabla nueva', adopted: true, aspects, cite: ['acta'] });
    return file;
  };
  const row = { grading: 'hoja-1', candidate: 'Gael Aspirante Inventado' };

  it('stay outside where the row says so; where it names none, they are of the table of the sheet', () => {
    const file = both();
    const other = add('score', file, { ...row, rubric: 'tabla-2' }, { Académico: '99' });
    expect(other.refused).toMatchObject([{ column: 'rubric', fault: 'other_rubric' }]);
    expect(file.gradings).toEqual(both().gradings);
    // The newer table has no such aspect.
    expect(add('score', file, row, { Experiencia: '12' }).taken).toBe(1);
    const graded = file.gradings?.[0]?.scores.find(({ candidacy }) => candidacy === 'c-2');
    expect(graded?.points).toMatchObject({ experiencia: 12 });
    expect(add('score', file, { ...row, grading: 'Hoja nueva' }, { Académico: '99' }).taken).toBe(1);
    expect(file.gradings?.at(-1)).toMatchObject({
      rubric: 'tabla-2',
      scores: [{ candidacy: 'c-2', points: { academico: 99 } }],
    });
  });
});

describe('a row that would cite more than there is room for', () => {
  it.each<[ListKind, Record<string, string>, Record<string, string>, (file: ProcessFile) => unknown]>([
    [
      'vote',
      { round: '1', candidate: FINA, for: '1', against: '2', absent: '9' },
      {},
      ({ rounds = [] }) => rounds[0],
    ],
    [
      'score',
      { grading: 'hoja-1', candidate: FINA, total: '3' },
      { Académico: '1', Docencia: '7' },
      ({ gradings = [] }) => gradings[0],
    ],
    [
      'objection',
      { key: 'o-1', candidate: 'Gael Aspirante Inventado', ground: 'Otro', evidence: 'Folio 9' },
      {},
      ({ objections = [] }) => objections[0],
    ],
    [
      'candidate',
      { key: 'c-1', name: FINA, file_number: '77', note: 'Nueva', state: 'filed', on: '2026-02-05' },
      {},
      ({ candidacies = [] }) => candidacies[0],
    ],
  ])('of a list of %ss stays outside whole', (list, cells, others, targetIn) => {
    const file = structuredClone(exampleProcess());
    const target = targetIn(file) as { cite?: ProcessFile['cite'] };
    target.cite = full();
    const before = structuredClone(file);
    const done = add(list, file, cells, others);
    expect(done.refused).toMatchObject([{ line: 7, fault: 'too_many_sources' }]);
    expect([done.taken, done.differs]).toEqual([0, []]);
    expect(file).toEqual(before);
    // With room it goes in.
    target.cite = full().slice(9);
    expect(add(list, file, cells, others).taken).toBe(1);
    expect(file).not.toEqual(before);
  });
});
