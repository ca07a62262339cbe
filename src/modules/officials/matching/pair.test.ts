import { describe, expect, it } from 'vitest';
import { candidatePairs, suggestions } from './candidates.ts';
import { jaroWinkler, wordLikeness } from './likeness.ts';
import { comparable, type Comparable, matchOf } from './pair.ts';

type Known = Partial<Comparable>;
const match = (one: string, other: string, a: Known = {}, b: Known = {}) =>
  matchOf(comparable('a', one, a), comparable('b', other, b));
/** Band and reasons in one line. */
const said = (...args: Parameters<typeof match>): string => {
  const found = match(...args);
  return found ? [found.band, ...found.reasons].join(' ') : 'not asked';
};

const NAME = 'Zutana Beta Ficticia Ejemplar';

describe('two words', () => {
  it.each([
    ['valdes', 'valdez', 0.97],
    ['elizabet', 'elizabeth', 0.97],
    ['mariela', 'mariella', 0.97],
    ['nely', 'nelly', 0.97],
    ['nector', 'nestor', 0.93],
    ['nilda', 'hilda', 0.93],
    ['barelanes', 'barenales', 0.9],
    ['gomze', 'gomez', 0.93],
    ['c', 'carlos', 0.8],
    // Two people.
    ['julio', 'julia', 0],
    ['mario', 'maria', 0],
    // Too short for an error.
    ['luis', 'luz', 0],
    ['rosa', 'rosi', 0],
    ['lopez', 'perez', 0],
    ['', 'perez', 0],
  ])('%s and %s', (one, other, like) => {
    expect([wordLikeness(one, other), wordLikeness(other, one)]).toEqual([like, like]);
  });

  it('have a likeness by Jaro and Winkler', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4);
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4);
    expect([jaroWinkler('abc', 'xyz'), jaroWinkler('abc', 'abc'), jaroWinkler('', 'a')]).toEqual([0, 1, 0]);
  });
});

describe('a name alone', () => {
  it.each([
    [NAME, 'ZUTANA BETA FICTICIA EJEMPLAR', 'equal_name name_equal'],
    ['Zutana Beta de la Peña Ejemplar', 'Zutana Beta Peña Ejemplar', 'equal_name particles_differ'],
    [NAME, `${NAME} de Inventado`, 'possible married_name_differs'],
    [`${NAME} de Otrado`, `${NAME} de Inventado`, 'possible married_name_differs'],
    [NAME, 'Zutana Beta Fictisia Ejemplar', 'possible spelling_differs'],
    ['Zutana Rosa Maria Ejemplar', 'Zutana Rosamaría Ejemplar', 'possible cut_elsewhere'],
    ['Zutana Fic Ticia Ejemplar', 'Zutana Ficticia Ejemplar', 'possible cut_elsewhere'],
    [NAME, 'Zutana Ficticia Ejemplar', 'possible words_missing'],
    [NAME, 'Beta Ficticia Ejemplar', 'possible words_missing'],
    [NAME, 'Ficticia Ejemplar Zutana Beta', 'possible order_differs'],
    [NAME, 'Ficticia Ejemplar, Zutana Beta', 'equal_name name_equal'],
    [NAME, 'Beta Ficticia', 'weak words_missing'],
    // Brothers, given name and surname, cousins.
    [NAME, 'Zutana Gamma Ficticia Ejemplar', 'not asked'],
    ['Mario Beta Ficticio Ejemplar', 'María Beta Ficticio Ejemplar', 'not asked'],
    ['Zutana Ficticia Ejemplar', 'Zutana Ficticia Otrada', 'not asked'],
    ['Vacante', 'Vacante', 'not asked'],
    ['', '', 'not asked'],
  ])('%s ~ %s', (one, other, answer) => {
    expect([said(one, other), said(other, one)]).toEqual([answer, answer]);
  });
});

