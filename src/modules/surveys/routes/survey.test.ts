/** Answering: once a person, and nobody's answer. */
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { insertAttendees } from '../../events/fixtures-people.ts';
import { insertEdition } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { insertSurvey, ticketPathOf } from '../fixtures.ts';
import { surveysModule } from '../index.ts';
import type { Survey } from '../queries/surveys.ts';

const site = useApp();
let event: RegistrationEvent;
let survey: Survey;
const AFTER = '2027-03-10T15:00:00Z';
const ANSWERS = {
  'answers.p1': '5',
  'answers.p2': 'o1',
  'answers.p3': ['o1', 'o3'],
  'answers.p4': 'yes',
  'answers.p5': 'Más tiempo con la secretaria Ximena Ficticia.',
};

async function person(of = event): Promise<{ id: string; path: string }> {
  const [id = ''] = await insertAttendees(site.deps, of, 1);
  return { id, path: await ticketPathOf(site.deps, id) };
}

const count = async (table: 'survey_answers' | 'survey_tickets' | 'survey_texts', of = survey) => {
  const { n } = await site.deps.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('survey_id', '=', of.id)
    .executeTakeFirstOrThrow();
  return n;
};

const mix = async () => {
  const job = surveysModule.jobs(site.deps).find((j) => j.name === 'surveys.mix_answers');
  await job?.run({}, site.deps);
};

beforeAll(async () => {
  site.setNow(AFTER);
  event = await insertEdition(site.deps.db, 'opinion');
  survey = await insertSurvey(site.deps, event.id);
});

beforeEach(() => site.setNow(AFTER));

