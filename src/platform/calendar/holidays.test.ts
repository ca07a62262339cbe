import { expect, it } from 'vitest';
import { useDatabase } from '../../../test/harness/database.ts';
import { holidaysByCountry, holidaysOf, NO_HOLIDAYS } from './holidays.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const NOW = Temporal.Instant.from('2026-11-22T12:00:00Z');

const database = useDatabase();

async function year(country: string, number: number, days: readonly string[]): Promise<void> {
  const { id } = await database.db
    .insertInto('holiday_years')
    .values({ country, year: number, created_at: NOW, updated_at: NOW })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (days.length === 0) return;
  await database.db
    .insertInto('holidays')
    .values(
      days.map((one) => ({
        year_id: id,
        on_date: day(one),
        name: 'Día del Ejemplo',
        basis: 'practice' as const,
        reference: 'práctica observada',
      })),
    )
    .execute();
}

it('gives the holidays of the years between two days, and which years are known', async () => {
  await year('País de ejemplo', 2025, ['2025-12-31', '2025-03-03']);
  await year('País de ejemplo', 2026, []);
  await year('Otro país', 2026, ['2026-05-01']);
  expect(await holidaysOf(database.db, 'País de ejemplo', day('2025-12-01'), day('2026-01-31'))).toEqual({
    days: new Set(['2025-03-03', '2025-12-31']),
    years: new Set([2025, 2026]),
  });
  // A year without any holiday is known; one that nobody read in is not.
  expect(await holidaysOf(database.db, 'País de ejemplo', day('2026-01-01'), day('2027-01-01'))).toEqual({
    days: new Set(),
    years: new Set([2026]),
  });
  expect(await holidaysOf(database.db, 'Tercer país', day('2026-01-01'), day('2026-01-01'))).toEqual(
    NO_HOLIDAYS,
  );
  const found = await holidaysByCountry(database.db, ['Otro país', 'País de ejemplo', 'Otro país']);
  expect([...found.keys()]).toEqual(['Otro país', 'País de ejemplo']);
  expect(found.get('Otro país')?.days).toEqual(new Set(['2026-05-01']));
  expect(found.get('País de ejemplo')?.years).toEqual(new Set([2025, 2026]));
});
