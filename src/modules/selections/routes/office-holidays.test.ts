/** A year of holidays is taken away at the desk: with its reason, once, and never over a change of somebody else. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { outcomeOf, sendForm } from '../../../../test/harness/sent-form.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { exampleHolidays } from '../import/example-holidays.ts';
import { bytesOf } from '../example-files.ts';
import { importHolidays } from '../index.ts';

const site = useApp();
const ACTOR = { kind: 'system', what: 'test' } as const;

async function desk() {
  const file = exampleHolidays();
  await importHolidays(site.deps, ACTOR, bytesOf(file));
  const years = await site.deps.db.selectFrom('holiday_years').selectAll().orderBy('year').execute();
  const [first] = years;
  if (!first) throw new Error('no year');
  const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  const form = `/admin/elecciones/asuetos/${first.id}/quitar`;
  const ids = async () =>
    (await site.deps.db.selectFrom('holiday_years').select('id').execute()).map(({ id }) => id);
  return { file, first, years, editor, form, ids };
}

describe('a year of holidays at the desk', () => {
  it('goes with its days and their sources, and stays readable in its history', async () => {
    const { first, years, editor, form, ids } = await desk();
    const days = await site.deps.db
      .selectFrom('holidays')
      .select('id')
      .where('year_id', '=', first.id)
      .execute();
    expect(days.length).toBeGreaterThan(0);
    const list = readPage(await editor.get('/admin/elecciones/asuetos'))
      .$('main')
      .text();
    expect(list).toContain(`${first.country} ${first.year}`);
    expect(outcomeOf(await sendForm(editor, form, { reason: '' }))).toEqual([
      422,
      'Escriba: ¿Por qué se quita?',
    ]);
    expect(outcomeOf(await sendForm(editor, form, { reason: 'Era el año equivocado.' }))).toBe(
      '/admin/elecciones/asuetos?hecho=year_removed',
    );
    expect(await ids()).toEqual(years.slice(1).map(({ id }) => id));
    const cited = await site.deps.db
      .selectFrom('citations')
      .select('id')
      .where(
        'record_id',
        'in',
        days.map(({ id }) => id),
      )
      .execute();
    expect(cited).toEqual([]);
    const reader = makeVisitor(site.app);
    const gone = await reader.get(
      `/asuetos?${new URLSearchParams({ pais: first.country, anio: String(first.year) }).toString()}`,
    );
    expect(gone.statusCode).toBe(404);
    const past = readPage(await reader.get(`/historial/asuetos/${first.id}`))
      .$('main')
      .text();
    expect([past.includes('Era el año equivocado.'), past.includes('Se quitó')]).toEqual([true, true]);
    expect((await editor.post(form, { reason: 'Otra vez.', version: '1' })).statusCode).toBe(404);
  });

  it('is not taken away under the hands of whoever reads it in anew, and once of two at once', async () => {
    const { file, editor, form, ids, first } = await desk();
    const version =
      readPage(await editor.get(form))
        .$('input[name=version]')
        .attr('value') ?? '';
    const own = file.years.find(({ year }) => year === first.year);
    if (!own?.days[0]) throw new Error('no day');
    own.days[0].name = 'Otro nombre de ejemplo';
    await importHolidays(site.deps, ACTOR, bytesOf(file));
    const before = await ids();
    const late = await editor.post(form, { reason: 'Sobra.', version });
    expect([late.statusCode, ...readPage(late).faults]).toEqual([
      422,
      'Alguien cambió este año mientras usted escribía. Mírelo de nuevo y decida.',
    ]);
    expect(await ids()).toEqual(before);
    const now = readPage(late).$('input[name=version]').attr('value') ?? '';
    const both = await Promise.all([1, 2].map(() => editor.post(form, { reason: 'Sobra.', version: now })));
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 404]);
    const past = await site.deps.db
      .selectFrom('history')
      .select('action')
      .where('record_id', '=', first.id)
      .where('action', '=', 'removed')
      .execute();
    expect(past).toHaveLength(1);
  });
});
