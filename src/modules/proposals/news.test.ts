/** What happened to a proposal: told in its order by all modules, on its page and in its feed, whatever there is of it. */
import { load } from 'cheerio';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDeps, useApp } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { countingDb } from '../../../test/harness/statements.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { buildApp } from '../../app.ts';
import { newsOf } from '../../platform/news.ts';
import { insertAsk } from '../answers/fixtures.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertMilestone, insertProject } from '../projects/fixtures.ts';
import { newsFeedPath, proposalPath } from './addresses.ts';
import { decideOn, insertPublished } from './fixtures.ts';

const site = useApp();

const timeline = async (number: number): Promise<string[]> => {
  const page = readPage(await makeVisitor(site.app).get(proposalPath(number)));
  return page
    .$('#que-ha-pasado .timeline li')
    .toArray()
    .map((li) => page.$(li).find('h3').text().trim());
};

describe('the timeline of a proposal', () => {
  it('tells what happened in its order, what is due last, and who is late only as long as they are', async () => {
    const row = await insertPublished(site.deps);
    const number = row.number ?? 0;
    const body = await insertBody(site.deps.db, 'Tribunal del Tiempo Inventado');
    const { id, token } = await insertAsk(site.deps, row.id, body.id);
    await site.deps.db
      .updateTable('asks')
      .set({ delivered_on: Temporal.PlainDate.from('2026-11-23') })
      .where('id', '=', id)
      .execute();
    const begun = [
      `Se recibió con el número ${number}`,
      'Se publicó',
      'Se preguntó a Tribunal del Tiempo Inventado',
      'Tribunal del Tiempo Inventado tiene la pregunta',
    ];
    expect(await timeline(number)).toEqual([...begun, 'Debe responder: Tribunal del Tiempo Inventado']);
    site.setNow('2027-02-01T15:00:00Z');
    const late = 'Venció el plazo y Tribunal del Tiempo Inventado no había respondido';
    expect((await timeline(number)).at(-1)).toBe(late);
    await makeVisitor(site.app).post(`/propuestas/responder/${token}`, {
      kind: 'partly',
      words: 'En parte. Palabras-de-la-respuesta.',
      person: 'Funcionaria Inventada',
      position: 'Secretaria',
    });
    expect((await timeline(number)).slice(-2)).toEqual([late, 'Tribunal del Tiempo Inventado respondió']);
    const page = readPage(await makeVisitor(site.app).get(proposalPath(number)));
    // Who answered is said where the answer stands.
    expect(page.$('#que-ha-pasado').text()).not.toContain('Funcionaria');
    const feed = load((await makeVisitor(site.app).get(newsFeedPath(number))).body, { xml: true });
    const titles = feed('entry > title')
      .toArray()
      .map((title) => feed(title).text());
    expect(titles.slice(0, 2)).toEqual(['Tribunal del Tiempo Inventado respondió', late]);
    expect(titles).not.toContain('Debe responder: Tribunal del Tiempo Inventado');
    const ids = new Set(
      feed('entry > id')
        .toArray()
        .map((one) => feed(one).text()),
    );
    expect(ids.size).toBe(titles.length);
    const since = Temporal.Instant.from('2027-01-01T00:00:00Z');
    const fresh = (await newsOf(site.deps, 'proposal', [row.id], { now: site.deps.now(), since })).get(
      row.id,
    );
    expect(fresh?.length).toBe(2);
    site.setNow('2026-11-23T15:00:00Z');
  });

  it('tells that so many support it, what follows, and that it was done; not what was lost again', async () => {
    const { id, number } = await insertPublished(site.deps);
    const [at, day] = [site.deps.now(), Temporal.Instant.from('2026-11-23T14:00:00Z')];
    const none = { done_at: null, done_note: '', done_by: '' };
    await site.deps.db
      .insertInto('proposal_thresholds')
      .values([
        {
          proposal_id: id,
          at_count: 25,
          what: 'Se pone al tribunal.',
          reached_at: day,
          lost_at: null,
          ...none,
          done_at: at,
          done_note: 'Se puso.',
          done_by: 'staff:1',
        },
        {
          proposal_id: id,
          at_count: 100,
          what: 'Se presenta en la mesa.',
          reached_at: at,
          lost_at: at,
          ...none,
        },
      ])
      .execute();
    const told = await timeline(number ?? 0);
    expect(told.filter((title) => title.includes('apoyos'))).toEqual([
      'Llegó a 25 apoyos',
      'Se hizo lo que seguía con 25 apoyos',
    ]);
  });

  it('tells the day on which one was sent, and to nobody the moment', async () => {
    const { id, number } = await insertPublished(site.deps);
    // An evening in Guatemala, when UTC is a day ahead.
    await sql`update proposals set created_at = '2026-11-20T02:03:04.567Z' where id = ${id}::uuid`.execute(
      site.deps.db,
    );
    const news = (await newsOf(site.deps, 'proposal', [id], { now: site.deps.now() })).get(id) ?? [];
    const received = news.find(({ key }) => key === 'proposals.received:');
    const published = news.find(({ key }) => key === 'proposals.published:');
    expect(news[0]?.key).toBe(received?.key);
    expect([String(received?.on), String(received?.at)]).toEqual(['2026-11-19', String(published?.at)]);
    const feed = (await makeVisitor(site.app).get(newsFeedPath(number ?? 0))).body;
    expect(feed).toContain('Se recibió');
    expect(feed).not.toContain('2026-11-20T02:03');
  });

  it('of one that is not shown is not told', async () => {
    const row = await insertPublished(site.deps);
    await decideOn(site.deps, row, 'hide');
    const now = site.deps.now();
    expect((await newsOf(site.deps, 'proposal', [row.id], { now })).size).toBe(0);
    expect((await makeVisitor(site.app).get(newsFeedPath(row.number ?? 0))).statusCode).toBe(404);
  });
});

describe('the page of a proposal', () => {
  const database = useDatabase();

  it('asks the database as often for much that happened as for nothing, and shows a bounded part of it', async () => {
    const counting = countingDb(database.pool);
    const deps = { ...testDeps(counting.db), db: counting.db };
    const app = await buildApp(deps);
    const { id, number } = await insertPublished(deps);
    const url = proposalPath(number ?? 0);
    const project = await insertProject(deps, [number ?? 0]);
    await insertMilestone(deps, project.id, '2026-10-01');
    const body = await insertBody(deps.db, 'Tribunal Contado Inventado');
    await insertAsk(deps, id, body.id);
    const get = async () => {
      const answer = await app.inject({ url });
      expect(answer.statusCode).toBe(200);
      return answer.body;
    };
    await get();
    const few = await counting.count(get);
    await sql`insert into history (record_kind, record_id, actor, actor_role, action, content, at)
      select 'proposal', ${id}, 'system:test', 'system', 'revised', '{}', now() + n * interval '1 second'
      from generate_series(1, 300) as n`.execute(deps.db);
    for (let n = 0; n < 20; n++)
      await insertMilestone(deps, project.id, `2026-09-${String(n + 1).padStart(2, '0')}`);
    await sql`update history set at = '2026-11-23T14:00:00Z'::timestamptz where action = 'revised'`.execute(
      deps.db,
    );
    await sql`update proposals set published_at = '2026-11-22T14:00:00Z'`.execute(deps.db);
    expect(await counting.count(get)).toBe(few);
    const entries = load(await get())('#que-ha-pasado .timeline li').length;
    // Sixty of the proposal itself and what its project tells.
    expect(entries).toBeGreaterThan(60);
    expect(entries).toBeLessThan(120);
    await app.close();
  });
});
