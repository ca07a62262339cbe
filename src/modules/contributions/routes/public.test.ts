/** The call, its forms and one's own contribution, as somebody without an account and without scripts meets them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { each, visit, words } from '../../../../test/harness/visit.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { insertEdition } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { ownPath } from '../addresses.ts';
import { insertCall, sending, settle, shelve, submit } from '../fixtures.ts';
import { contributionMails } from '../mails.ts';
import { findContribution } from '../queries/contributions.ts';
import { linkToken } from '../sealed.ts';

const site = useApp();
let event: RegistrationEvent;
beforeAll(async () => {
  event = await insertEdition(site.deps.db, 'abierta');
  await insertCall(site.deps.db, event.id, {
    closes_at: Temporal.Instant.from('2027-01-16T05:59:00Z'),
    text: 'Buscamos <b>experiencias</b> reales.',
  });
});

const CALL = '/encuentros/abierta/convocatoria';
const CASE = {
  title: 'Agenda pública de audiencias',
  summary: 'Un juzgado publicó su agenda.',
  context: 'Nadie sabía cuándo había audiencias.',
  done: 'Se publicó cada lunes.',
  result: 'Llegaron 40 personas.',
  'evidence1.text': 'Registro de visitas',
  'evidence1.link': 'https://ejemplo.test/visitas',
  'evidence1.date': '2026-03-02',
  learned: 'Publicar sin imprimir no alcanza.',
  topic: 'transparency',
  languages: ['es', 'quc'],
  name: 'Persona Ficticia',
  email: 'persona@ejemplo.test',
  appears: 'name',
  consent_publish: 'yes',
  accept: 'yes',
};
const post = (url: string, fields: Record<string, string | readonly string[]>) =>
  makeVisitor(site.app).post(url, fields);
const rows = () =>
  site.deps.db
    .selectFrom('contributions')
    .select(['id', 'link_version', 'state'])
    .where('event_id', '=', event.id)
    .orderBy('id', 'desc')
    .execute();
const mailTo = async (kind: string, id: string) => {
  const spec = contributionMails(site.deps).find((one) => one.kind === `contributions.${kind}`);
  return spec?.compose(id, {}, site.deps.db);
};

describe('the call', () => {
  it('says what is asked, until when in the zone of the edition, and leads to the forms', async () => {
    const page = await visit(site.app, CALL);
    expect(words(page.$, 'h1')).toBe('Convocatoria');
    expect(words(page.$, '.lead')).toBe(
      'Recibimos contribuciones hasta el viernes, 15 de enero de 2027, 23:59 (hora de Guatemala, GMT-6)',
    );
    expect(each(page.$, '.card h3')).toEqual(['Charla', 'Caso de éxito', 'Lección aprendida']);
    expect(
      page
        .$('.card a')
        .map((_, a) => page.$(a).attr('href'))
        .get(),
    ).toEqual([`${CALL}/charla`, `${CALL}/caso`, `${CALL}/leccion`]);
    expect(words(page.$, '.prose')).toBe('Buscamos <b>experiencias</b> reales.');
    const edition = await visit(site.app, '/encuentros/abierta');
    expect(edition.$(`a[href="${CALL}"]`)).toHaveLength(1);
    const past = page.$('main a:contains("Historial de cambios")').attr('href') ?? '';
    expect((await visit(site.app, past)).status).toBe(200);
  });

  it('says so when it opens soon, is closed, or there is none', async () => {
    const soon = await insertEdition(site.deps.db, 'pronto');
    await insertCall(site.deps.db, soon.id, { opens_at: Temporal.Instant.from('2026-12-01T06:00:00Z') });
    const closed = await insertEdition(site.deps.db, 'cerrada');
    await insertCall(site.deps.db, closed.id, { closes_at: Temporal.Instant.from('2026-11-23T15:00:00Z') });
    await insertEdition(site.deps.db, 'ninguna');
    const tag = async (slug: string) =>
      words((await visit(site.app, `/encuentros/${slug}/convocatoria`)).$, '.tag');
    expect([await tag('pronto'), await tag('cerrada'), await tag('ninguna')]).toEqual([
      'Abre pronto',
      'Cerrada',
      'Sin convocatoria',
    ]);
    for (const slug of ['pronto', 'cerrada']) {
      const page = await visit(site.app, `/encuentros/${slug}/convocatoria/caso`);
      expect([page.status, page.$('form[method=post]').length]).toEqual([200, 0]);
      expect((await post(`/encuentros/${slug}/convocatoria/caso`, CASE)).statusCode).toBe(409);
    }
    expect((await visit(site.app, '/encuentros/ninguna/convocatoria/caso')).status).toBe(404);
    expect((await visit(site.app, `${CALL}/poema`)).status).toBe(404);
  });
});

describe('sending', () => {
  it('answers the same to everybody, and writes to the mailbox', async () => {
    const before = (await rows()).length;
    const first = await post(`${CALL}/caso`, CASE);
    const again = await post(`${CALL}/caso`, CASE);
    expect([first.statusCode, first.headers.location, again.headers.location]).toEqual([
      303,
      `${CALL}/recibido`,
      `${CALL}/recibido`,
    ]);
    const [row, ...others] = await rows();
    expect(others).toHaveLength(before);
    const mail = await mailTo('confirm_address', row?.id ?? '');
    expect(mail?.to.address).toBe('persona@ejemplo.test');
    expect(mail?.text).toContain(ownPath(linkToken(site.deps.vault, row ?? { id: '', link_version: 1 })));
    const received = await visit(site.app, `${CALL}/recibido`);
    expect(words(received.$, 'h1')).toBe('Recibimos su contribución');
  });

  it('says all that is missing, keeps what was typed, leads to the fields', async () => {
    const answer = await post(`${CALL}/caso`, { title: 'Solo <i>título</i>', languages: ['es'] });
    const page = readPage(answer);
    expect(answer.statusCode).toBe(422);
    expect(page.faults).toHaveLength(11);
    expect(page.$('#f-title').val()).toBe('Solo <i>título</i>');
    for (const link of page.$('.error-summary a').toArray())
      expect(page.$(page.$(link).attr('href') ?? '').length).toBe(1);
  });

  it.each([
    ['10,000 letters', { context: 'ñ'.repeat(10_000) }, 'Contexto: use 5,000 caracteres o menos'],
    ['evidence without words', { 'evidence2.link': 'https://a.test' }, 'Diga qué muestra esta evidencia'],
    ['a link that is none', { 'evidence1.link': 'javascript:alert(1)' }, undefined],
    ['a day that is none', { 'evidence1.date': '2026-02-31' }, undefined],
    [
      'an organisation without a name',
      { appears: 'organization' },
      'Escriba la organización con cuyo nombre quiere aparecer',
    ],
    ['eleven co-authors', { coauthors: 'Una Persona\n'.repeat(11) }, undefined],
    ['a topic of their own', { topic: "'; drop table contributions" }, undefined],
    ['two names', { name: ['Una', 'Otra'] }, undefined],
    ['no acceptance', { accept: 'no' }, 'Para enviarla hay que aceptar el aviso de privacidad'],
  ])('refuses %s in words', async (_what, wrong, said) => {
    const before = (await rows()).length;
    const answer = await post(`${CALL}/caso`, { ...CASE, ...wrong });
    const { faults } = readPage(answer);
    expect([answer.statusCode, faults.length]).toEqual([422, 1]);
    if (said) expect(faults).toEqual([said]);
    expect(await rows()).toHaveLength(before);
  });

  it('shows hostile text as text: on the page, in the mail, never as markup or a link', async () => {
    const hostile = '<script>alert(1)</script> \u202Etxt.exe 👩🏽‍⚖️ https://malo.example "x"';
    const from = { ...CASE, title: hostile, name: hostile, email: 'hostil@ejemplo.test' };
    expect((await post(`${CALL}/caso`, from)).statusCode).toBe(303);
    const [row] = await rows();
    const mail = await mailTo('confirm_address', row?.id ?? '');
    expect(mail?.html).not.toMatch(/<script|href="https:\/\/malo/);
    expect(mail?.text).not.toContain('https://malo.example');
    const page = await visit(
      site.app,
      ownPath(linkToken(site.deps.vault, row ?? { id: '', link_version: 1 })),
    );
    expect(page.body).not.toContain('<script>alert');
    expect(words(page.$, 'h1')).toBe('<script>alert(1)</script> txt.exe 👩🏽‍⚖️ https://malo.example "x"');
  });

  it('is refused from another site', async () => {
    const answer = await site.app.inject({
      method: 'POST',
      url: `${CALL}/caso`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://malo.example',
        'sec-fetch-site': 'cross-site',
      },
      payload: 'title=x',
    });
    expect(answer.statusCode).toBe(403);
  });

  it('asks the links again with the same answer for every address', async () => {
    const known = await post(`${CALL}/enlace`, { email: 'persona@ejemplo.test' });
    const unknown = await post(`${CALL}/enlace`, { email: 'nadie@ejemplo.test' });
    expect([known.statusCode, known.headers.location]).toEqual([303, `${CALL}/enlace/enviado`]);
    expect(known.headers.location).toBe(unknown.headers.location);
    expect((await post(`${CALL}/enlace`, { email: 'nada' })).statusCode).toBe(422);
  });
});

describe('the personal link', () => {
  const linkOf = (id: string) => ownPath(linkToken(site.deps.vault, { id, link_version: 1 }));
  const state = async (id: string) => (await findContribution(site.deps.db, id))?.state;

  it('only a POST confirms; looking changes nothing', async () => {
    await post(`${CALL}/leccion`, { ...CASE, email: 'mira@ejemplo.test' });
    const [row] = await rows();
    const id = row?.id ?? '';
    const page = await visit(site.app, linkOf(id));
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(await state(id)).toBe('pending');
    const confirmed = await post(linkOf(id), { action: 'confirm' });
    expect([confirmed.statusCode, await state(id)]).toEqual([303, 'submitted']);
    expect((await post(linkOf(id), { action: 'explode' })).statusCode).toBe(400);
  });

  it('wrong, cut or of another is not there', async () => {
    const id = await submit(site.deps, event, sending('ajena'));
    const link = linkOf(id);
    for (const wrong of [`${link.slice(0, -2)}AA`, link.slice(0, -1), '/contribuciones/x', `${link}x`])
      expect((await visit(site.app, wrong)).status).toBe(404);
  });

  it('changes it, before the deadline', async () => {
    const id = await submit(site.deps, event, sending('cambia'));
    const form = await visit(site.app, `${linkOf(id)}/cambiar`);
    expect([
      form.$('#f-title').val(),
      form.$('#f-evidence1-text').val(),
      form.$('[name=email]').length,
    ]).toEqual(['Audiencias abiertas cambia', 'Registro de visitas', 0]);
    const { email: _e, accept: _a, ...change } = CASE;
    expect((await post(`${linkOf(id)}/cambiar`, { ...change, title: '' })).statusCode).toBe(422);
    expect((await post(`${linkOf(id)}/cambiar`, change)).headers.location).toBe(`${linkOf(id)}?hecho=change`);
    expect(words((await visit(site.app, linkOf(id))).$, 'h1')).toBe('Agenda pública de audiencias');
    site.setNow('2027-01-16T05:59:00Z');
    expect((await post(`${linkOf(id)}/cambiar`, change)).headers.location).toBe(
      `${linkOf(id)}?hecho=refused`,
    );
    site.setNow('2026-11-23T15:00:00Z');
  });

  it('does not say what was decided before it is told', async () => {
    const id = await submit(site.deps, event, sending('callada'));
    await site.deps.db
      .updateTable('contributions')
      .set({ decision: 'declined' })
      .where('id', '=', id)
      .execute();
    expect((await visit(site.app, linkOf(id))).body).not.toContain('No aceptada');
    const told = await settle(site.deps, event, sending('contada'), 'declined');
    expect((await visit(site.app, linkOf(told))).body).toContain('No aceptada');
  });

  it('takes back what is public, everywhere at once', async () => {
    const item = await shelve(site.deps, event, sending('fuera', { kind: 'case' }), {
      title: 'Caso que se retira',
    });
    const places = ['/biblioteca', '/biblioteca/feed.xml', '/api/v1/library', `/encuentros/abierta`];
    const shown = async () =>
      Promise.all(
        places.map(async (url) => (await visit(site.app, url)).body.includes('Caso que se retira')),
      );
    expect(await shown()).toEqual([true, true, true, false]);
    const asks = await visit(site.app, `${linkOf(item.contribution)}/retirar`);
    expect(asks.$('form [name=action]').val()).toBe('withdraw');
    await post(linkOf(item.contribution), { action: 'withdraw' });
    expect(await shown()).toEqual([false, false, false, false]);
    const gone = await visit(site.app, `/biblioteca/${item.slug}`);
    expect(gone.status).toBe(410);
    expect(words(gone.$, '.lead')).toBe(
      'Estuvo en la biblioteca hasta el lunes, 23 de noviembre de 2026, 09:00, hora de Guatemala, GMT-6.',
    );
    expect(gone.body).not.toContain('Caso que se retira');
    expect((await visit(site.app, `/biblioteca/${item.slug}/historial`)).status).toBe(410);
    const api = await visit(site.app, `/api/v1/library/${item.slug}`);
    expect([api.status, (JSON.parse(api.body) as { error: { code: string } }).error.code]).toEqual([
      410,
      'gone',
    ]);
    const own = await visit(site.app, linkOf(item.contribution));
    expect(words(own.$, '.tag')).toBe('Retirada');
  });
});
