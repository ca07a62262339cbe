import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { weekdayContradictions } from './weekday.ts';

// 7 March 2023 was a Tuesday, 8 March 2023 a Wednesday.
describe('a written weekday', () => {
  it.each([
    ['Martes 8 de Marzo 2023', '2023-03-08', 3],
    ['martes 8de marzo de 2023', '2023-03-08', 3],
    ['Martes, 8 de marzo del 2023', '2023-03-08', 3],
    ['martes 8 de marzo del año 2023', '2023-03-08', 3],
    ['martes el 8 de marzo, 2023', '2023-03-08', 3],
    ['MIÉRCOLES 7 DE MARZO DE 2023', '2023-03-07', 2],
    ['Miércoles 7 de marzo de 2023', '2023-03-07', 2],
    ['miercoles día 7 de marzo de 2023', '2023-03-07', 2],
    ['sábado 8 mar. 2023', '2023-03-08', 3],
    ['domingo 3 de setiembre de 2023', '2023-09-03', undefined],
    ['martes 8/3/2023', '2023-03-08', 3],
    ['martes 08-03-2023', '2023-03-08', 3],
    ['martes 2023-03-08', '2023-03-08', 3],
    ['Tuesday 8 March 2023', '2023-03-08', 3],
    ['Tuesday, March 8, 2023', '2023-03-08', 3],
    ['Tuesday March 8th 2023', '2023-03-08', 3],
    ['Tuesday the 8th of March 2023', '2023-03-08', 3],
    ['Tue, 8 Mar 2023', '2023-03-08', 3],
  ])('%s', (text, date, actual) => {
    const expected = actual === undefined ? [] : [{ written: text, date, actual }];
    expect(weekdayContradictions(`Será ${text}, a las 8:00.`)).toEqual(expected);
  });

  it.each([
    'Martes 7de Marzo 2023- 8 a 1 pm (GMT-6)',
    'miércoles 8 de marzo de 2023',
    'Martes 8 de marzo',
    'martes 31 de febrero de 2023',
    'martes a las 8; el 8 de marzo de 2023',
    'Los martes de marzo de 2023',
    'Tuesday 8/3/2023',
    'Martes 7 y miércoles 8 de marzo de 2023',
    'del martes 7 al 8 de marzo de 2023',
    'antemartes 8 de marzo de 2023',
    'Martes 8 de marzo de 20233',
    '',
  ])('says nothing wrong in: %s', (text) => {
    expect(weekdayContradictions(text)).toEqual([]);
  });

  it('of several days that share a month is read one by one', () => {
    expect(weekdayContradictions('Lunes 7 y martes 8 de marzo de 2023')).toEqual([
      { written: 'Lunes 7 y martes 8 de marzo de 2023', date: '2023-03-07', actual: 2 },
      { written: 'Lunes 7 y martes 8 de marzo de 2023', date: '2023-03-08', actual: 3 },
    ]);
  });

  it('is found within Markdown, as printed', () => {
    const text =
      '* **Sesión 1** - **Martes 7de Marzo 2023- 8 a 1 pm**\n* **Sesión 2 - Martes 8 de Marzo 2023- 8 a 1 pm**';
    expect(weekdayContradictions(text)).toEqual([
      { written: 'Martes 8 de Marzo 2023', date: '2023-03-08', actual: 3 },
    ]);
  });

  it('does not take long over a hostile text', () => {
    const began = performance.now();
    weekdayContradictions('martes 8, '.repeat(20_000));
    weekdayContradictions(`martes${' '.repeat(200_000)}8`);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

const seeds = process.env['JA_SEEDS'];
describe.skipIf(seeds === undefined)('the founding documents (skipped without JA_SEEDS)', () => {
  it('contradict themselves once', () => {
    const texts = readdirSync(seeds ?? '').map((name) => readFileSync(path.join(seeds ?? '', name), 'utf8'));
    expect(texts.flatMap(weekdayContradictions)).toEqual([
      { written: 'Martes 8 de Marzo 2023', date: '2023-03-08', actual: 3 },
    ]);
  });
});
