import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { holidaysByCountry } from '../../../platform/calendar/holidays.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { exampleHolidays } from './example-holidays.ts';
import { importHolidays } from './holidays-import.ts';
import { importKind } from './kind-import.ts';
import { importProcess } from './process-import.ts';

const site = useApp();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const COUNTRY = 'País de ejemplo';

const read = (file: unknown, options?: { dryRun: boolean }) =>
  importHolidays(site.deps, PROGRAM, new TextEncoder().encode(JSON.stringify(file)), options);
const days = async () => (await holidaysByCountry(site.deps.db, [COUNTRY])).get(COUNTRY);
const cited = async () =>
  await site.deps.db
    .selectFrom('citations')
    .select('record_id')
    .where('record_kind', '=', 'holiday')
    .execute();

beforeEach(async () => {
  await site.deps.db.deleteFrom('citations').where('record_kind', '=', 'holiday').execute();
  await site.deps.db.deleteFrom('holiday_years').execute();
});

describe('a file of holidays', () => {
  it('goes in whole, changes nothing a second time, and takes away what a later file leaves out', async () => {
    expect((await read(exampleHolidays(), { dryRun: true })).kept).toEqual({
      created: 2,
      changed: 0,
      left: 0,
    });
    expect(await days()).toBeUndefined();
    expect((await read(exampleHolidays())).kept).toEqual({ created: 2, changed: 0, left: 0 });
    expect(await days()).toEqual({
      days: new Set(['2026-02-06', '2026-05-01']),
      years: new Set([2026, 2027]),
    });
    expect((await read(exampleHolidays())).kept).toEqual({ created: 0, changed: 0, left: 2 });
    const later = exampleHolidays();
    later.years = later.years.slice(0, 1);
    later.years[0]?.days.pop();
    expect((await read(later)).kept).toEqual({ created: 0, changed: 1, left: 0 });
    expect([...((await days())?.days ?? [])]).toEqual(['2026-02-06']);
    // The other year stays; of the day that is gone no citation does.
    expect(await cited()).toHaveLength(1);
  });

  it('two at once are one', async () => {
    const kept = await Promise.all([read(exampleHolidays()), read(exampleHolidays())]);
    expect(kept.map((one) => one.kept?.created).toSorted()).toEqual([0, 2]);
    expect(await cited()).toHaveLength(2);
  });

  it('is refused with the place of every fault, and leaves nothing', async () => {
    const file = exampleHolidays();
    const [day] = file.years[0]?.days ?? [];
    if (!day) throw new Error('no day');
    file.years[0]?.days.push(
      { ...day },
      { ...day, date: '2026-02-30' },
      { ...day, date: '2025-01-01', cite: ['nadie'] },
    );
    file.years.push({ year: 2026, days: [] });
    const { findings, kept } = await read({ ...file, country: ' País' });
    expect(kept).toBeUndefined();
    expect(findings.list.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/years/0/days/2/date key_twice',
      '/years/0/days/3/date no_such_day',
      '/years/0/days/4/date other_year',
      '/years/0/days/4/cite unknown_source',
      '/years/2/year key_twice',
      '/country blanks_around',
    ]);
    const uncited = exampleHolidays();
    uncited.years[0]?.days.push({ ...day, date: '2026-03-03', cite: [] });
    expect((await read(uncited)).findings.list.map(({ path }) => path)).toEqual(['/years/0/days/2/cite']);
    expect(await site.deps.db.selectFrom('holiday_years').select('id').execute()).toEqual([]);
  });
});

describe('the calendar', () => {
  it('says that there is none, and shows each day with what it rests on', async () => {
    const visitor = makeVisitor(site.app);
    expect(
      readPage(await visitor.get('/asuetos'))
        .$('main')
        .text(),
    ).toContain('Sin calendario de asuetos');
    expect((await visitor.get('/asuetos?pais=Nada&anio=2026')).statusCode).toBe(404);
    await read(exampleHolidays());
    const { $ } = readPage(await visitor.get('/asuetos?pais=Pa%C3%ADs+de+ejemplo&anio=2026'));
    const rows = $('tbody tr').toArray();
    expect(rows.map((row) => $(row).text().replaceAll(/\s+/g, ' ').trim())).toEqual([
      '6 de febrero de 2026Día del Ejemplo1Ley de ejemplo, artículo 9 según la ley',
      '1 de mayo de 2026Día de la Prueba2Así se hizo antes práctica observada',
    ]);
    expect($('ol.notes li').length).toBe(2);
    const empty = readPage(await visitor.get('/asuetos?pais=Pa%C3%ADs+de+ejemplo&anio=2027'));
    expect(empty.$('main').text()).toContain('consta que no hay asuetos');
    const href = String($('#dias a[href^="/historial/"]').attr('href'));
    expect(
      readPage(await visitor.get(href))
        .$('main')
        .text(),
    ).toContain('País de ejemplo 2026');
    const source = String($('ol.notes a').first().attr('href'));
    expect(
      readPage(await visitor.get(source))
        .$('#citada-en')
        .text(),
    ).toContain('Día del Ejemplo');
  });

  it('is what deadlines in working days are counted with, and they say which days were left out', async () => {
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    await importProcess(site.deps, PROGRAM, bytesOf(exampleProcess()));
    await read(exampleHolidays());
    const { $ } = readPage(await makeVisitor(site.app).get('/elecciones/defensor-2026'));
    const text = $('#plazos').text();
    expect(text).toContain('11 de febrero de 2026');
    expect(text).toContain('Contado sin sábados, domingos ni asuetos: 6 de febrero de 2026.');
    expect(text).not.toContain('no es exacto');
  });
});
