/** Projects as data: list, feed, table, API, search, map of the site and share card say what is computed of them. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { sweepSearch } from '../../platform/search/sweep.ts';
import { insertPublished } from '../proposals/fixtures.ts';
import { projectPath, PROJECTS, PROJECTS_API, PROJECTS_CSV, PROJECTS_FEED } from './addresses.ts';
import { insertMilestone, insertProject, setMilestone } from './fixtures.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);
const editor = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
const textOf = async (url: string, who: Visitor = visitor()) =>
  readPage(await who.get(url))
    .$('main')
    .text()
    .replaceAll(/\s+/g, ' ');

describe('projects as data', () => {
  it('stand in list, feed, table and API with what is computed of them', async () => {
    const { number } = await insertPublished(site.deps);
    const { id, slug } = await insertProject(site.deps, [number ?? 0], {
      title: 'Proyecto abierto en datos',
    });
    const done = await insertMilestone(site.deps, id, '2026-11-10', { title: 'Primero' });
    await insertMilestone(site.deps, id, '2026-11-13', { title: 'Segundo' });
    await setMilestone(site.deps, id, done, { progress: 'done', on: '2026-11-12' });
    expect(await textOf(PROJECTS)).toContain('1 de 2 hitos cumplidos');
    expect((await visitor().get(PROJECTS_FEED)).body).toContain('Proyecto abierto en datos');
    const lines = (await visitor().get(PROJECTS_CSV)).body
      .split('\r\n')
      .filter((line) => line.includes(slug));
    expect(lines.map((line) => line.split(',').slice(4))).toEqual([
      ['Primero', 'Justicia Abierta', '2026-11-10', 'done', '2026-11-12', '2', '', '1', ''],
      ['Segundo', 'Justicia Abierta', '2026-11-13', 'pending', '', '10', '', '0', ''],
    ]);
    const one = (await visitor().get(`${PROJECTS_API}/${slug}`)).json();
    expect([one.standing, one.milestones_total, one.milestones_done, one.milestones_late]).toEqual([
      'under_way',
      2,
      1,
      1,
    ]);
    expect(one.milestones.map((m: { days_late: number }) => m.days_late)).toEqual([2, 10]);
    const list = (await visitor().get(`${PROJECTS_API}?limit=1`)).json();
    expect(list.data[0].slug).toBe(slug);
    expect((await visitor().get('/mapa/proyectos.xml')).body).toContain(projectPath(slug));
    expect((await visitor().get(`/tarjetas/project/${id}.png`)).headers['content-type']).toBe('image/png');
    await sweepSearch(site.deps);
    const found = readPage(await visitor().get('/buscar?q=Proyecto+abierto+en+datos'));
    expect(found.$(`a[href="${projectPath(slug)}"]`).length).toBeGreaterThan(0);
    const staff = await editor();
    expect((await staff.get(`/historial/proyecto/${id}`)).statusCode).toBe(200);
    expect(await textOf(`/historial/hito/${done}`)).toContain('día en que se cumplió o se abandonó');
  });

  it('are whole as a table, however many there are', async () => {
    const { number } = await insertPublished(site.deps);
    const { id } = await insertProject(site.deps, [number ?? 0], { title: 'Proyecto de los muchos' });
    const before = (await visitor().get(PROJECTS_CSV)).body.trimEnd().split('\r\n').length;
    await sql`with many as (
        insert into projects (slug, status, title, summary, published_at, created_at, updated_at)
        select 'muchos-' || n, 'published', 'Muchos', 'Muchos.', published_at + (n / 7) * interval '1 second', created_at, updated_at
        from projects, generate_series(1, 201) as n where id = ${id}::uuid returning id, created_at)
      insert into project_milestones (project_id, title, due_on, created_at, updated_at)
      select id, 'Hito', '2026-11-10'::date + n, created_at, created_at from many, generate_series(1, 50) as n`.execute(
      site.deps.db,
    );
    const lines = (await visitor().get(PROJECTS_CSV)).body.trimEnd().split('\r\n');
    expect(lines.length - before).toBe(201 * 50);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('say that a project changed when one of its milestones does', async () => {
    const { number } = await insertPublished(site.deps);
    const { id, slug } = await insertProject(site.deps, [number ?? 0], { title: 'Proyecto que avanza' });
    const milestone = await insertMilestone(site.deps, id, '2026-12-10');
    site.setNow('2026-11-24T15:00:00Z');
    await setMilestone(site.deps, id, milestone, { progress: 'under_way' });
    const one = (await visitor().get(`${PROJECTS_API}/${slug}`)).json();
    expect(one.updated_at).toBe('2026-11-24T15:00:00Z');
    site.setNow(START);
  });
});
