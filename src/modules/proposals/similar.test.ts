/** What is alike, where few enough are public that all of them are looked at, and from one more on. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { insertPublished, sending } from './fixtures.ts';
import { findSimilar } from './queries/similar.ts';

const site = useApp();

/** So many are all looked at. */
const FEW = 2500;

/** Public ones that have nothing in common with any other. */
async function insertOthers(from: number, to: number): Promise<void> {
  await sql`insert into proposals (number, state, origin, category, department, title, problem, affected, summary, stems,
      author_kind, visibility, accepted_at, published_at, created_at, updated_at)
    select n, 'published', 'web', 'genero', '', 'Otra ' || n, 'Otra', '', 'Otra', array['otra' || n, 'relleno'],
      'person', 'reserved', now(), now(), now(), now() from generate_series(${from}::integer, ${to}::integer) as n`.execute(
    site.deps.db,
  );
}

it('is warned of by any words as long as few are public, whatever was counted of them; then by the rarest', async () => {
  const text = {
    title: 'Ventanilla única',
    problem: 'Las personas que viajan desde lejos pierden jornadas enteras buscando oficinas cerradas.',
    affected: '',
    summary:
      'Reunir trámites, turnos, copias, sellos, pagos, notificaciones y consultas dentro del mismo edificio, con personal capacitado, rampas, asientos, horario continuo, intérpretes, formularios sencillos, respuestas escritas, seguimiento telefónico y ninguna fotocopia.',
  };
  const { number } = await insertPublished(site.deps, { text: { ...sending().text, ...text } });
  // As somebody else would call it: no word of the title is in the one that is there.
  const asked = { ...text, title: 'Quiosco azul norte, sombrero grande, faro, tambor, naranja y violeta' };
  const found = async (what = asked) => (await findSimilar(site.deps.db, what)).map((one) => one.number);
  await insertOthers(10_001, 10_000 + FEW - 1);
  expect(await found()).toEqual([number]);
  await sql`analyze proposals`.execute(site.deps.db);
  expect(await found()).toEqual([number]);
  await insertOthers(20_001, 20_001);
  expect(await found()).toEqual([]);
  expect(await found({ ...asked, title: 'Una ventanilla' })).toEqual([number]);
  // Those that are not public do not count.
  await sql`update proposals set state = 'withdrawn', title = null, problem = null, affected = null, summary = null,
    stems = '{}' where number = 20001`.execute(site.deps.db);
  expect(await found()).toEqual([number]);
});
