/** What somebody typed and the desk does not take is there again, with the reason. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { insertPublished } from '../proposals/fixtures.ts';
import { officeMilestonePath, officeProjectPath, projectPath } from './addresses.ts';
import { insertMilestone, insertProject } from './fixtures.ts';

const site = useApp();
const editor = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
const project = async (title: string) =>
  insertProject(site.deps, [(await insertPublished(site.deps)).number ?? 0], { title });

describe('what was typed', () => {
  it('is there again where a project holds no more milestones', async () => {
    const { id } = await project('Proyecto lleno');
    await sql`insert into project_milestones (project_id, title, due_on, created_at, updated_at)
      select ${id}::uuid, 'Hito ' || n, '2027-01-01', now(), now() from generate_series(1, 60) as n`.execute(
      site.deps.db,
    );
    const sent = { title: 'El que ya no cabe', responsible: 'organization', due_on: '2027-02-03' };
    const answer = await (await editor()).post(officeProjectPath(id), { what: 'milestone', ...sent });
    expect(answer.statusCode).toBe(422);
    const page = readPage(answer);
    expect(page.$('.error-summary').text()).toContain('No caben más');
    expect(page.$('#hito-title').val()).toBe('El que ya no cabe');
  });

  it('is there again where a milestone holds no more evidence', async () => {
    const { id } = await project('Proyecto probado');
    const milestone = await insertMilestone(site.deps, id, '2027-01-01');
    await sql`with s as (insert into sources (title, kind, search, created_at, updated_at)
        select 'Fuente ' || n, 'page', '', now(), now() from generate_series(1, 30) as n returning id)
      insert into milestone_evidence (milestone_id, source_id, note, actor, created_at)
      select ${milestone}::uuid, id, 'Prueba', 'system:test', now() from s`.execute(site.deps.db);
    const sent = { note: 'La que no cabe', address: 'https://tribunal.test/mas', title: 'Acuerdo' };
    const answer = await (
      await editor()
    ).post(officeMilestonePath(id, milestone), { what: 'evidence', ...sent });
    expect(answer.statusCode).toBe(422);
    const page = readPage(answer);
    expect(page.$('.error-summary').text()).toContain('No caben más');
    expect([page.$('#prueba-note').val(), page.$('#prueba-address').val()]).toEqual([
      sent.note,
      sent.address,
    ]);
  });

  it('is there again where somebody else stopped it, or took it out of sight, meanwhile', async () => {
    const { id, slug } = await project('Proyecto de las dos');
    const staff = await editor();
    const say = (what: string, reason: string) => staff.post(officeProjectPath(id), { what, reason });
    await say('stop', 'Lo que dijo la primera.');
    const stopped = await say('stop', 'Lo que dijo la segunda.');
    expect(stopped.statusCode).toBe(422);
    expect(readPage(stopped).$('#stop-reason').val()).toBe('Lo que dijo la segunda.');
    const read = readPage(await makeVisitor(site.app).get(projectPath(slug)))
      .$('main')
      .text();
    expect(read).toContain('Lo que dijo la primera.');
    await say('archive', 'Se publicó por error.');
    const gone = await say('archive', 'Otra razón.');
    expect(gone.statusCode).toBe(422);
    expect(readPage(gone).$('.error-summary').text()).toContain('Eso no se puede hacer ahora');
    expect(readPage(gone).$('#archive-reason').val()).toBe('Otra razón.');
  });
});