describe('what lies beside the name', () => {
  const bar = { barNumbers: ['4100'] };
  const file = { fileNumbers: ['ejemplo-2019:7'] };

  it('offers as the same only a whole name with an equal number', () => {
    expect(said(NAME, NAME, bar, bar)).toBe('same name_equal bar_number_equal');
    expect(said(NAME, NAME, file, file)).toBe('same name_equal file_number_equal');
    expect(said('Zutana Ficticia Ejemplar', 'Zutana Ficticia Ejemplar', bar, bar)).toBe(
      'likely name_equal bar_number_equal',
    );
    expect(said(NAME, `${NAME} de Inventado`, bar, bar)).toBe('likely married_name_differs bar_number_equal');
  });

  it('lowers what is contradicted', () => {
    expect(said(NAME, NAME, bar, { barNumbers: ['4200'] })).toBe('possible name_equal bar_number_conflicts');
    expect(said(NAME, NAME, { gender: 'f' }, { gender: 'm' })).toBe('possible name_equal gender_conflicts');
    expect(said(NAME, NAME, { birthYear: 1960 }, { birthYear: 1990 })).toBe(
      'possible name_equal birth_year_conflicts',
    );
    expect(said(NAME, 'Zutana Ficticia Ejemplar', { gender: 'f' }, { gender: 'm' })).toBe(
      'weak words_missing gender_conflicts',
    );
    expect(said(NAME, 'Beta Ficticia', { gender: 'f' }, { gender: 'm' })).toBe('not asked');
  });

  it('asks about an equal number on names that share something, and only then', () => {
    expect(said(NAME, 'Zutana Beta Otrada Distinta', bar, bar)).toBe(
      'possible words_differ bar_number_equal',
    );
    expect(said(NAME, 'Perengana Delta Otrada Distinta', bar, bar)).toBe('not asked');
  });

  it('raises by process, institution and time', () => {
    const year = (from: number) => ({
      from: Temporal.PlainDate.from({ year: from, month: 1, day: 1 }),
      precision: 'year' as const,
    });
    const held = (from: number, to: number): Known => ({
      tenures: [{ institution: 'corte', from: year(from), to: year(to) }],
    });
    const plain = match(NAME, NAME)?.score ?? 0;
    const process = match(NAME, NAME, { processes: ['p'] }, { processes: ['q', 'p'] });
    expect(process).toMatchObject({ band: 'equal_name', reasons: ['name_equal', 'process_shared'] });
    expect(process?.score).toBeGreaterThan(plain);
    expect(said(NAME, NAME, held(2014, 2019), held(2018, 2020))).toBe(
      'equal_name name_equal institution_overlaps',
    );
    expect(said(NAME, NAME, held(2004, 2009), held(2018, 2020))).toBe(
      'equal_name name_equal institution_shared',
    );
    expect(said(NAME, 'Beta Ficticia', held(2014, 2019), held(2018, 2020))).toBe(
      'possible words_missing institution_overlaps',
    );
    expect(match(NAME, NAME, bar, { barNumbers: ['1'] })?.score).toBeLessThan(plain);
  });
});

describe('pairs worth comparing', () => {
  const pairsOf = (people: readonly Comparable[]): string[] =>
    [...candidatePairs(people)].map(([a, b]) => `${a.id} ${b.id}`);

  it('come once, the earlier first, never with oneself', () => {
    const people = [NAME, `${NAME} de Inventado`, 'Perengano Delta Otrado Distinto', NAME].map((name, at) =>
      comparable(String(at), name),
    );
    expect(pairsOf(people)).toEqual(['0 1', '0 3', '1 3']);
    // Two names of one person.
    expect(pairsOf([comparable('x', NAME), comparable('x', `${NAME} de Inventado`)])).toEqual([]);
    expect(pairsOf([])).toEqual([]);
  });

  it('take in letter variants, cut words and other numbers', () => {
    const near = [
      ['Zutana Beta Fictisia Exemplar', NAME],
      ['Zutana Fic Ticia Ejemplar', 'Zutana Ficticia Ejemplar'],
      ['Zutanabeta Ficticia Otrada', 'Zutana Beta Ficticia Otrada'],
      ['Beta Ficticia', NAME],
    ];
    for (const [one = '', other = ''] of near)
      expect(pairsOf([comparable('a', one), comparable('b', other)])).toEqual(['a b']);
    const bar = { barNumbers: ['4100'] };
    expect(pairsOf([comparable('a', 'Uno Dos', bar), comparable('b', 'Tres Cuatro', bar)])).toEqual(['a b']);
  });

  it('stay few where hundreds share two words, and lose none that shares a third', () => {
    const letters = [...'bcdfgjklmnprstv'];
    const words = letters.flatMap((a) => letters.map((b) => `${a}o${b}ita`));
    const common = words.map((word, at) => comparable(`c${at}`, `Juana Beta ${word} ${words.at(-1 - at)}`));
    const pair = [
      comparable('one', 'Juana Beta Ficticia Ejemplar'),
      comparable('two', 'Juana Beta Ficticia Exemplar'),
      comparable('three', 'Juana Beta Fictizia Ejemplas de Inventado'),
    ];
    const people = [...common, ...pair];
    const all = (people.length * (people.length - 1)) / 2;
    const met = pairsOf(people);
    expect(met).toEqual(expect.arrayContaining(['one two', 'one three', 'two three']));
    expect(met.length).toBeLessThan(all / 5);
  });

  it('are bounded even where all have one name', () => {
    const people = Array.from({ length: 3000 }, (_, at) => comparable(String(at), NAME));
    const asked = [...suggestions(people)];
    expect(asked.length).toBeLessThan(3000 * 12);
    // Still each is tied to the next: accepting all questions makes one person of them.
    const met = new Set(asked.map(({ a, b }) => `${a} ${b}`));
    expect(people.slice(1).filter((_, at) => !met.has(`${at} ${at + 1}`))).toEqual([]);
  });
});
