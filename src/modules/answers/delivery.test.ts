/** What counts as having a question, and as an answer to it: only what is proven is silence. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useSmtp } from '../../../test/harness/smtp.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { blackPng, PDF } from '../../platform/files/fixtures.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { createMailSender } from '../../platform/mail/sender.ts';
import { newsOf } from '../../platform/news.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertPublished, sending } from '../proposals/fixtures.ts';
import { answersPath, LEDGER_CSV, officeAskPath, replyPath } from './addresses.ts';
import { deliver, insertAsk } from './fixtures.ts';
import { noteDelivered, remindDue } from './jobs.ts';
import { answerMails } from './mails.ts';

const site = useApp();
const smtp = useSmtp();

let serial = 0;
async function asked(change: Parameters<typeof insertAsk>[3] = {}) {
  const name = `Tribunal de Prueba ${++serial}`;
  const { id: proposalId, number } = await insertPublished(site.deps, {
    text: { ...sending().text, title: `Propuesta de prueba ${serial}` },
  });
  const body = await insertBody(site.deps.db, name);
  const made = await insertAsk(site.deps, proposalId, body.id, change);
  return { ...made, name, number: number ?? 0, proposalId, institutionId: body.id };
}

const editor = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
const visitor = () => makeVisitor(site.app);
const later = (days: number) => site.setNow(site.deps.now().add({ hours: 24 * days }));
const today = () => String(site.deps.now().toZonedDateTimeISO('America/Guatemala').toPlainDate());

async function sendMails(): Promise<void> {
  const config = { ...site.deps.config, smtpUrl: smtp.url };
  const sender = createMailSender({ ...site.deps, config }, answerMails(site.deps), {
    sender: () => Promise.resolve({ name: 'Organización de Prueba', address: 'prueba@ejemplo.test' }),
  });
  await sender.sendDue();
  sender.close();
}

const rowOf = (id: string) =>
  site.deps.db.selectFrom('asks').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function ledgerRow(name: string): Promise<Record<string, string>> {
  const [head = '', ...lines] = (await visitor().get(LEDGER_CSV)).body.replace('\uFEFF', '').split(/\r?\n/);
  const cells = lines.find((one) => one.startsWith(name))?.split(',') ?? [];
  return Object.fromEntries(head.split(',').map((column, at) => [column, cells[at] ?? '']));
}

const REPLY = {
  kind: 'accepted',
  words: 'Se hará en el año que viene.',
  person: 'Funcionaria Inventada',
  position: 'Secretaria general',
};

describe('a question whose mail was refused', () => {
  it('is shown as not delivered, never as silence, and its time begins with the stamped paper', async () => {
    const { id, name, number } = await asked({ address: 'nadie@institucion.test' });
    smtp.refuse('nadie@institucion.test');
    await sendMails();
    expect(await noteDelivered(site.deps)).toBe(0);
    later(60);
    await remindDue(site.deps);
    const kinds = await site.deps.db
      .selectFrom('mails')
      .select(['kind', 'state'])
      .where('subject_id', '=', id)
      .execute();
    expect(kinds).toEqual([{ kind: 'answers.ask', state: 'refused' }]);
    expect(await ledgerRow(name)).toMatchObject({ asked: '1', silent: '0', waiting: '0', undelivered: '1' });
    const shown = readPage(await visitor().get(answersPath(number)));
    expect(shown.$('main').text()).toContain('No entregada: su servidor de correo la rechazó');
    expect(shown.$('main').text()).toContain('El plazo corre desde que conste la entrega');
    const staff = await editor();
    expect(readPage(await staff.get(officeAskPath(id))).notices).toEqual(['El correo no llegó']);
    await staff.post(officeAskPath(id), {
      what: 'delivery',
      delivery: 'stamped',
      note: 'Ventanilla de ejemplo',
      delivered_on: today(),
    });
    const row = await rowOf(id);
    // Thirty working days from the day of the stamp, without holidays: six weeks.
    expect(row.delivered_on?.until(row.due_on).days).toBe(42);
    expect(await ledgerRow(name)).toMatchObject({ waiting: '1', undelivered: '0' });
    later(43);
    expect(await ledgerRow(name)).toMatchObject({ silent: '1', days_silent: '1', waiting: '0' });
  });

  it('goes to another address, once however often that is pressed, and runs from the day it was taken', async () => {
    const { id, token } = await asked({ address: 'vieja@institucion.test' });
    smtp.refuse('vieja@institucion.test');
    await sendMails();
    later(3);
    const staff = await editor();
    const again = { what: 'send', link: '1', address: 'nueva@institucion.test' };
    await Promise.all([staff.post(officeAskPath(id), again), staff.post(officeAskPath(id), again)]);
    await sendMails();
    expect(smtp.mailsTo('nueva@institucion.test').length).toBe(1);
    expect((await rowOf(id)).link_version).toBe(2);
    expect((await visitor().get(replyPath(token))).statusCode).toBe(404);
    expect(await noteDelivered(site.deps)).toBe(1);
    expect(await noteDelivered(site.deps)).toBe(0);
    const row = await rowOf(id);
    expect([String(row.delivered_on), row.refused_at]).toEqual([today(), null]);
    expect(row.asked_on.until(row.delivered_on ?? row.asked_on).days).toBe(3);
    const wrong = await staff.post(officeAskPath(id), {
      what: 'send',
      link: '2',
      address: 'no es un correo',
    });
    expect(readPage(wrong).$('.error-summary a').attr('href')).toBe('#send-address');
  });

  it('makes them late from the moment on at which a paper of long ago is entered', async () => {
    const { id, name, proposalId } = await asked({ address: undefined });
    const askedOn = (await rowOf(id)).asked_on;
    later(50);
    const since = site.deps.now().subtract({ hours: 1 });
    await deliver(site.deps, id, askedOn);
    expect(await told(proposalId, since)).toContain(`Venció el plazo y ${name} no había respondido`);
  });

  it('has nowhere to go without an address', async () => {
    const { id } = await asked({ address: undefined });
    const staff = await editor();
    const sent = await staff.post(officeAskPath(id), { what: 'send', link: '1' });
    expect(sent.headers.location).toBe(`${officeAskPath(id)}?hecho=no_address`);
  });
});

describe('a paper that proves a delivery', () => {
  async function sendPaper(id: string, file: Buffer, fields: Record<string, string> = {}) {
    const { cookie } = await signInAs(site.deps, 'editor');
    const all = {
      what: 'delivery',
      delivery: 'stamped',
      note: `Sello ${++serial}`,
      delivered_on: today(),
      ...fields,
    };
    const mark = 'ficticio';
    const payload = Buffer.concat([
      ...Object.entries(all).map(([name, value]) =>
        Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      ),
      Buffer.from(
        `--${mark}\r\ncontent-disposition: form-data; name="paper"; filename="x"\r\ncontent-type: image/png\r\n\r\n`,
      ),
      file,
      Buffer.from(`\r\n--${mark}--\r\n`),
    ]);
    const headers = {
      cookie,
      'content-type': `multipart/form-data; boundary=${mark}`,
      'sec-fetch-site': 'same-origin',
    };
    return await site.app.inject({ method: 'POST', url: officeAskPath(id), headers, payload });
  }

  it('is sealed, seen by the desk, by everybody only when shown, and by nobody once the proposal is gone', async () => {
    const { id, number, proposalId } = await asked();
    await sendPaper(id, PDF);
    const stored = await site.deps.db
      .selectFrom('ask_papers as p')
      .innerJoin('ask_deliveries as d', 'd.id', 'p.delivery_id')
      .select(['d.id', 'p.sealed', 'p.open'])
      .where('d.ask_id', '=', id)
      .executeTakeFirstOrThrow();
    expect([stored.open, stored.sealed.includes('%PDF')]).toEqual([false, false]);
    const path = `/propuestas/respuestas/constancias/${stored.id}`;
    expect((await visitor().get(path)).statusCode).toBe(404);
    expect((await visitor().get(answersPath(number))).body).not.toContain(stored.id);
    const staff = await editor();
    const seen = await staff.get(`/admin/respuestas/constancias/${stored.id}`);
    expect([seen.statusCode, seen.rawPayload.equals(PDF)]).toEqual([200, true]);
    await staff.post(officeAskPath(id), { what: 'paper', delivery: stored.id, open: 'yes' });
    expect((await visitor().get(path)).headers['cache-control']).toBe('no-store');
    expect((await visitor().get(answersPath(number))).body).toContain(path);
    const other = await asked();
    const elsewhere = await staff.post(officeAskPath(other.id), {
      what: 'paper',
      delivery: stored.id,
      open: 'no',
    });
    expect(elsewhere.statusCode).toBe(404);
    await site.deps.db
      .updateTable('proposals')
      .set({ state: 'hidden', title: null, problem: null, affected: null, summary: null })
      .where('id', '=', proposalId)
      .execute();
    expect((await visitor().get(path)).statusCode).toBe(404);
  });

  it('may be a photo, made anew from its pixels, and nothing else', async () => {
    const { id } = await asked();
    const photo = Buffer.concat([blackPng(8, 8), Buffer.from('escondido')]);
    expect((await sendPaper(id, photo, { paper_open: 'yes' })).statusCode).toBe(303);
    const { id: delivery } = await site.deps.db
      .selectFrom('ask_deliveries')
      .select('id')
      .where('ask_id', '=', id)
      .executeTakeFirstOrThrow();
    const shown = await visitor().get(`/propuestas/respuestas/constancias/${delivery}`);
    expect([shown.headers['content-type'], shown.body.includes('escondido')]).toEqual(['image/png', false]);
    const text = await sendPaper(id, Buffer.from('solo un texto'));
    expect(readPage(text).$('.error-summary a').attr('href')).toBe('#delivery-paper');
    expect(readPage(text).faults).toEqual(['Envíe una foto o un PDF.']);
  });
});

/** What is told of a proposal: everything, or what could be read after a moment, as those who follow it are told. */
async function told(proposalId: string, since?: Temporal.Instant): Promise<string[]> {
  const now = site.deps.now();
  const news = (await newsOf(site.deps, 'proposal', [proposalId], { now, since })).get(proposalId) ?? [];
  return news.filter(({ due }) => !due).map((item) => item.say(translator('es'), 'es').title);
}

