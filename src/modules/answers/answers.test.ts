/** From a question to an institution to its answer, or to its silence: by link, by word, late, never. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertPublished, sending } from '../proposals/fixtures.ts';
import { answersPath, LEDGER, LEDGER_CSV, newAskPath, officeAskPath, replyPath } from './addresses.ts';
import { deliver, insertAsk } from './fixtures.ts';
import { remindDue } from './jobs.ts';
import { answerMails } from './mails.ts';
import { replyToken } from './sealed.ts';

const site = useApp();

let serial = 0;
async function proposal(): Promise<{ id: string; number: number; title: string }> {
  const title = `Propuesta que se pregunta ${++serial}`;
  const { id, number } = await insertPublished(site.deps, { text: { ...sending().text, title } });
  return { id, number: number ?? 0, title };
}

const editor = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);

const mailOf = async (what: string, id: string) =>
  await answerMails(site.deps)
    .find(({ kind }) => kind === `answers.${what}`)
    ?.compose(id, {}, site.deps.db);

const promised = async (id: string): Promise<string[]> =>
  (
    await site.deps.db
      .selectFrom('mails')
      .select('kind')
      .where('subject_id', '=', id)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(({ kind }) => kind);

const REPLY = {
  kind: 'partly',
  words: 'Se publicarán los horarios de los juzgados de paz. Palabras-de-la-institución.',
  person: 'Funcionaria Inventada',
  position: 'Secretaria general',
};

const later = (days: number) => site.setNow(site.deps.now().add({ hours: 24 * days }));

async function ledgerRow(name: string): Promise<string[]> {
  const csv = (await makeVisitor(site.app).get(LEDGER_CSV)).body;
  const line = csv.split(/\r?\n/).find((one) => one.includes(name)) ?? '';
  return line.split(',').slice(2);
}

describe('a question to an institution', () => {
  it('is put at the desk with a due date in working days, mailed with a link, and answered by it', async () => {
    const { number, title } = await proposal();
    const body = await insertBody(site.deps.db, 'Tribunal Inventado Uno');
    const staff = await editor();
    const form = readPage(await staff.get(newAskPath(number)));
    expect(form.$(`option[value="${body.id}"]`).text()).toBe('Tribunal Inventado Uno');
    const asked = await staff.post(newAskPath(number), {
      institution: body.id,
      words: '¿Los publicará?',
      asked_on: '2026-11-23',
      email: 'oficina@tribunal.test',
    });
    const path = (asked.headers.location ?? '').split('?')[0] ?? '';
    const id = path.split('/').at(-1) ?? '';
    const row = await site.deps.db
      .selectFrom('asks')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    // Thirty working days after Monday the 23rd, without holidays: six weeks.
    expect([String(row.due_on), row.counted_exactly]).toEqual(['2027-01-04', false]);
    const before = await staff.post(newAskPath(number), {
      institution: body.id,
      words: '¿Antes?',
      asked_on: '2026-11-20',
    });
    expect(readPage(before).$('.error-summary a').attr('href')).toBe('#f-asked_on');
    const twice = await staff.post(newAskPath(number), {
      institution: body.id,
      words: '¿Y bien?',
      asked_on: '2026-11-23',
    });
    expect(readPage(twice).$('.error-summary a').attr('href')).toBe('#f-institution');
    expect(await promised(id)).toEqual(['answers.ask']);
    const mail = await mailOf('ask', id);
    expect(mail?.to.address).toBe('oficina@tribunal.test');
    const token = replyToken(site.deps.vault, row);
    expect(mail?.text).toContain(replyPath(token));
    const visitor = makeVisitor(site.app);
    const page = readPage(await visitor.get(replyPath(token)));
    expect(page.$('h1').text()).toBe('Responder a una propuesta ciudadana');
    const missing = await visitor.post(replyPath(token), { kind: 'partly' });
    expect(missing.statusCode).toBe(422);
    await Promise.all([visitor.post(replyPath(token), REPLY), visitor.post(replyPath(token), REPLY)]);
    const shown = readPage(await visitor.get(answersPath(number)));
    expect(shown.$('main').text()).toContain('Respondió a tiempo');
    expect(shown.$('article.card').length).toBe(1);
    expect(shown.$('article.card').text()).toContain('Funcionaria Inventada, Secretaria general');
    expect(shown.$('article.card').text()).toContain('con el enlace firmado');
    expect((await visitor.get(`/propuestas/${number}`)).body).toContain('Respondió a tiempo');
    expect(title.length).toBeGreaterThan(0);
  });

  it('is void for another question, for an older link, and behind its time', async () => {
    const { id: proposalId } = await proposal();
    const [one, other] = [
      await insertBody(site.deps.db, 'Tribunal Inventado Dos'),
      await insertBody(site.deps.db, 'Tribunal Inventado Tres'),
    ];
    const first = await insertAsk(site.deps, proposalId, one.id);
    const second = await insertAsk(site.deps, proposalId, other.id);
    const visitor = makeVisitor(site.app);
    expect((await visitor.get(replyPath(first.token.slice(0, 20) + second.token.slice(20)))).statusCode).toBe(
      404,
    );
    const staff = await editor();
    await staff.post(officeAskPath(first.id), { what: 'send', link: '1' });
    expect((await visitor.get(replyPath(first.token))).statusCode).toBe(404);
    later(500);
    const expired = await visitor.get(replyPath(second.token));
    expect(expired.statusCode).toBe(410);
    await visitor.post(replyPath(second.token), REPLY);
    expect(
      await site.deps.db.selectFrom('answers').select('id').where('ask_id', '=', second.id).execute(),
    ).toEqual([]);
  });
});

describe('silence', () => {
  it('is reminded once, told of once when it is late, counted in the ledger, and ended by an answer that came late', async () => {
    const { id: proposalId, number } = await proposal();
    const body = await insertBody(site.deps.db, 'Tribunal Callado Inventado');
    const { id } = await insertAsk(site.deps, proposalId, body.id);
    await deliver(site.deps, id);
    await remindDue(site.deps);
    expect(await promised(id)).toEqual(['answers.ask']);
    expect(await ledgerRow('Callado')).toEqual(['1', '0', '0', '', '0', '', '1', '0']);
    later(38);
    await Promise.all([remindDue(site.deps), remindDue(site.deps)]);
    expect(await promised(id)).toEqual(['answers.ask', 'answers.reminder']);
    later(9);
    await remindDue(site.deps);
    await remindDue(site.deps);
    expect(await promised(id)).toEqual(['answers.ask', 'answers.reminder', 'answers.late']);
    expect(await ledgerRow('Callado')).toEqual(['1', '0', '0', '', '1', '5', '0', '0']);
    expect((await makeVisitor(site.app).get(answersPath(number))).body).toContain(
      'Sin respuesta: 5 días de retraso',
    );
    const staff = await editor();
    const said = { ...REPLY, what: 'transcribe', channel: 'oral', on_date: '2026-11-20' };
    const without = await staff.post(officeAskPath(id), said);
    expect(readPage(without).$('.error-summary a').attr('href')).toBe('#transcribe-circumstances');
    const early = await staff.post(officeAskPath(id), { ...said, circumstances: 'Mesa de ejemplo' });
    expect(readPage(early).$('.error-summary a').attr('href')).toBe('#transcribe-on_date');
    const today = site.deps.now().toZonedDateTimeISO('America/Guatemala').toPlainDate();
    const studying = { ...said, kind: 'studying', circumstances: 'Mesa de ejemplo', on_date: String(today) };
    await staff.post(officeAskPath(id), studying);
    // That it is being studied ends no silence.
    expect(await ledgerRow('Callado')).toEqual(['1', '0', '0', '', '1', '5', '0', '0']);
    await staff.post(officeAskPath(id), { ...studying, kind: 'accepted', words: 'Lo harán.' });
    expect(await ledgerRow('Callado')).toEqual(['1', '0', '1', '5', '0', '', '0', '0']);
    expect(await mailOf('late', id)).toBe(undefined);
    const page = readPage(await makeVisitor(site.app).get(answersPath(number)));
    expect(page.$('main').text()).toContain('lo transcribió la organización. Mesa de ejemplo');
    expect((await makeVisitor(site.app).get(LEDGER)).body).toContain('Tribunal Callado Inventado');
  });

  it('of a question that was closed, or of a proposal that is not shown, is not counted', async () => {
    const { id: proposalId } = await proposal();
    const body = await insertBody(site.deps.db, 'Tribunal Cerrado Inventado');
    const { id } = await insertAsk(site.deps, proposalId, body.id);
    const staff = await editor();
    await staff.post(officeAskPath(id), {
      what: 'delivery',
      delivery: 'ticket',
      note: 'Gestión 17',
      delivered_on: String(site.deps.now().toZonedDateTimeISO('America/Guatemala').toPlainDate()),
    });
    expect((await staff.get(officeAskPath(id))).body).toContain('Gestión 17');
    await staff.post(officeAskPath(id), { what: 'close', reason: 'Le toca a otra oficina' });
    expect(await ledgerRow('Cerrado')).toEqual([]);
    const late = await staff.post(officeAskPath(id), { what: 'close', reason: 'Otra vez' });
    expect(late.headers.location).toBe(`${officeAskPath(id)}?hecho=not_now`);
  });
});