describe('a ticket', () => {
  it('answers once, and is thanked', async () => {
    const { path } = await person();
    const visitor = makeVisitor(site.app);
    const { $, title } = readPage(await visitor.get(path));
    expect(title).toBe('Encuesta');
    expect($('fieldset legend').first().text()).toContain('¿Qué tan útil?');
    const before = await count('survey_answers');
    const answered = await visitor.post(path, ANSWERS);
    expect([answered.statusCode, answered.headers.location]).toEqual([303, `${path}/gracias`]);
    expect(readPage(await visitor.follow(answered)).notices).toEqual(['Gracias por responder']);
    const again = await visitor.post(path, { 'answers.p1': '1' });
    expect(again.headers.location).toBe(path);
    expect(readPage(await visitor.follow(again)).notices).toEqual(['Ya recibimos su respuesta']);
    expect((await count('survey_answers')) - before).toBe(1);
  });

  it('sent 500 times at once leaves exactly one answer', { timeout: 60_000 }, async () => {
    const { path } = await person();
    const before = { answers: await count('survey_answers'), texts: await count('survey_texts') };
    const visitor = makeVisitor(site.app);
    const sent = await Promise.all(Array.from({ length: 500 }, () => visitor.post(path, ANSWERS)));
    expect(new Set(sent.map((a) => a.statusCode))).toEqual(new Set([303]));
    expect(sent.filter((a) => a.headers.location === `${path}/gracias`)).toHaveLength(1);
    expect((await count('survey_answers')) - before.answers).toBe(1);
    expect((await count('survey_texts')) - before.texts).toBe(1);
  });

  it('looked up first and written after, would leave many', async () => {
    await sql`create table race_tickets (ticket integer)`.execute(site.deps.db);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        site.deps.db.transaction().execute(async (trx) => {
          const { rows } = await sql`select 1 from race_tickets where ticket = 1`.execute(trx);
          await new Promise((resolve) => setTimeout(resolve, 20));
          if (rows.length === 0) await sql`insert into race_tickets values (1)`.execute(trx);
        }),
      ),
    );
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from race_tickets`.execute(
      site.deps.db,
    );
    expect(rows[0]?.n).toBeGreaterThan(1);
    await sql`drop table race_tickets`.execute(site.deps.db);
  });

  it.each([
    [{ 'answers.p2': 'o1' }, ['Elija una opción: ¿Qué tan útil?.']],
    [{ 'answers.p1': '6' }, undefined],
    [{ 'answers.p1': ['1', '2'] }, undefined],
    [{ 'answers.p1': '3', 'answers.p2': 'o9' }, undefined],
    [{ 'answers.p1': '3', 'answers.p3': ['o1', 'x'] }, undefined],
    [{ 'answers.p1': '3', 'answers.p5': 'a'.repeat(3001) }, undefined],
  ])('refuses %o at its field, keeping what was typed', async (fields, faults) => {
    const { path } = await person();
    const before = await count('survey_tickets');
    const answer = await makeVisitor(site.app).post(path, { ...fields, 'answers.p4': 'no' });
    expect(answer.statusCode).toBe(422);
    const page = readPage(answer);
    expect(page.faults).toHaveLength(1);
    if (faults) expect(page.$('.error-summary a').attr('href')).toBe('#f-answers-p1');
    expect(page.$('input[name="answers.p4"][value=no]').attr('checked')).toBeDefined();
    expect(await count('survey_tickets')).toBe(before);
  });

  it('is void for others, for the rest of the site, and out of hours', async () => {
    const visitor = makeVisitor(site.app);
    expect((await visitor.get('/encuesta/nada')).statusCode).toBe(404);
    const { id, path } = await person();
    expect((await visitor.get(path.replace('/encuesta/', '/registro/'))).statusCode).toBe(404);
    site.setNow('2027-03-08T18:00:00Z');
    expect(readPage(await visitor.get(path)).notices).toEqual(['La encuesta aún no abre']);
    expect((await visitor.post(path, ANSWERS)).headers.location).toBe(path);
    site.setNow('2027-05-01T00:00:00Z');
    expect(readPage(await visitor.get(path)).notices).toEqual(['La encuesta está cerrada']);
    site.setNow(AFTER);
    await site.deps.db
      .updateTable('event_registrations')
      .set({ state: 'cancelled', holds_place: false })
      .where('id', '=', id)
      .execute();
    expect(readPage(await visitor.get(path)).notices).toEqual(['Esta encuesta es para quienes participaron']);
    const before = await count('survey_answers');
    await visitor.post(path, ANSWERS);
    expect(await count('survey_answers')).toBe(before);
  });
});

describe('nobody’s answer', () => {
  it('has no time, no person and no order, and after the daily mixing no trace of its transaction', async () => {
    const other = await insertEdition(site.deps.db, 'anonima');
    const mixed = await insertSurvey(site.deps, other.id);
    const people = await Promise.all(Array.from({ length: 8 }, () => person(other)));
    for (const [i, { path }] of people.slice(0, 4).entries())
      await makeVisitor(site.app).post(path, { ...ANSWERS, 'answers.p5': `Texto ${i}` });
    const marks = async (table: string) =>
      (
        await sql<{ xmin: string; mixed: boolean }>`
          select xmin::text, mixed from ${sql.table(table)} where survey_id = ${mixed.id} order by ctid`.execute(
          site.deps.db,
        )
      ).rows;
    // What could be paired at first: one transaction wrote both.
    expect((await marks('survey_tickets')).map((r) => r.xmin)).toEqual(
      (await marks('survey_answers')).map((r) => r.xmin),
    );
    await mix();
    // Four are too few to hide among.
    expect((await marks('survey_answers')).every((r) => !r.mixed)).toBe(true);
    for (const { path } of people.slice(4))
      await makeVisitor(site.app).post(path, { ...ANSWERS, 'answers.p1': '2' });
    await mix();
    for (const table of ['survey_tickets', 'survey_answers', 'survey_texts']) {
      const rows = await marks(table);
      expect([table, rows.length]).toEqual([table, 8]);
      expect(new Set(rows.map((r) => r.xmin)).size).toBe(1);
      expect(rows.every((r) => r.mixed)).toBe(true);
    }
    const columns = await sql<{ name: string; type: string }>`
      select table_name || '.' || column_name as name, data_type as type from information_schema.columns
      where table_name in ('survey_tickets', 'survey_answers', 'survey_texts')`.execute(site.deps.db);
    expect(columns.rows.filter((c) => /time|date/.test(c.type))).toEqual([]);
    expect(columns.rows.filter((c) => /registration/.test(c.name))).toEqual([]);
    const ids = await site.deps.db.selectFrom('survey_answers').select('id').execute();
    // Version 4: chance, not the clock.
    expect(ids.filter(({ id }) => id[14] !== '4')).toEqual([]);
    // The ticket still counts.
    const again = await makeVisitor(site.app).post(people[0]?.path ?? '', ANSWERS);
    expect(again.headers.location).toBe(people[0]?.path);
    expect(await count('survey_answers', mixed)).toBe(8);
  });

  it('is mixed among tickets only: what came through the open link hides nobody', async () => {
    const other = await insertEdition(site.deps.db, 'mezclada');
    const mixed = await insertSurvey(site.deps, other.id, 50);
    const { path } = await person(other);
    await makeVisitor(site.app).post(path, ANSWERS);
    for (let i = 0; i < 5; i += 1) await makeVisitor(site.app).post('/encuentros/mezclada/encuesta', ANSWERS);
    await mix();
    const { rows } = await sql<{ source: string; mixed: boolean }>`
      select source, bool_and(mixed) as mixed from survey_answers where survey_id = ${mixed.id}
      group by source order by source`.execute(site.deps.db);
    expect(rows).toEqual([
      { source: 'open', mixed: true },
      { source: 'ticket', mixed: false },
    ]);
  });

  it('of the last few is mixed with all the others when the survey is over', async () => {
    const other = await insertEdition(site.deps.db, 'ultimas');
    const mixed = await insertSurvey(site.deps, other.id);
    const people = await Promise.all(Array.from({ length: 7 }, () => person(other)));
    for (const { path } of people.slice(0, 6)) await makeVisitor(site.app).post(path, ANSWERS);
    await mix();
    await makeVisitor(site.app).post(people[6]?.path ?? '', ANSWERS);
    await site.deps.db.updateTable('surveys').set({ state: 'closed' }).where('id', '=', mixed.id).execute();
    await mix();
    for (const table of ['survey_tickets', 'survey_answers']) {
      const { rows } = await sql<{ xmin: string; count: number }>`
        select xmin::text as xmin, count(*)::int as count from ${sql.table(table)}
        where survey_id = ${mixed.id} and mixed group by 1`.execute(site.deps.db);
      expect([table, rows.map((row) => row.count)]).toEqual([table, [7]]);
    }
  });

  it('keeps no typed name in clear', async () => {
    const { path } = await person();
    await makeVisitor(site.app).post(path, ANSWERS);
    for (const table of ['survey_answers', 'survey_texts', 'survey_tickets', 'audit_log', 'mails']) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} x where x::text like '%Ximena%'`.execute(
        site.deps.db,
      );
      expect([table, rows[0]?.n]).toEqual([table, 0]);
    }
  });

  it('does not hold up answering while it is mixed', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => person()));
    const before = await count('survey_answers');
    await Promise.all([...people.map(({ path }) => makeVisitor(site.app).post(path, ANSWERS)), mix(), mix()]);
    await mix();
    expect((await count('survey_answers')) - before).toBe(10);
    expect(await count('survey_tickets')).toBe(await count('survey_answers'));
  });
});