describe('a reminder', () => {
  const REMINDED = (name: string) => `Se le recordó a ${name} que falta su respuesta`;

  it('is told of once a mail server took it, never before', async () => {
    const { id, name, proposalId } = await asked();
    await sendMails();
    await deliver(site.deps, id);
    later(38);
    await remindDue(site.deps);
    expect(await told(proposalId)).not.toContain(REMINDED(name));
    await noteDelivered(site.deps);
    expect(await told(proposalId)).not.toContain(REMINDED(name));
    await sendMails();
    expect(await noteDelivered(site.deps)).toBeGreaterThan(0);
    expect(await noteDelivered(site.deps)).toBe(0);
    expect(await told(proposalId)).toContain(REMINDED(name));
  });

  it('goes to no address that was refused, though they have the question on paper, and is told of by nobody', async () => {
    const { id, name, proposalId } = await asked({ address: 'muerta@institucion.test' });
    smtp.refuse('muerta@institucion.test');
    await sendMails();
    await deliver(site.deps, id);
    later(38);
    await remindDue(site.deps);
    later(10);
    await remindDue(site.deps);
    const row = await rowOf(id);
    expect([row.reminded_at, row.late_told_at]).toEqual([null, null]);
    expect(await told(proposalId)).not.toContain(REMINDED(name));
  });
});

