import { describe, expect, it } from 'vitest';
import { byLetter, letterOf } from './letters.ts';

describe('letters', () => {
  it.each([
    ['ámbito', 'A'],
    ['Ñandú', 'Ñ'],
    ['nota', 'N'],
    ['«Habeas corpus»', 'H'],
    ['¿Qué es?', 'Q'],
    ['1944', '#'],
    ['', '#'],
    ['Ω', 'Ω'],
  ])('%s stands under %s', (title, letter) => expect(letterOf(title)).toBe(letter));

  it('come in the order of the alphabet, with anchors of their own', () => {
    const groups = byLetter(['Quórum', 'Ámbito', 'ñu', 'Nota', '2020', 'Acta'], String);
    expect(groups.map(({ letter, id, items }) => [letter, id, items])).toEqual([
      ['#', 'letra-signos', ['2020']],
      ['A', 'letra-a', ['Ámbito', 'Acta']],
      ['N', 'letra-n', ['Nota']],
      ['Ñ', 'letra-enie', ['ñu']],
      ['Q', 'letra-q', ['Quórum']],
    ]);
  });
});
