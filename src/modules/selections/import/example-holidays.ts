/** A calendar of holidays for tests, as a file. All of it is plainly invented. */
import type { HolidaysFile } from '../schemas/holidays-file.ts';

export function exampleHolidays(): HolidaysFile {
  return {
    country: 'País de ejemplo',
    years: [
      {
        year: 2026,
        days: [
          {
            date: '2026-02-06',
            name: 'Día del Ejemplo',
            basis: { text: 'Ley de ejemplo, artículo 9', kind: 'law' },
            cite: ['ley'],
          },
          {
            date: '2026-05-01',
            name: 'Día de la Prueba',
            basis: { text: 'Así se hizo antes', kind: 'practice' },
            cite: [{ source: 'diario', page: '3' }],
          },
        ],
      },
      { year: 2027, days: [] },
    ],
    sources: {
      ley: { title: 'Ley de asuetos de ejemplo', publisher: 'Gaceta de Ejemplo', kind: 'law' },
      diario: {
        title: 'Qué días cierran',
        publisher: 'Diario de Ejemplo',
        url: 'https://diario.test/dias',
        kind: 'press',
      },
    },
  };
}
