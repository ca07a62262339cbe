/** Asking for help, the desk that gives it, and the private thread: sealed, told of once, erased with the proposal. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { insertReceived, linkOf, sending } from '../proposals/fixtures.ts';
import { ownPath, type ProposalRow } from '../proposals/index.ts';
import { sealAuthors } from '../proposals/sealed.ts';
import { helpPath, OFFICE, officeChecksPath, officePath } from './addresses.ts';
import { forgetDue } from './jobs.ts';
import { accompanimentMails } from './mails.ts';
import { findHelp, threadOf } from './queries/help.ts';

const site = useApp();
const { text } = sending();
let serial = 0;

const EMAIL = 'autora.plantada@ejemplo.test';

async function proposal(email?: string): Promise<{ row: ProposalRow; token: string; number: number }> {
  const row = await insertReceived(site.deps, {
    text: { ...text, title: `Propuesta que pide ayuda ${++serial}` },
  });
  // As one has it whose address is proven.
  if (email)
    await site.deps.db
      .updateTable('proposals')
      .set({ sealed_authors: sealAuthors(site.deps.vault, row.id, { names: [], email }) })
      .where('id', '=', row.id)
      .execute();
  return { row, token: linkOf(site.deps, row), number: row.number ?? 0 };
}

const visitor = (): Visitor => makeVisitor(site.app);
const staff = async (...roles: Parameters<typeof signInAs>[1][]) => {
  const { cookie, userId } = await signInAs(
    site.deps,
    ...(roles.length > 0 ? roles : ['facilitator' as const]),
  );
  return { desk: makeVisitor(site.app, cookie), userId };
};

const mailsOf = async (id: string): Promise<string[]> =>
  (
    await site.deps.db
      .selectFrom('mails')
      .select('kind')
      .where('subject_id', '=', id)
      .where('kind', 'like', 'accompaniment.%')
      .orderBy('created_at')
      .execute()
  ).map(({ kind }) => kind.slice('accompaniment.'.length));

const mailOf = (what: string, id: string) =>
  accompanimentMails(site.deps)
    .find(({ kind }) => kind === `accompaniment.${what}`)
    ?.compose(id, {}, site.deps.db);

const wrote = async (id: string): Promise<number> => (await threadOf(site.deps.db, id)).length;
const toCode = (answer: { headers: { location?: string | undefined } }) =>
  answer.headers.location?.split('hecho=')[1];

describe('asking for help', () => {
  it('is a press on one’s own page, once, and stands at the desk before what nobody asked for', async () => {
    const quiet = await proposal();
    site.setNow(site.deps.now().add({ hours: 50 }));
    const { row, token, number } = await proposal();
    const own = readPage(await visitor().get(ownPath(token)));
    expect(own.$(`a[href="${helpPath(token)}"]`).text()).toBe('Acompañamiento');
    const page = readPage(await visitor().get(helpPath(token)));
    expect(page.$('form.action-form button').first().text().trim()).toBe('Pedir ayuda');
    expect(await findHelp(site.deps.db, row.id)).toBe(undefined);
    const asked = await Promise.all([0, 1].map(() => visitor().post(helpPath(token), { what: 'ask' })));
    expect(asked.map(toCode)).toEqual(['asked', 'asked']);
    const { desk } = await staff();
    const list = readPage(await desk.get(OFFICE));
    const cells = (n: number) => list.$(`tbody tr:has(a[href="${officePath(n)}"])`).text();
    expect(cells(number)).toContain('Pidió ayuda hoy');
    expect(cells(quiet.number)).toContain('2 días');
    expect((await findHelp(site.deps.db, row.id))?.adviser).toBe(null);
  });

  it('is nobody’s business before there is a number, nor after it was withdrawn', async () => {
    const { row, token } = await proposal();
    await visitor().post(ownPath(token), { action: 'withdraw' });
    expect((await visitor().get(helpPath(token))).statusCode).toBe(404);
    expect((await visitor().post(helpPath(token), { what: 'ask' })).statusCode).toBe(404);
    expect(await findHelp(site.deps.db, row.id)).toBe(undefined);
    expect((await visitor().get(helpPath(`${token.slice(0, 42)}A`))).statusCode).toBe(404);
  });
});

describe('the desk', () => {
  it('is for facilitators and moderators, and names no authors', async () => {
    const { number } = await proposal(EMAIL);
    const { desk: editor } = await staff('editor');
    expect((await editor.get(OFFICE)).statusCode).toBe(403);
    const { desk } = await staff('moderator');
    const page = await desk.get(officePath(number));
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain(EMAIL);
  });

  it('of two who take it at once lets one, and hands it on to who may help', async () => {
    const { row, number } = await proposal();
    const [one, other] = [await staff(), await staff('moderator')];
    const taken = await Promise.all(
      [one, other].map(({ desk }) => desk.post(officePath(number), { what: 'take', version: '0' })),
    );
    expect(taken.map(toCode).toSorted()).toEqual(['changed', 'taken']);
    const help = await findHelp(site.deps.db, row.id);
    const stranger = await staff('editor');
    const on = (adviser: string) =>
      one.desk.post(officePath(number), { what: 'assign', adviser, version: String(help?.version) });
    const refused = await on(stranger.userId);
    expect(readPage(refused).$('.error-summary a').attr('href')).toBe('#assign-adviser');
    const third = await staff();
    expect(toCode(await on(third.userId))).toBe('handed_on');
    // The page on which it was chosen is of before.
    expect(toCode(await on(one.userId))).toBe('changed');
    const mine = readPage(await third.desk.get(`${OFFICE}?ver=mias`));
    expect(mine.$(`a[href="${officePath(number)}"]`).length).toBe(1);
    await third.desk.post(officePath(number), { what: 'close' });
    expect(readPage(await third.desk.get(`${OFFICE}?ver=mias`)).$('tbody a').length).toBe(0);
    expect(readPage(await third.desk.get(`${OFFICE}?ver=terminadas`)).$('tbody a').length).toBe(1);
  });

  it('tells authors in plain words what would make it stronger, and keeps its notes to itself', async () => {
    const { row, token, number } = await proposal(EMAIL);
    const { desk } = await staff();
    const filled = {
      problem_verdict: 'good',
      evidence_verdict: 'missing',
      evidence_note: 'Nota-solo-del-equipo.',
      cost_verdict: 'weak',
      decides_verdict: 'none',
      version: '0',
    };
    expect(toCode(await desk.post(officeChecksPath(number), filled))).toBe('checked');
    const page = readPage(await visitor().get(helpPath(token)));
    expect(
      page
        .$('.advice > li')
        .toArray()
        .map((li) => page.$(li).find('strong').text()),
    ).toEqual(['Cómo se sabe', 'Qué cuesta', 'El problema']);
    expect(page.$('.advice').text()).toContain('Diga cómo lo sabe');
    expect(page.$('main').text()).toContain('Falta mirar 3 puntos');
    expect(page.$.html()).not.toContain('Nota-solo-del-equipo');
    expect((await desk.get(officePath(number))).body).toContain('Nota-solo-del-equipo');
    expect(await mailsOf(row.id)).toEqual(['news']);
    // Somebody else at the same list is told, and loses nothing of what they wrote.
    const late = await desk.post(officeChecksPath(number), { ...filled, cost_verdict: 'good' });
    expect(late.statusCode).toBe(422);
    const again = readPage(late);
    expect(again.$('input[name="cost_verdict"][value="good"]').attr('checked')).toBe('checked');
    const version = again.$('input[name="version"]').attr('value') ?? '';
    expect(toCode(await desk.post(officeChecksPath(number), { ...filled, version }))).toBe('checked');
    // A note alone is no news, another verdict is.
    await visitor().post(helpPath(token), { what: 'read' });
    const save = async (change: Record<string, string>) => {
      const { version: at } = (await findHelp(site.deps.db, row.id)) ?? {};
      await desk.post(officeChecksPath(number), { ...filled, ...change, version: String(at) });
      return await mailsOf(row.id);
    };
    expect(await save({ evidence_note: 'Otra nota.' })).toEqual(['news']);
    expect(await save({ cost_verdict: 'good' })).toEqual(['news', 'news']);
  });
});

describe('the private thread', () => {
  it('goes both ways, sealed, with one mail an unread run that says none of it', async () => {
    const { row, token, number } = await proposal(EMAIL);
    const { desk } = await staff();
    await desk.post(officePath(number), { what: 'take', version: '0' });
    const say = (words: string, seen: number) =>
      desk.post(officePath(number), { what: 'write', words, seen: String(seen) });
    await Promise.all([say('Palabras-del-equipo.', 0), say('Palabras-del-equipo.', 0)]);
    expect(await wrote(row.id)).toBe(1);
    await say('Otra cosa.', 1);
    expect(await mailsOf(row.id)).toEqual(['news']);
    const mail = await mailOf('news', row.id);
    expect(mail?.to.address).toBe(EMAIL);
    expect(mail?.text).toContain(helpPath(token));
    expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toContain('Palabras-del-equipo');
    const page = readPage(await visitor().get(helpPath(token)));
    expect(page.$('.thread-other').length).toBe(2);
    expect(page.$('.thread-read').text()).toContain('Hay 2 mensajes nuevos');
    // Looking marks nothing as read: a scanner of links looks too.
    expect((await threadOf(site.deps.db, row.id)).map(({ read_at: at }) => at)).toEqual([null, null]);
    await visitor().post(helpPath(token), { what: 'read' });
    expect((await desk.get(officePath(number))).body).toContain('Leído');
    await say('Y una más.', 2);
    expect(await mailsOf(row.id)).toEqual(['news', 'news']);
    const dump = await site.deps.db.selectFrom('accompaniment_messages').selectAll().execute();
    expect(JSON.stringify(dump.map((one) => one.sealed_words?.toString('latin1')))).not.toContain('Palabras');
  });

  it('is forgotten a year after it was written, message by message; that something was said stays', async () => {
    // Those of the tests before.
    await site.deps.db.deleteFrom('accompaniment_messages').execute();
    const { row, token, number } = await proposal();
    const say = (words: string, seen: number) =>
      visitor().post(helpPath(token), { what: 'write', words, seen: String(seen) });
    await say('Plantada: lo dijo una vecina.', 0);
    site.setNow(site.deps.now().add({ hours: 24 * 200 }));
    await say('Plantada: lo dijo otra.', 1);
    expect(await forgetDue(site.deps)).toBe(0);
    site.setNow(site.deps.now().add({ hours: 24 * 166 }));
    const page = readPage(await visitor().get(helpPath(token)));
    expect(page.$('#mensajes').text()).toContain('Cada uno se borra a los 365 días');
    expect(await forgetDue(site.deps)).toBe(1);
    expect(await forgetDue(site.deps)).toBe(0);
    const [first, second] = await threadOf(site.deps.db, row.id);
    expect([first?.sealed_words, second?.sealed_words === null]).toEqual([null, false]);
    const { desk } = await staff();
    for (const { body } of [await visitor().get(helpPath(token)), await desk.get(officePath(number))])
      expect([
        body.includes('vecina'),
        body.includes('Este mensaje ya no se guarda.'),
        body.includes('lo dijo otra'),
      ]).toEqual([false, true, true]);
    const file = (await visitor().get(`${ownPath(token)}/datos.json`)).body;
    expect([file.includes('vecina'), file.includes('lo dijo otra')]).toEqual([false, true]);
    site.setNow('2026-11-23T15:00:00Z');
  });

  it('tells the adviser once, and shows hostile words as words', async () => {
    const { row, token, number } = await proposal();
    const { desk, userId } = await staff();
    await desk.post(officePath(number), { what: 'take', version: '0' });
    const hostile = '<script>alert(1)</script>\u202E\u0000 "><img src=x> {name} https://malo.test';
    const say = (words: string, seen: number) =>
      visitor().post(helpPath(token), { what: 'write', words, seen: String(seen) });
    await say(hostile, 0);
    await say('Segunda.', 1);
    expect(await mailsOf(row.id)).toEqual(['authors_acted']);
    const mail = await mailOf('authors_acted', row.id);
    expect(mail?.text).toContain(officePath(number));
    expect(mail?.text).not.toContain('Segunda');
    const page = readPage(await desk.get(officePath(number)));
    expect(page.$('.thread script, .thread img').length).toBe(0);
    expect(page.$('.thread-other').first().text()).toContain('<script>alert(1)</script>');
    await desk.post(officePath(number), { what: 'read' });
    await say('Tercera.', 2);
    expect(await mailsOf(row.id)).toEqual(['authors_acted', 'authors_acted']);
    await site.deps.db
      .updateTable('staff_users')
      .set({ disabled_at: site.deps.now() })
      .where('id', '=', userId)
      .execute();
    expect(await mailOf('authors_acted', row.id)).toBe(undefined);
  });

  it('has an end for who floods it, and none for who waits patiently', async () => {
    const { row, token, number } = await proposal();
    const say = (seen: number) =>
      visitor().post(helpPath(token), { what: 'write', words: `Mensaje ${seen}`, seen: String(seen) });
    for (let n = 0; n < 20; n++) await say(n);
    const full = await say(20);
    expect(readPage(full).$('.error-summary a').attr('href')).toBe('#f-words');
    // What was typed is not lost.
    expect([full.statusCode, readPage(full).$('#f-words').text()]).toEqual([422, 'Mensaje 20']);
    const { desk } = await staff();
    await desk.post(officePath(number), { what: 'write', words: 'Ya le leo.', seen: '20' });
    expect(toCode(await say(21))).toBe('written');
    expect(await wrote(row.id)).toBe(22);
    const long = await visitor().post(helpPath(token), {
      what: 'write',
      words: 'x'.repeat(4001),
      seen: '22',
    });
    expect(long.statusCode).toBe(422);
    expect((await visitor().post(helpPath(token), { what: 'nothing' })).statusCode).toBe(400);
  });

  it('is erased with the proposal, whole', async () => {
    const { row, token, number } = await proposal(EMAIL);
    const { desk } = await staff();
    await desk.post(officePath(number), { what: 'write', words: '¿Sigue en pie?', seen: '0' });
    await desk.post(officeChecksPath(number), {
      problem_verdict: 'good',
      problem_note: 'Del equipo.',
      version: '1',
    });
    expect(await wrote(row.id)).toBe(1);
    const file = JSON.parse((await visitor().get(`${ownPath(token)}/datos.json`)).body) as {
      accompaniment: { messages: { from: string; words: string }[]; checklist: unknown };
    };
    expect(file.accompaniment.messages.map(({ from, words }) => [from, words])).toEqual([
      ['desk', '¿Sigue en pie?'],
    ]);
    expect(file.accompaniment.checklist).toEqual({ problem: 'good' });
    await visitor().post(ownPath(token), { action: 'withdraw' });
    expect(await wrote(row.id)).toBe(0);
    expect(await findHelp(site.deps.db, row.id)).toBe(undefined);
    expect(await mailsOf(row.id)).toEqual([]);
    expect((await desk.get(officePath(number))).statusCode).toBe(404);
  });
});