describe('an answer that is none', () => {
  it('is marked as a receipt with the reason, ends no silence, and counts again when that was a mistake', async () => {
    const { id, token, name, number } = await asked();
    await deliver(site.deps, id);
    await visitor().post(replyPath(token), { ...REPLY, words: 'Recibido.' });
    expect(await ledgerRow(name)).toMatchObject({ answered: '1' });
    const { id: answer } = await site.deps.db
      .selectFrom('answers')
      .select('id')
      .where('ask_id', '=', id)
      .executeTakeFirstOrThrow();
    const staff = await editor();
    const mute = await staff.post(officeAskPath(id), { what: 'receipt', answer, receipt: '' });
    expect(readPage(mute).$('.error-summary a').attr('href')).toBe(`#receipt-${answer}-receipt`);
    const judged = { what: 'receipt', answer, receipt: 'Mensaje automático' };
    await staff.post(officeAskPath(id), judged);
    await staff.post(officeAskPath(id), judged);
    expect(await ledgerRow(name)).toMatchObject({ answered: '0', waiting: '1' });
    const text = readPage(await visitor().get(answersPath(number)))
      .$('main')
      .text();
    expect(text).toContain('Acuse de recibo');
    expect(text).toContain('Mensaje automático');
    const versions = await site.deps.db
      .selectFrom('history')
      .select('action')
      .where('record_id', '=', id)
      .where('action', '=', 'receipt')
      .execute();
    expect(versions.length).toBe(1);
    later(43);
    expect(await ledgerRow(name)).toMatchObject({ silent: '1' });
    // Behind so many days the session is over.
    await (await editor()).post(officeAskPath(id), { what: 'receipt', answer });
    expect(await ledgerRow(name)).toMatchObject({ answered: '1', silent: '0' });
  });

  it.each([30, 50])(
    'is told of when it was judged, on day %i, and that they are late after all',
    async (day) => {
      const { id, token, name, proposalId } = await asked();
      await deliver(site.deps, id);
      later(3);
      await visitor().post(replyPath(token), { ...REPLY, words: 'Recibido.' });
      later(day - 3);
      const since = site.deps.now().subtract({ hours: 1 });
      expect(await told(proposalId, since)).toEqual([]);
      const { id: answer } = await site.deps.db
        .selectFrom('answers')
        .select('id')
        .where('ask_id', '=', id)
        .executeTakeFirstOrThrow();
      await (await editor()).post(officeAskPath(id), { what: 'receipt', answer, receipt: 'Automático' });
      const late = `Venció el plazo y ${name} no había respondido`;
      const news = await told(proposalId, since);
      expect([news.length, news.includes(late)]).toEqual(day > 42 ? [2, true] : [1, false]);
      if (day > 42) return;
      later(20);
      expect(await told(proposalId, since)).toContain(late);
    },
  );

  it('proves that they have the question', async () => {
    const { id, token } = await asked({ address: undefined });
    await visitor().post(replyPath(token), { ...REPLY, kind: 'studying' });
    expect(String((await rowOf(id)).delivered_on)).toBe(today());
  });
});
