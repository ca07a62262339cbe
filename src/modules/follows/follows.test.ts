/** Following a proposal by mail: asked, confirmed, told once a day of what happened, and gone without a trace. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { insertAsk } from '../answers/fixtures.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { decideOn, insertPublished, linkOf } from '../proposals/fixtures.ts';
import { insertMilestone, insertProject, setMilestone } from '../projects/fixtures.ts';
import { followAskedPath, followPath, ownFollowPath } from './addresses.ts';
import { askToConfirm } from './commands/follow.ts';
import { tellFollowers } from './commands/tell.ts';
import { insertFollow } from './fixtures.ts';
import { forgetDue } from './jobs.ts';
import { followMails } from './mails.ts';
import { followToken } from './sealed.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);
const ask = () => askToConfirm(site.deps.db, site.deps.now());

const proposal = async () => {
  const row = await insertPublished(site.deps);
  return { ...row, number: row.number ?? 0 };
};

const rowsOf = (recordId: string) =>
  site.deps.db.selectFrom('follows').selectAll().where('record_id', '=', recordId).orderBy('id').execute();

const promised = (id: string) =>
  site.deps.db
    .selectFrom('mails')
    .select(['kind', 'data'])
    .where('subject_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** As the sender would write the last mail promised to somebody. */
async function lastMail(id: string) {
  const last = (await promised(id)).at(-1);
  const spec = followMails(site.deps).find(({ kind }) => kind === last?.kind);
  return await spec?.compose(id, last?.data as Record<string, unknown>, site.deps.db);
}

const later = (hours: number) => site.setNow(site.deps.now().add({ seconds: hours * 3600 }));

/** Something that happens to it now. */
async function happen(row: { id: string }, institution: string) {
  const body = await insertBody(site.deps.db, institution);
  await insertAsk(site.deps, row.id, body.id);
}

describe('somebody who wants to follow', () => {
  it('is asked by mail, the same for every address; only pressing confirms', async () => {
    const { id: recordId, number } = await proposal();
    const fault = await visitor().post(followPath(number), { email: 'no es un correo' });
    expect(readPage(fault).$('.error-summary a').attr('href')).toBe('#f-email');
    const email = 'Ana.Inventada+x@gmail.com';
    const sent = await Promise.all(
      [email, 'anainventada@gmail.com', email].map((one) =>
        visitor().post(followPath(number), { email: one }),
      ),
    );
    expect(new Set(sent.map(({ headers }) => headers.location))).toEqual(new Set([followAskedPath(number)]));
    const [row, ...more] = await rowsOf(recordId);
    expect(more).toEqual([]);
    await Promise.all([ask(), ask()]);
    await ask();
    const id = row?.id ?? '';
    expect((await promised(id)).map(({ kind }) => kind)).toEqual(['follows.confirm']);
    const mail = await lastMail(id);
    expect(mail?.to.address.toLowerCase().replaceAll('.', '')).toContain('anainventada');
    const own = ownFollowPath(followToken(site.deps.vault, id));
    expect(mail?.text).toContain(own);
    const page = readPage(await visitor().get(own));
    expect(page.title).toBe('Confirme que quiere seguirla');
    await visitor().get(own);
    expect((await rowsOf(recordId))[0]?.state).toBe('unconfirmed');
    await Promise.all([1, 2].map(() => visitor().post(own, { action: 'confirm' })));
    expect(readPage(await visitor().get(own)).title).toBe('Usted sigue esta propuesta');
    // Asked again by somebody else nothing changes, and no mail goes out.
    await visitor().post(followPath(number), { email });
    await ask();
    expect((await promised(id)).length).toBe(1);
    expect((await visitor().get(`${own.slice(0, -2)}xx`)).statusCode).toBe(404);
  });

  it('is written to five times a day at most on strangers’ words, three times for one wish, and forgotten in two weeks', async () => {
    const email = 'tercera@ejemplo.test';
    const wanted: { id: string; number: number }[] = [];
    for (let n = 0; n < 7; n++) {
      const { id, number } = await proposal();
      await visitor().post(followPath(number), { email });
      wanted.push({ id, number });
      later(0.1);
    }
    await ask();
    const asked = async () => {
      const rows = (await Promise.all(wanted.map(({ id }) => rowsOf(id)))).flat();
      return rows.map((row) => row.asked_times);
    };
    expect(await asked()).toEqual([1, 1, 1, 1, 1, 0, 0]);
    const one = wanted[0];
    for (let again = 0; again < 5; again++) {
      // On other days, so that only the bound of one wish holds it.
      later(24);
      await visitor().post(followPath(one?.number ?? 0), { email });
      await ask();
    }
    expect((await asked())[0]).toBe(3);
    later(15 * 24);
    expect(await forgetDue(site.deps)).toBeGreaterThan(6);
    expect(await asked()).toEqual([]);
    site.setNow(START);
  });
});

