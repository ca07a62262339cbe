/** Asking for a correction, following it, answering it: without an account and without scripts, as both sides meet it. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { insertPerson } from '../officials/fixtures-people.ts';
import { forgetDue } from './jobs.ts';
import { correctionMails } from './mails.ts';
import { findCorrection, repliesOn } from './queries/corrections.ts';
import { contentHash } from './sealed.ts';

const site = useApp();

const SECRET = {
  text: 'El año de mi nombramiento es 2021, no 2019. Palabras-de-prueba.',
  name: 'Rosa Ficticia de Prueba',
  email: 'rosa@ejemplo.test',
};

async function person(name: string) {
  const { id, slug } = await insertPerson(site.deps.db, name);
  return { id, slug, form: `/correcciones/sobre/person/${id}` };
}

async function send(form: string, fields: Record<string, string> = {}) {
  const visitor = makeVisitor(site.app);
  const answer = await visitor.post(form, { kind: 'wrong', ...SECRET, accept: 'yes', ...fields });
  const own = (answer.headers.location ?? '').split('?')[0] ?? '';
  return { visitor, answer, own };
}

async function requestOf(recordId: string) {
  const row = await site.deps.db
    .selectFrom('corrections')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return row;
}

const mailOf = async (kind: string, id: string) =>
  await correctionMails(site.deps)
    .find((one) => one.kind === `corrections.${kind}`)
    ?.compose(id, {}, site.deps.db);

const editorOf = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);

describe('asking', () => {
  it('gives a number, a day and a link; who asked and how stays sealed, and out of the public log', async () => {
    const { id, form } = await person('Ana Corregida Ficticia');
    const page = readPage(await makeVisitor(site.app).get(form));
    expect(page.$('h1').text()).toBe('Corregir o responder');
    expect(page.$('input[name=kind]').length).toBe(5);
    const { answer, own, visitor } = await send(form);
    expect(answer.statusCode).toBe(303);
    const receipt = readPage(await visitor.follow(answer));
    const row = await requestOf(id);
    expect(receipt.$('.eyebrow').first().text()).toBe(`Solicitud ${row.number}`);
    // The clock of the test stands at 23 November; fifteen days later.
    expect(receipt.$('.lead').text()).toContain('martes, 8 de diciembre de 2026');
    expect(receipt.$('main').text()).toContain(own);
    expect(receipt.$('main').text()).toContain('Palabras-de-prueba');
    const letter = await mailOf('received', row.id);
    expect([letter?.to.address, letter?.text.includes(own)]).toEqual([SECRET.email, true]);
    // Planted, and found nowhere that is not sealed.
    const { rows } = await site.deps.db
      .selectFrom('corrections')
      .selectAll()
      .where('id', '=', row.id)
      .execute()
      .then((all) => ({ rows: JSON.stringify({ ...all[0], sealed: null, content_hash: null }) }));
    const log = (await makeVisitor(site.app).get('/correcciones')).body;
    const audited = JSON.stringify(await site.deps.db.selectFrom('audit_log').selectAll().execute());
    const mails = JSON.stringify(await site.deps.db.selectFrom('mails').selectAll().execute());
    for (const place of [rows, log, audited, mails])
      for (const secret of ['Palabras-de-prueba', 'Rosa Ficticia', 'rosa@ejemplo'])
        expect(place).not.toContain(secret);
    expect(log).toContain('Ana Corregida Ficticia');
    expect(log).toContain('Dato equivocado');
  });

  it('pressed twice asks once, and needs neither name nor address', async () => {
    const { id, form } = await person('Ana Doble Ficticia');
    const anonymous = { name: '', email: '' };
    const [one, two] = await Promise.all([send(form, anonymous), send(form, anonymous)]);
    expect(one.own).toBe(two.own);
    const { count } = await site.deps.db
      .selectFrom('corrections')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('record_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(1);
    const row = await requestOf(id);
    expect(row.has_address).toBe(false);
    const mails = await site.deps.db
      .selectFrom('mails')
      .select('id')
      .where('subject_id', '=', row.id)
      .execute();
    expect(mails).toEqual([]);
    const other = { text: SECRET.text, source: '', relation: '', name: '', email: 'otra@ejemplo.test' };
    const about = { kind: 'wrong' as const, recordKind: 'person', recordId: id };
    expect(contentHash(site.deps.vault, about, other).equals(row.content_hash ?? Buffer.alloc(32))).toBe(
      false,
    );
  });

  it('says what is missing beside the fields, and asks who replies', async () => {
    const { form } = await person('Ana Faltante Ficticia');
    const missing = readPage((await send(form, { text: 'corto', accept: '' })).answer);
    expect(missing.faults.length).toBe(2);
    const nobody = await send(form, { kind: 'reply', name: '', email: '' });
    expect(nobody.answer.statusCode).toBe(422);
    expect(readPage(nobody.answer).$('textarea[name=text]').text().trim()).toBe(SECRET.text);
    expect(readPage(nobody.answer).faults).toEqual([
      'Escriba su nombre: necesitamos saber con quién comprobar que la respuesta es suya.',
      'Escriba su correo: le escribiremos para comprobar que la respuesta es suya.',
    ]);
  });

  it('is not there for what is not public, nor for what is no record', async () => {
    const { id } = await insertPerson(site.deps.db, 'Ana Oculta Ficticia', { status: 'draft' });
    const visitor = makeVisitor(site.app);
    for (const path of [`person/${id}`, 'person/no-es-un-id', `nada/${id}`]) {
      expect((await visitor.get(`/correcciones/sobre/${path}`)).statusCode).toBe(404);
      expect((await visitor.post(`/correcciones/sobre/${path}`, SECRET)).statusCode).toBe(404);
    }
    expect((await visitor.get('/correcciones/seguir/inventado')).statusCode).toBe(404);
  });

  it('takes no more about one record than anybody could read', async () => {
    const { id, form } = await person('Ana Inundada Ficticia');
    await send(form);
    const { number: _number, id: _id, content_hash: _hash, ...row } = await requestOf(id);
    await site.deps.db
      .insertInto('corrections')
      .values(Array.from({ length: 299 }, () => ({ ...row, content_hash: null })))
      .execute();
    const { answer } = await send(form, { text: 'Una más de las que nadie podría leer.' });
    expect([answer.statusCode, answer.body.includes('demasiadas solicitudes')]).toEqual([409, true]);
    await site.deps.db.deleteFrom('corrections').where('record_id', '=', id).execute();
  });
});

describe('following', () => {
  it('withdrawn keeps nothing of it, once and for all', async () => {
    const { id, form } = await person('Ana Retirada Ficticia');
    const { own, visitor } = await send(form);
    await visitor.post(own, { action: 'withdraw' });
    await visitor.post(own, { action: 'withdraw' });
    const row = await requestOf(id);
    expect([row.state, row.sealed, row.content_hash, row.has_address]).toEqual([
      'withdrawn',
      null,
      null,
      false,
    ]);
    const page = readPage(await visitor.get(own));
    expect(page.$('.lead').text()).toContain('Usted la retiró');
    expect(page.$('main').text()).not.toContain('Palabras-de-prueba');
    expect((await visitor.get('/correcciones')).body).not.toContain('Ana Retirada Ficticia');
    expect(await mailOf('received', row.id)).toBeUndefined();
    const editor = await editorOf();
    const late = { outcome: 'refused', answer: 'Demasiado tarde.', version: String(row.version) };
    const answer = await editor.post(`/admin/correcciones/${row.id}/responder`, late);
    expect(answer.headers.location).toContain('hecho=not_now');
  });
});

describe('answering', () => {
  it('shows the latest due first, takes up, answers in public, and tells whoever asked', async () => {
    const { id, form } = await person('Ana Respondida Ficticia');
    const { own, visitor } = await send(form);
    const row = await requestOf(id);
    const editor = await editorOf();
    expect((await makeVisitor(site.app).get('/admin/correcciones')).statusCode).not.toBe(200);
    expect((await editor.get('/admin/correcciones')).body).toContain('Ana Respondida Ficticia');
    await editor.post(`/admin/correcciones/${row.id}/tomar`);
    expect(
      readPage(await visitor.get(own))
        .$('.tag')
        .first()
        .text(),
    ).toBe('En revisión');
    const desk = readPage(await editor.get(`/admin/correcciones/${row.id}`));
    expect(desk.$('main').text()).toContain('Palabras-de-prueba');
    expect(
      desk
        .$('input[name=outcome]')
        .map((_at, one) => desk.$(one).attr('value'))
        .get(),
    ).toEqual(['corrected', 'partly', 'refused']);
    const version = desk.$('input[name=version]').attr('value') ?? '';
    const words = 'El año se corrigió según el acuerdo de nombramiento.';
    // Of two at once one comes second; of an old form nothing is taken.
    const [first, second] = await Promise.all(
      ['corrected', 'refused'].map(
        async (outcome) =>
          await editor.post(`/admin/correcciones/${row.id}/responder`, { outcome, answer: words, version }),
      ),
    );
    const told = [first, second].map((answer) => answer?.headers.location?.split('hecho=')[1]).toSorted();
    expect(told).toEqual(['answered', 'not_now']);
    const now = await findCorrection(site.deps.db, row.id);
    expect(now?.answer).toBe(words);
    expect(
      readPage(await visitor.get(own))
        .$('main')
        .text(),
    ).toContain(words);
    expect((await makeVisitor(site.app).get('/correcciones')).body).toContain(words);
    const letter = await mailOf('answered', row.id);
    expect([letter?.to.address, letter?.text.includes('El año se corrigió')]).toEqual([SECRET.email, true]);
    // What cannot be done to this kind of request is told.
    const { form: another, id: other } = await person('Ana Imposible Ficticia');
    await send(another);
    const wrong = await requestOf(other);
    const refusal = await editor.post(`/admin/correcciones/${wrong.id}/responder`, {
      outcome: 'published',
      answer: words,
      version: String(wrong.version),
    });
    expect(refusal.statusCode).toBe(422);
  });

  it('publishes a reply in its author’s words, only with a check of who it is, and takes it back', async () => {
    const { id, slug, form } = await person('Ana Replicada Ficticia');
    await send(form, { kind: 'reply', text: 'Nunca fui parte de ese proceso.' });
    const row = await requestOf(id);
    const editor = await editorOf();
    const path = `/admin/correcciones/${row.id}/responder`;
    const fields = { outcome: 'published', answer: 'Se publica la respuesta.', version: String(row.version) };
    const unchecked = await editor.post(path, fields);
    expect([unchecked.statusCode, readPage(unchecked).faults]).toEqual([
      422,
      ['Diga cómo se comprobó quién responde: sin eso la respuesta no se publica.'],
    ]);
    expect(await repliesOn(site.deps.db, 'person', [id])).toEqual([]);
    await editor.post(path, { ...fields, identity_check: 'Llamada a su oficina' });
    const [reply] = await repliesOn(site.deps.db, 'person', [id]);
    expect(reply?.reply).toBe('Nunca fui parte de ese proceso.');
    const log = (await makeVisitor(site.app).get('/correcciones')).body;
    expect(log).not.toContain('Llamada a su oficina');
    // Beside what is said of the person, where the form is too.
    const page = readPage(await makeVisitor(site.app).get(`/justiciapedia/personas/${slug}`));
    expect(page.$('main').text()).toContain('Nunca fui parte de ese proceso.');
    expect(page.$(`a[href="${form}"]`).length).toBe(1);
    await editor.post(`/admin/correcciones/${row.id}/retirar`);
    expect(await repliesOn(site.deps.db, 'person', [id])).toEqual([]);
    const gone = await findCorrection(site.deps.db, row.id);
    expect([gone?.state, gone?.reply]).toEqual(['refused', '']);
  });

  it('says how late it is, in public too', async () => {
    const { id, form } = await person('Ana Atrasada Ficticia');
    await send(form);
    const row = await requestOf(id);
    await site.deps.db
      .updateTable('corrections')
      .set({ due_on: Temporal.PlainDate.from('2026-11-20') })
      .where('id', '=', row.id)
      .execute();
    const log = readPage(await makeVisitor(site.app).get('/correcciones'));
    expect(log.$(`#n${row.number}`).text()).toContain('3 días de atraso');
  });
});

describe('what is kept', () => {
  it('forgets who asked when the time is over; the answer stays', async () => {
    const { id, form } = await person('Ana Olvidada Ficticia');
    await send(form);
    const row = await requestOf(id);
    const editor = await editorOf();
    const fields = { outcome: 'refused', answer: 'La fuente dice otra cosa.', version: String(row.version) };
    await editor.post(`/admin/correcciones/${row.id}/responder`, fields);
    expect((await findCorrection(site.deps.db, row.id))?.sealed).not.toBeNull();
    await forgetDue({ db: site.deps.db, now: () => site.deps.now().add({ hours: 24 * 179 }) });
    expect((await findCorrection(site.deps.db, row.id))?.sealed).not.toBeNull();
    await forgetDue({ db: site.deps.db, now: () => site.deps.now().add({ hours: 24 * 181 }) });
    const kept = await findCorrection(site.deps.db, row.id);
    expect([kept?.sealed, kept?.content_hash, kept?.answer]).toEqual([
      null,
      null,
      'La fuente dice otra cosa.',
    ]);
    expect((await editor.get(`/admin/correcciones/${row.id}`)).body).toContain('Ya no se guarda');
  });

  it('follows the days that the organisation sets', async () => {
    const admin = makeVisitor(site.app, (await signInAs(site.deps, 'administrator')).cookie);
    expect(
      (await admin.post('/admin/correcciones/ajustes', { answer_days: '0', kept_days: '9' })).statusCode,
    ).toBe(422);
    await admin.post('/admin/correcciones/ajustes', { answer_days: '30', kept_days: '90' });
    const { form } = await person('Ana Plazo Ficticia');
    expect(
      readPage(await admin.get(form))
        .$('.lead')
        .text(),
    ).toContain('30 días');
    await admin.post('/admin/correcciones/ajustes', { answer_days: '15', kept_days: '180' });
  });
});
