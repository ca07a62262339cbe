import { describe, expect, it } from 'vitest';
import { keysOf, NAME_ORDER } from './name-keys.ts';
import { readName } from './names.ts';

// Plainly fictional people, with the faults of real lists.
const read = (printed: string) => {
  const { given, surname1, surname2, married, doubts } = readName(printed);
  return [given.join('+'), surname1 ?? '–', surname2 ?? '–', married ?? '–', doubts.join(' ')].join(' / ');
};
const keys = (printed: string) => keysOf(readName(printed));

describe('parts of a name', () => {
  it.each([
    ['Prueba Inventada Ficticia Ejemplar', 'Prueba+Inventada / Ficticia / Ejemplar / – / '],
    ['Zutana Beta Gamma Ficticia Ejemplar', 'Zutana+Beta+Gamma / Ficticia / Ejemplar / – / '],
    ['  Zutana   Beta  Ficticia Ejemplar ,', 'Zutana+Beta / Ficticia / Ejemplar / – / '],
    ['Fulano Carlos Ficticio', 'Fulano+Carlos / Ficticio / – / – / one_surname'],
    ['Zutana del Carmen Ficticia', 'Zutana del Carmen / Ficticia / – / – / one_surname'],
    ['Zutana de León Ficticia', 'Zutana / de León / Ficticia / – / '],
    ['Zutana Ficticia y Ficticia', 'Zutana / Ficticia / Ficticia / – / '],
    ['Zutano Mac Ficticio Ejemplar Beta', 'Zutano+Mac Ficticio / Ejemplar / Beta / – / '],
    ['Zutana Beta Fic-Ticia Ejemplar', 'Zutana+Beta / Fic-Ticia / Ejemplar / – / '],
    ["Zutana Beta D'ejemplo Ficticia", "Zutana+Beta / D'ejemplo / Ficticia / – / "],
    ['Zutano Beta Ficticio Ejemplar Hijo', 'Zutano+Beta / Ficticio / Ejemplar / – / '],
  ])('%s', (printed, parts) => {
    expect(read(printed)).toBe(parts);
  });

  it.each([
    ['Zutana Beta Ficticia Ejemplar de Inventado', 'Zutana+Beta / Ficticia / Ejemplar / Inventado / '],
    ['Zutana Beta Ficticia Ejemplar De Inventado', 'Zutana+Beta / Ficticia / Ejemplar / Inventado / '],
    ['Zutana Beta Ficticia Ejemplar (de Inventado)', 'Zutana+Beta / Ficticia / Ejemplar / Inventado / '],
    ['Zutana Beta Ficticia de León de de la Cruz', 'Zutana+Beta / Ficticia / de León / de la Cruz / '],
    ['Flor de María Ficticia Ejemplar de Inventado', 'Flor de María / Ficticia / Ejemplar / Inventado / '],
    ['Zutana Beta Ficticia de la Peña de Inventado', 'Zutana+Beta / Ficticia / de la Peña / Inventado / '],
    [
      'Zutana Beta Ficticia Ejemplar de San Inventado',
      'Zutana+Beta / Ficticia / Ejemplar / San Inventado / ',
    ],
  ])('cuts the last “de” group behind four words: %s', (printed, parts) => {
    expect(read(printed)).toBe(parts);
  });

  it.each([
    [
      'Zutano Beta Gamma Ficticio De León',
      'Zutano+Beta+Gamma / Ficticio / De León / – / compound_or_married',
    ],
    ['Zutano Beta Ficticio de la Cruz', 'Zutano+Beta / Ficticio / de la Cruz / – / '],
    ['Zutana Beta Ficticia del Valle', 'Zutana+Beta / Ficticia / del Valle / – / '],
    ['Zutana Ficticia de Inventado', ' / – / – / – / married_or_surname'],
  ])('never cuts a compound surname, nor behind fewer: %s', (printed, parts) => {
    expect(read(printed)).toBe(parts);
  });

  it.each([
    ['Zutana Ficticia', 'Zutana / Ficticia / – / – / one_surname'],
    ['Zutana Beta Ficticia', ' / – / – / – / where_surnames_begin'],
    ['Zutana', ' / – / – / – / one_word'],
    ['', ' / – / – / – / empty'],
    ['(nadie)', ' / – / – / – / empty'],
    ['Zutana Beta Ficticia (Único Apellido)', 'Zutana+Beta / Ficticia / – / – / '],
    ['Ficticia Ejemplar, Zutana Beta', 'Zutana+Beta / Ficticia / Ejemplar / – / commas'],
    ['Zutana Beta, Ficticia Ejemplar, Ficticia', ' / – / – / – / commas'],
    ['Zutana Beta Ficticia Ejemplar9', 'Zutana+Beta / Ficticia / Ejemplar / – / figures'],
  ])('says what cannot be told: “%s”', (printed, parts) => {
    expect(read(printed)).toBe(parts);
  });

  it('takes titles off, before and behind, and only titles', () => {
    for (const printed of [
      'Lic. Zutana Beta Ficticia Ejemplar',
      'Licda. Dra. Zutana Beta Ficticia Ejemplar',
      'Lic.Zutana Beta Ficticia Ejemplar',
      'M.Sc. Zutana Beta Ficticia Ejemplar',
      'MSc Zutana Beta Ficticia Ejemplar, Ph.D.',
      'Ing. Zutana Beta Ficticia Ejemplar, Mgtr.,',
      'DRA Zutana Beta Ficticia Ejemplar',
    ])
      expect([printed, read(printed)]).toEqual([printed, 'Zutana+Beta / Ficticia / Ejemplar / – / ']);
    expect(readName('Licda. Dra. Zutana Beta Ficticia Ejemplar').honorifics).toEqual(['Licda', 'Dra']);
    expect(read('Ingrid Donata Maestre Drago')).toBe('Ingrid+Donata / Maestre / Drago / – / ');
    expect(read('Lic.')).toBe(' / – / – / – / one_word');
  });

  it('keeps notes apart', () => {
    expect(readName('Zutana Beta Ficticia (retirada) [sic]').notes).toEqual(['retirada', 'sic']);
    expect(readName('Zutana Beta Dpi Errone')).toMatchObject({
      notes: ['Dpi Errone'],
      given: ['Zutana'],
      surname1: 'Beta',
    });
    expect(readName('Zutana Beta Ficticia Ejemplar (abierto').notes).toEqual(['abierto']);
  });

  it('lists particles and leaves accents as they are printed', () => {
    expect(readName('Zutana Fictìcia de la Peña y Ejemplar').particles).toEqual(['de', 'la', 'y']);
    expect(readName('Zutana Beta Fictìcia ¨Éjemplar')).toMatchObject({
      surname1: 'Fictìcia',
      surname2: 'Éjemplar',
    });
  });

  it('reads any text in time', () => {
    const started = performance.now();
    for (const text of ['de '.repeat(20_000), '('.repeat(50_000), 'Lic. '.repeat(5_000), 'a,'.repeat(20_000)])
      expect(readName(text).doubts).toContain('too_long');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('keys', () => {
  it('equal for one name however it is typed', () => {
    const key = keys('Zutana Beta Fictícia Ejemplár').printed;
    expect(key).toBe('zutana beta ficticia ejemplar');
    for (const printed of [
      'ZUTANA BETA FICTICIA EJEMPLAR ',
      'Zutana  Beta Fictìcia Ejemplar ,',
      'Zutana Beta Fictícia Ejemplár'.normalize('NFD'),
      'Zutana Beta Fictïcia ¨Ejemplar',
      'Zutana Beta Ficticia Ejemplar9',
      'Dra. Zutana Beta Ficticia Ejemplar (interina)',
    ])
      expect([printed, keys(printed).printed]).toEqual([printed, key]);
  });

  it('keep particles apart', () => {
    expect(keys('Zutana Beta de la Peña Ejemplar')).toMatchObject({
      printed: 'zutana beta de la pena ejemplar',
      full: 'zutana beta pena ejemplar',
    });
  });

  it('know the name without the husband', () => {
    expect(keys('Zutana Beta Ficticia Ejemplar de Inventado')).toMatchObject({
      printed: 'zutana beta ficticia ejemplar de inventado',
      full: 'zutana beta ficticia ejemplar inventado',
      unmarried: 'zutana beta ficticia ejemplar',
      glued: 'zutanabetaficticiaejemplar',
    });
  });

  it('give initials', () => {
    expect(keys('Zutana Óbeta de la Peña Ejemplar')).toMatchObject({ initials: 'ZOPE', monogram: 'ZP' });
    expect(keys('Zutana Beta Ficticia').monogram).toBe('ZB');
  });

  it('sort by surnames in Spanish order, one surname before two', () => {
    const printed = [
      'Zutana Nueva Ñandú Ejemplar',
      'Zutana Beta Nuez Ejemplar',
      'Zutana Beta Óbano Ejemplar',
      'Zutana Carlos Nuez',
      'Ana Beta Nuez Ejemplar',
    ];
    const sorted = printed.toSorted((a, b) => NAME_ORDER.compare(keys(a).sort, keys(b).sort));
    expect(sorted).toEqual([
      'Zutana Carlos Nuez',
      'Ana Beta Nuez Ejemplar',
      'Zutana Beta Nuez Ejemplar',
      'Zutana Nueva Ñandú Ejemplar',
      'Zutana Beta Óbano Ejemplar',
    ]);
  });
});