describe('the open link', () => {
  it('is not there unless the organiser wants it', async () => {
    const visitor = makeVisitor(site.app);
    expect((await visitor.get('/encuentros/opinion/encuesta')).statusCode).toBe(404);
    expect((await visitor.post('/encuentros/opinion/encuesta', ANSWERS)).statusCode).toBe(404);
  });

  it('takes so many a day in the edition’s zone and no more, all at once or not', async () => {
    const other = await insertEdition(site.deps.db, 'inundada');
    const flooded = await insertSurvey(site.deps, other.id, 10);
    const path = '/encuentros/inundada/encuesta';
    const send = () => makeVisitor(site.app).post(path, ANSWERS);
    const sent = await Promise.all(Array.from({ length: 60 }, send));
    expect(sent.filter((a) => a.statusCode === 303)).toHaveLength(10);
    const refused = sent.filter((a) => a.statusCode === 429);
    expect(refused).toHaveLength(50);
    const page = readPage(refused[0] ?? (await send()));
    expect(page.faults[0]).toContain('Hoy llegaron demasiadas respuestas');
    expect(page.$('textarea').text()).toBe(ANSWERS['answers.p5']);
    expect(await count('survey_answers', flooded)).toBe(10);
    // 5:59 UTC is still the same day in Guatemala, 6:00 the next.
    site.setNow('2027-03-11T05:59:59Z');
    expect((await send()).statusCode).toBe(429);
    site.setNow('2027-03-11T06:00:00Z');
    expect((await send()).headers.location).toBe(`${path}/gracias`);
    expect(await count('survey_tickets', flooded)).toBe(0);
    // One’s own ticket is not held up by the flood.
    site.setNow(AFTER);
    const own = await person(other);
    expect((await makeVisitor(site.app).post(own.path, ANSWERS)).headers.location).toBe(
      `${own.path}/gracias`,
    );
  });

  it('refuses an empty answer', async () => {
    const other = await insertEdition(site.deps.db, 'vacia');
    await insertSurvey(site.deps, other.id, 5);
    await withTransaction(site.deps.db, (trx) =>
      trx.updateTable('survey_questions').set({ required: false }).execute(),
    );
    const answer = await makeVisitor(site.app).post('/encuentros/vacia/encuesta', { 'answers.p5': '  ' });
    expect([answer.statusCode, readPage(answer).faults]).toEqual([422, ['Responda al menos una pregunta.']]);
  });
});
