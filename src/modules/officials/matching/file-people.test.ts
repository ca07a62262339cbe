import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MATERIAL } from '../../publications/import/fixtures.ts';
import { addCounts, admitRow } from '../import/door.ts';
import type { DroppedKind } from '../import/fields.ts';
import { type FilePeople, type FileRow, peopleOfRows } from './file-people.ts';

const NAME = 'Zutana Beta Ficticia Ejemplar';
/** Department 99 does not exist. */
const cui = (order: number): string => `9999${String(order).padStart(5, '0')}9999`;

let line = 0;
function row(name: string, known: Partial<FileRow> = {}): FileRow {
  line += 1;
  return { row: `r${line}`, name, identifiers: {}, processes: [], institutions: [], ...known };
}
function read(...rows: FileRow[]): FilePeople {
  const named = rows.map((one, at) => ({ ...one, row: String(at) }));
  return peopleOfRows(named);
}
const groups = ({ people }: FilePeople): string => people.map(({ rows }) => rows.join('+')).join(' ');
const asked = ({ queue }: FilePeople): string[] =>
  queue.map(({ a, b, match }) => `${a} ${b} ${match.band} ${match.reasons.join(' ')}`);

describe('rows of one file', () => {
  it('are one person when name and a number are equal', () => {
    const found = read(
      row(NAME, { identifiers: { cui: '9999 00001 9999' }, barNumber: '4100' }),
      row(NAME.toUpperCase(), { identifiers: { cui: cui(1) } }),
      row('Perengano Delta Otrado Distinto'),
      row(`Dra. ${NAME} ,`, { barNumber: '4100' }),
      row(NAME, { identifiers: { nit: '990-000-1', cui: 'no aparece' } }),
      row(NAME, { identifiers: { nit: '9900001', cui: cui(1) } }),
    );
    expect(groups(found)).toBe('0+1+3+5+4 2');
    expect(asked(found)).toEqual([]);
  });

  it('are asked about when only the name is equal', () => {
    const found = read(
      row(NAME, { identifiers: { cui: cui(1) } }),
      row(NAME),
      row(NAME, { identifiers: { cui: 'no aparece', nit: 'no aparece' } }),
    );
    expect(groups(found)).toBe('0 1 2');
    expect(asked(found)).toEqual([
      '0 1 equal_name name_equal',
      '0 2 equal_name name_equal',
      '1 2 equal_name name_equal',
    ]);
  });

  it('stay two people with two identifiers, whatever else agrees', () => {
    const found = read(
      row(NAME, { identifiers: { cui: cui(1) }, barNumber: '4100' }),
      row(NAME, { identifiers: { cui: cui(2) }, barNumber: '4100' }),
    );
    expect(groups(found)).toBe('0 1');
    expect(asked(found)).toEqual(['0 1 possible name_equal bar_number_equal rows_disagree']);
  });

  it('are not joined by an identifier under two spellings', () => {
    const found = read(
      row(NAME, { identifiers: { cui: cui(1) } }),
      row(`${NAME} de Inventado`, { identifiers: { cui: cui(1) } }),
    );
    expect([groups(found), ...asked(found)]).toEqual(['0 1', '0 1 likely married_name_differs rows_agree']);
  });

  it('are not even asked about when an identifier was copied to another name', () => {
    const found = read(
      row(NAME, { identifiers: { cui: cui(1) } }),
      row('Perengano Delta Otrado Distinto', { identifiers: { cui: cui(1) } }),
      // Nor does it prove anything any more.
      row('Zutana Ficticia Ejemplar', { identifiers: { cui: cui(1) } }),
    );
    expect(groups(found)).toBe('0 1 2');
    expect(asked(found)).toEqual(['0 2 possible words_missing']);
    expect(found.copiedNumbers).toBe(1);
  });

  it('carry the remark that there are homonyms', () => {
    const found = read(row(NAME, { identifiers: { nit: 'dos iguales' } }), row(NAME));
    expect(asked(found)).toEqual(['0 1 equal_name name_equal homonyms_noted']);
  });

  it('come out without identifiers, and without a trace of them', () => {
    const rows = [
      row(NAME, { identifiers: { cui: cui(1), nit: '9900001' } }),
      row(NAME),
      row(`${NAME} de Inventado`),
    ];
    const out = JSON.stringify(read(...rows));
    expect(out).not.toMatch(/\d{4}/);
    const other = rows.map((one) => ({
      ...one,
      identifiers: one.identifiers.cui ? { cui: cui(77), nit: '9911111' } : {},
    }));
    expect(JSON.stringify(read(...other))).toBe(out);
  });

  it('take time in proportion to their number, even all under one name', () => {
    const many = Array.from({ length: 5000 }, (_, at) => row(NAME, { identifiers: { cui: cui(at) } }));
    const started = performance.now();
    const found = read(...many);
    expect(found.people).toHaveLength(5000);
    expect(found.queue.length).toBeLessThan(5000 * 12);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

const LIST = path.join(MATERIAL, 'data/JusticiaPedia4.0/justiciapedia.csv');

/** RFC 4180, enough for a file that is known to be well formed. */
function table(text: string): Record<string, string>[] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)];
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\n') lines.push([]);
    if (end === '') break;
  }
  const [header = [], ...rest] = lines;
  return rest.map((values) => Object.fromEntries(header.map((name, at) => [name, values[at] ?? ''])));
}