describe('a wish that is sent again', () => {
  it('is kept as long as a new one, so that its link holds', async () => {
    const { id, number } = await proposal();
    const email = 'vuelve@ejemplo.test';
    await visitor().post(followPath(number), { email });
    await ask();
    later(13 * 24);
    await visitor().post(followPath(number), { email });
    await ask();
    later(2 * 24);
    await forgetDue(site.deps);
    expect((await rowsOf(id)).map((row) => row.asked_times)).toEqual([2]);
    later(13 * 24);
    await forgetDue(site.deps);
    expect(await rowsOf(id)).toEqual([]);
    site.setNow(START);
  });
});

describe('those who follow', () => {
  it('are told once a day at most of what happened, several gathered, by a mail with one click to leave', async () => {
    const row = await proposal();
    const { id, token } = await insertFollow(site.deps, row.id, { email: 'sigue@ejemplo.test' });
    later(1);
    await tellFollowers(site.deps);
    expect(await promised(id)).toEqual([]);
    await happen(row, 'Tribunal Seguido Uno');
    // Not yet: what is entered at this moment may not be committed.
    expect(await tellFollowers(site.deps)).toBe(0);
    later(0.5);
    expect((await Promise.all([tellFollowers(site.deps), tellFollowers(site.deps)])).toSorted()).toEqual([
      0, 1,
    ]);
    const first = await lastMail(id);
    expect(first?.to.address).toBe('sigue@ejemplo.test');
    expect(first?.text).toContain('Se preguntó a Tribunal Seguido Uno');
    expect(first?.text).not.toContain('Se publicó');
    expect(first?.headers).toEqual({
      'List-Unsubscribe': `<http://localhost:3000${ownFollowPath(token)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
    });
    later(1);
    await happen(row, 'Tribunal Seguido Dos');
    await happen(row, 'Tribunal Seguido Tres');
    later(1);
    expect(await tellFollowers(site.deps)).toBe(0);
    later(24);
    expect(await tellFollowers(site.deps)).toBe(1);
    const second = await lastMail(id);
    for (const [name, told] of [
      ['Uno', false],
      ['Dos', true],
      ['Tres', true],
    ] as const)
      expect(second?.text.includes(`Tribunal Seguido ${name}`)).toBe(told);
    later(48);
    expect(await tellFollowers(site.deps)).toBe(0);
    site.setNow(START);
  });

  it('are told of milestones, and of nothing that is no longer to be read when the mail goes out', async () => {
    const row = await proposal();
    const { id } = await insertFollow(site.deps, row.id);
    later(1);
    const project = await insertProject(site.deps, [row.number], { title: 'Proyecto seguido' });
    const milestone = await insertMilestone(site.deps, project.id, '2026-12-31');
    await setMilestone(site.deps, project.id, milestone, { progress: 'done', on: '2026-11-19' });
    later(1);
    expect(await tellFollowers(site.deps)).toBe(1);
    const mail = await lastMail(id);
    expect(mail?.text).toContain('Se convirtió en proyecto: Proyecto seguido');
    // By the day on which it happened, not on which it was entered.
    expect(mail?.text).toMatch(/19 de noviembre de 2026: Se cumplió el hito «Hito para el 2026-12-31»/);
    await site.deps.db
      .updateTable('projects')
      .set({ status: 'archived' })
      .where('id', '=', project.id)
      .execute();
    expect(await lastMail(id)).toBe(undefined);
    site.setNow(START);
  });

  it('hear nothing of what is hidden, and of what happened meanwhile once it is shown again', async () => {
    const row = await proposal();
    const { id, token } = await insertFollow(site.deps, row.id);
    later(1);
    await happen(row, 'Tribunal de lo Escondido');
    later(1);
    const hidden = await decideOn(site.deps, row, 'hide');
    later(1);
    expect(await tellFollowers(site.deps)).toBe(0);
    expect(
      readPage(await visitor().get(ownFollowPath(token)))
        .$('main')
        .text(),
    ).toContain('no se puede leer por ahora');
    expect((await visitor().post(followPath(row.number), { email: 'otra@ejemplo.test' })).statusCode).toBe(
      404,
    );
    await decideOn(site.deps, hidden, 'publish');
    later(1);
    expect(await tellFollowers(site.deps)).toBe(1);
    expect((await lastMail(id))?.text).toContain('Tribunal de lo Escondido');
    site.setNow(START);
  });

  it('are told later of what was hidden between the sweep and the sending', async () => {
    const row = await proposal();
    const { id } = await insertFollow(site.deps, row.id);
    later(1);
    await happen(row, 'Tribunal Escondido al Enviar');
    later(1);
    expect(await tellFollowers(site.deps)).toBe(1);
    const hidden = await decideOn(site.deps, row, 'hide');
    expect(await lastMail(id)).toBe(undefined);
    await decideOn(site.deps, hidden, 'publish');
    later(25);
    expect(await tellFollowers(site.deps)).toBe(1);
    expect((await lastMail(id))?.text).toContain('Tribunal Escondido al Enviar');
    // Written again by a sender that was away: nothing that was told is told anew.
    later(25);
    expect(await tellFollowers(site.deps)).toBe(0);
    site.setNow(START);
  });

  it('leave with one click of their mail program, or by the page, once or twice, and nothing of them is kept', async () => {
    const row = await proposal();
    const [one, other] = [await insertFollow(site.deps, row.id), await insertFollow(site.deps, row.id)];
    later(1);
    await happen(row, 'Tribunal de la Despedida');
    later(1);
    expect(await tellFollowers(site.deps)).toBe(2);
    const click = { 'List-Unsubscribe': 'One-Click' };
    const clicked = await Promise.all([1, 2].map(() => visitor().post(ownFollowPath(one.token), click)));
    expect(clicked.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const pressed = await visitor().post(ownFollowPath(other.token), { action: 'leave' });
    expect(readPage(await visitor().follow(pressed)).title).toBe('Ya no la sigue');
    expect([...(await promised(one.id)), ...(await promised(other.id)), ...(await rowsOf(row.id))]).toEqual(
      [],
    );
    expect((await visitor().post(ownFollowPath(one.token), { action: 'confirm' })).statusCode).toBe(303);
    expect(await rowsOf(row.id)).toEqual([]);
    site.setNow(START);
  });

  it('are gone in the same moment with a proposal that its authors take back, or an address that is none', async () => {
    const row = await proposal();
    const { id } = await insertFollow(site.deps, row.id);
    await happen(row, 'Tribunal de lo Retirado');
    later(1);
    await tellFollowers(site.deps);
    await visitor().post(`/propuestas/propia/${linkOf(site.deps, row)}`, { action: 'withdraw' });
    expect([...(await promised(id)), ...(await rowsOf(row.id))]).toEqual([]);
    const second = await proposal();
    const refused = await insertFollow(site.deps, second.id);
    await followMails(site.deps)[0]?.onRefused?.(refused.id);
    expect(await rowsOf(second.id)).toEqual([]);
    site.setNow(START);
  });

  it('stand in the database without their addresses', async () => {
    const { number, id } = await proposal();
    await visitor().post(followPath(number), { email: 'persona.secreta@ejemplo.test' });
    expect((await rowsOf(id)).length).toBe(1);
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t, ' '), '') as text from (
        select f::text as t from follows as f union all select m::text from mails as m
        union all select a::text from audit_log as a
      ) as every`.execute(site.deps.db);
    expect(rows[0]?.text).not.toContain('secreta');
    const plain = Buffer.from('secreta').toString('hex');
    expect(rows[0]?.text).not.toContain(plain);
  });
});
