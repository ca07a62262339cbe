/** Tables of grades that change under points that are there: refused, and never a total that is none. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { outcomeOf, sendForm } from '../../../../test/harness/sent-form.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { insertProcess } from '../fixtures.ts';
import { totalsOf } from '../queries/totals.ts';

const site = useApp();

describe('a table that changes under points that are there', () => {
  const made = async () => {
    const { id, slug, ids } = await insertProcess(site.deps.db, {
      title: `Proceso con tablas ${crypto.randomUUID().slice(0, 6)}`,
      candidacies: [
        { key: 'ana', name: 'Ana Ficticia', states: [] },
        { key: 'blas', name: 'Blas Ficticio', states: [] },
      ],
      rubrics: [
        {
          key: 'una',
          title: 'Una',
          adopted: true,
          aspects: [
            { key: 'a', label: 'Aspecto A', max: 40 },
            { key: 'b', label: 'Aspecto B', max: 60 },
          ],
        },
        {
          key: 'otra',
          title: 'Otra',
          adopted: true,
          aspects: [
            { key: 'a', label: 'Aspecto A', max: 40 },
            { key: 'c', label: 'Aspecto C', max: 60 },
          ],
        },
        {
          key: 'baja',
          title: 'Baja',
          adopted: true,
          aspects: [
            { key: 'a', label: 'Aspecto A', max: 30 },
            { key: 'b', label: 'Aspecto B', max: 60 },
          ],
        },
      ],
      gradings: [
        {
          key: 'hoja',
          rubric: 'una',
          title: 'Hoja',
          scores: [{ candidacy: 'ana', points: { a: 35, b: 50 } }],
        },
        {
          key: 'suelta',
          title: 'Hoja sin tabla',
          scores: [
            { candidacy: 'ana', points: { a: 35 } },
            { candidacy: 'blas', points: { a: 3, b: 4 } },
          ],
        },
      ],
    });
    const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
    const send = async (below: string, fields: Record<string, string>) =>
      outcomeOf(await sendForm(editor, `/admin/elecciones/${id}/${below}`, { reason: 'Error.', ...fields }));
    const totals = async (key: string) => {
      const { rows } = await sql<{
        total: string | null;
      }>`select total from ${totalsOf(ids.get(key) ?? '')} as t order by candidacy_id = ${ids.get('ana')} desc`.execute(
        site.deps.db,
      );
      return rows.map(({ total }) => total);
    };
    const read = async (who: string) =>
      readPage(await makeVisitor(site.app).get(`/elecciones/${slug}/aspirantes/${who}`))
        .$('main')
        .text();
    return { id, ids, send, totals, read, sheet: `punteos/${ids.get('hoja')}/datos` };
  };

  it('is refused for a sheet whose points it does not have, or puts above its maxima', async () => {
    const { id, ids, send, sheet, totals } = await made();
    expect(await send(sheet, { rubric: ids.get('otra') ?? '' })).toEqual([
      422,
      'En esta hoja hay punteos de «b», que esa tabla no tiene: el total sería falso. Corrija antes los punteos, o agregue otra hoja para esa tabla',
    ]);
    expect(await send(sheet, { rubric: '' })).toEqual([
      422,
      'En esta hoja hay punteos por aspecto: sin tabla no se sabría de qué son',
    ]);
    const over =
      'En «Aspecto A» hay un punteo de 35 y el máximo sería 30. Corrija antes los punteos; si la fuente lo imprime así, marque «Así está impreso»';
    expect(await send(sheet, { rubric: ids.get('baja') ?? '' })).toEqual([422, over]);
    expect(await totals('hoja')).toEqual(['85']);
    const table = `tablas/${ids.get('una')}`;
    expect(await send(table, { 'max.a': '30' })).toEqual([422, over]);
    expect(await send(table, { 'max.a': '36' })).toBe(`/admin/elecciones/${id}/tablas?hecho=saved`);
    expect(await send(table, { 'max.a': '30', as_printed: 'yes' })).toBe(
      `/admin/elecciones/${id}/tablas?hecho=saved`,
    );
    expect(await send(sheet, { rubric: ids.get('baja') ?? '', as_printed: 'yes' })).toBe(
      `/admin/elecciones/${id}/punteos?hecho=saved`,
    );
    expect(await send(sheet, { title: 'Hoja final' })).toBe(`/admin/elecciones/${id}/punteos?hecho=saved`);
  });

  it('makes no total of points that are not all of it, on no page', async () => {
    const { ids, totals, read } = await made();
    await site.deps.db
      .updateTable('gradings')
      .set({ rubric_id: ids.get('otra') ?? '' })
      .where('id', '=', ids.get('hoja') ?? '')
      .execute();
    expect(await totals('hoja')).toEqual([null]);
    expect(await totals('suelta')).toEqual([null, '7']);
    const ana = await read('ana');
    expect([ana.includes('Suma: '), ana.includes('cálculo nuestro')]).toEqual([false, false]);
    expect(await read('blas')).toContain('Suma: 7');
  });
});
