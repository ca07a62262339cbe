import { describe, expect, it } from 'vitest';
import { errorsBetween, foldInPlace, soundOf, stemmable, variantsOf, wordsOf } from './words.ts';

describe('words', () => {
  it('are letters and figures, small and without accents', () => {
    expect(wordsOf('¿Quién eligió a la Fiscal General (2022-2026)? Señor Ñandú: «sí»').join(' ')).toBe(
      'quien eligio a la fiscal general 2022 2026 senor nandu si',
    );
    expect(wordsOf('e\u0301lite')).toEqual(['elite']);
    expect(wordsOf(`' & | ! <-> :* \\ \0 \u{1F600} %_`)).toEqual([]);
    expect(wordsOf('uno dos tres', 2)).toEqual(['uno', 'dos']);
    expect(wordsOf('x'.repeat(5000))).toEqual(['x'.repeat(40)]);
    expect(wordsOf('Κράτος ქართული \u{20000}')).toEqual(['κρατος', 'ქართული', '\u{20000}']);
  });

  it('keep their place when they are folded', () => {
    const text = 'İstanbul, ŒUVRE, ﬁn, Ángel \u{1F468}\u{200D}\u{1F469} Ñ';
    expect(foldInPlace(text)).toHaveLength(text.length);
    expect(foldInPlace(text).indexOf('angel')).toBe(text.indexOf('Ángel'));
  });

  it.each([
    ['institucion', 'institución'],
    ['jueces', 'juez'],
    ['frances', 'frances'],
    ['tambien', undefined],
    ['ley', 'ley'],
  ])('%s goes to the stemmer as %s', (word, given) => {
    expect(stemmable(word)).toBe(given);
  });

  it.each([
    ['gutierrez', 'gutieres'],
    ['vasquez', 'basques'],
    ['chavez', 'chabes'],
    ['hernandez', 'ernandes'],
    ['ximenez', 'ximenes'],
    ['quiche', 'kiche'],
    ['llanos', 'yanos'],
    ['geronimo', 'jeronimo'],
  ])('%s sounds like %s', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other));
  });

  const share = (one: string, other: string): boolean =>
    variantsOf(one).some((variant) => variantsOf(other).includes(variant));

  it.each([
    ['guzman', 'guzmna'],
    ['lopez', 'lpoez'],
    ['consuelo', 'consulo'],
    ['consuelo', 'consuuelo'],
    ['porras', 'porraz'],
    ['tribunal', 'trivunal'],
    ['magistrado', 'magisrtado'],
    ['corte', 'corze'],
    ['ficticia', 'ficitcia'],
  ])('%s is found from %s', (right, wrong) => {
    expect(share(right, wrong)).toBe(true);
  });

  it('far ones are not, nor short ones, nor numbers', () => {
    expect(share('guzman', 'gomez')).toBe(false);
    expect(variantsOf('ley')).toEqual([]);
    expect(variantsOf('2022')).toEqual([]);
  });

  it.each([
    ['guzman', 'guzman', 0],
    ['guzman', 'guzmna', 1],
    ['guzman', 'gusman', 1],
    ['guzman', 'guman', 1],
    ['guzman', 'gguzman', 1],
    ['guzman', 'gomez', 4],
    ['', 'abc', 3],
  ])('%s and %s differ by %i errors', (one, other, errors) => {
    expect(errorsBetween(one, other)).toBe(errors);
    expect(errorsBetween(other, one)).toBe(errors);
  });
});