// As published; not part of the project, and its people are named by the ids of their rows only.
describe.skipIf(!existsSync(LIST))('the real list', () => {
  const rows = existsSync(LIST) ? table(readFileSync(LIST, 'utf8')) : [];
  const cell = (one: Record<string, string>, name: string): string => one[name] ?? '';
  const found = peopleOfRows(
    rows.map((one) => ({
      row: cell(one, 'id'),
      name: cell(one, 'nombre'),
      identifiers: { cui: cell(one, 'CUI'), nit: cell(one, 'Nit') },
      barNumber: cell(one, 'nocolegiado'),
      ...(cell(one, 'sexo').trim() !== '' && { gender: cell(one, 'sexo').trim().toLowerCase() }),
      processes: [cell(one, 'seleccionarEleccion')].filter(Boolean),
      institutions: [cell(one, 'seleccionarInstitucion'), cell(one, 'seleccionarComision')].filter(Boolean),
    })),
  );
  const personOf = (id: number): number =>
    found.people.findIndex((person) => person.rows.includes(`perfil-${id}`));
  const bandOf = (one: number, other: number): string => {
    const [a, b] = [personOf(one), personOf(other)].toSorted((x, y) => x - y);
    if (a === b) return 'joined';
    return found.queue.find((pair) => pair.a === a && pair.b === b)?.match.band ?? 'not asked';
  };
  /** How many people are left when these questions are answered with “the same”. */
  const peopleIf = (accepted: (pair: FilePeople['queue'][number]) => boolean): number => {
    const root = found.people.map((_, at) => at);
    const rootOf = (at: number): number => (root[at] === at ? at : rootOf(root[at] ?? at));
    for (const pair of found.queue.filter(accepted)) root[rootOf(pair.b)] = rootOf(pair.a);
    return new Set(root.map((_, at) => rootOf(at))).size;
  };
  const equal = ({ match }: FilePeople['queue'][number]): boolean => match.reasons.includes('name_equal');

  it('has as many people as its description counts', () => {
    expect(rows).toHaveLength(1682);
    expect(found.people).toHaveLength(1364);
    expect(peopleIf(equal)).toBe(1279);
    expect(peopleIf((pair) => equal(pair) || pair.match.reasons.includes('rows_agree'))).toBe(1246);
    // Row 778 has two words and a remark for a name; they may be the beginning of another's.
    const short = personOf(778);
    expect(peopleIf(({ a, b }) => a !== short && b !== short)).toBe(1230);
    expect(peopleIf(() => true)).toBe(1229);
    expect(
      Object.fromEntries(
        Map.groupBy(found.queue, ({ match }) => match.band)
          .entries()
          .map(([band, of]) => [band, of.length]),
      ),
    ).toEqual({
      equal_name: 114,
      likely: 34,
      possible: 27,
      weak: 6,
    });
  });

  it.each([
    // The same identifier under two spellings.
    [2, 1631, 'likely'],
    [85, 1663, 'likely'],
    [1175, 1667, 'likely'],
    [131, 1669, 'likely'],
    [221, 623, 'likely'],
    [343, 1088, 'likely'],
    [71, 969, 'likely'],
    [37, 721, 'likely'],
    [132, 1402, 'likely'],
    // Two identifiers under one name.
    [260, 1588, 'possible'],
    // For a person to decide.
    [143, 174, 'possible'],
    [88, 243, 'possible'],
    [165, 1646, 'possible'],
    [172, 1655, 'possible'],
    [193, 1649, 'possible'],
    [21, 319, 'possible'],
    [146, 802, 'possible'],
    [361, 802, 'possible'],
    [443, 1525, 'possible'],
    [1642, 1679, 'weak'],
    [61, 320, 'weak'],
    [1569, 1665, 'weak'],
    // Twice inside one process, with one identifier.
    [508, 808, 'joined'],
    [474, 476, 'joined'],
    // One identifier, two people.
    [1649, 164, 'not asked'],
    [1649, 423, 'not asked'],
    [1646, 1649, 'not asked'],
  ])('perfil-%i and perfil-%i: %s', (one, other, band) => {
    expect(bandOf(one, other)).toBe(band);
  });

  it('leaves no identifier in the answer', () => {
    expect(JSON.stringify(found)).not.toMatch(/\d{5}/);
    expect(found.copiedNumbers).toBe(4);
  });

  it('leaves what is private at the door', () => {
    const dropped = new Map<DroppedKind, number>();
    const kept = rows.map((one) => {
      const admitted = admitRow('candidate', one);
      addCounts(dropped, admitted.dropped);
      return [...admitted.fields.values()].flat().join('\n');
    });
    const identifiers = rows.flatMap((one) => [
      ...[cell(one, 'CUI'), cell(one, 'Nit')].filter((text) => /^[\dK ]{6,}$/.test(text)),
      ...(`${cell(one, 'cv')} ${cell(one, 'expediente')}`.match(/(?<!\d)\d{13}(?!\d)/g) ?? []),
    ]);
    expect(identifiers.length).toBeGreaterThan(4000);
    const text = kept.join('\n');
    expect(identifiers.filter((number) => text.includes(number))).toEqual([]);
    expect(Object.fromEntries(dropped)).toEqual({
      national_identifier: 1387,
      tax_identifier: 1396,
      // “no aparece” and the like, in both columns.
      remark: 271,
      marital_status: 84,
      // 1,069 curricula and 1,067 files.
      address_with_number: 2136,
      // Three columns that always say “Yes”, and addresses of a spreadsheet.
      unknown_column: 5215,
    });
  });
});
