/** The back office of a call: who sees what, and the whole way from a review to the shelf. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { insertEdition } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { contextFor, exampleAuthor, exampleText, insertCall, sending, settle, submit } from '../fixtures.ts';
import { contributionMails } from '../mails.ts';
import { withdrawContribution } from '../commands/own.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { findCall } from '../queries/calls.ts';
import { findContribution } from '../queries/contributions.ts';

const site = useApp();
let event: RegistrationEvent;
let editor: Visitor;
let facilitator: Visitor;
let moderator: Visitor;
const staff: Record<string, string> = {};
beforeAll(async () => {
  event = await insertEdition(site.deps.db, 'taller');
  await insertCall(site.deps.db, event.id);
  const enter = async (role: 'editor' | 'facilitator' | 'moderator') => {
    const { cookie, userId } = await signInAs(site.deps, role);
    staff[role] = userId;
    return makeVisitor(site.app, cookie);
  };
  editor = await enter('editor');
  facilitator = await enter('facilitator');
  moderator = await enter('moderator');
});

const OFFICE = '/admin/encuentros/taller/convocatoria';
const REVIEW = {
  score_relevance: '4',
  score_clarity: '3',
  score_evidence: '5',
  score_usefulness: '2',
  note: 'Convence, falta una cifra.',
  text_version: '1',
};
const rowOf = async (id: string) => {
  const row = await findContribution(site.deps.db, id);
  if (!row) throw new Error('the contribution is not there');
  return row;
};

describe('the settings of a call', () => {
  const SETTINGS = {
    version: '0',
    opens: '2026-12-01T00:00',
    closes: '2027-01-15T23:59',
    kinds: ['case', 'lesson'],
    text: 'Buscamos casos.',
    anonymous: 'yes',
    reviews_wanted: '3',
    weight_relevance: '2',
    weight_clarity: '1',
    weight_evidence: '0',
    weight_usefulness: '1',
    own_criterion: 'Se puede repetir',
    weight_own: '3',
  };
  it('are saved in the clock of the edition, and not over somebody else’s', async () => {
    const other = await insertEdition(site.deps.db, 'ajustes');
    const url = '/admin/encuentros/ajustes/convocatoria/ajustes';
    expect((await editor.post(url, SETTINGS)).statusCode).toBe(303);
    const call = await findCall(site.deps.db, other.id);
    expect([String(call.opens_at), String(call.closes_at)]).toEqual([
      '2026-12-01T06:00:00Z',
      '2027-01-16T05:59:00Z',
    ]);
    expect(call.criteria.map(({ key, weight }) => `${key} ${weight}`)).toEqual([
      'relevance 2',
      'clarity 1',
      'evidence 0',
      'usefulness 1',
      'own 3',
    ]);
    const late = await editor.post(url, SETTINGS);
    expect([late.statusCode, readPage(late).faults]).toEqual([
      422,
      ['Alguien cambió esto mientras tanto. Revise y vuelva a guardar'],
    ]);
    const again = { ...SETTINGS, version: '1', opens: '', closes: '' };
    expect((await editor.post(url, again)).statusCode).toBe(303);
    expect((await findCall(site.deps.db, other.id)).opens_at).toBeNull();
  });

  it.each([
    [{ closes: '2026-11-30T00:00' }, ['El cierre tiene que ser después de la apertura']],
    [{ opens: '' }, ['Si hay un cierre, diga también cuándo se abre']],
    [
      {
        weight_relevance: '0',
        weight_clarity: '0',
        weight_usefulness: '0',
        own_criterion: '',
      },
      ['Por lo menos un criterio tiene que contar'],
    ],
    [{ reviews_wanted: '9' }, ['Revisiones por contribución: el número mayor es 5']],
    [{ kinds: [] }, ['Elija una opción: Qué se pide']],
  ])('refuse %j', async (wrong, said) => {
    const answer = await editor.post('/admin/encuentros/taller/convocatoria/ajustes', {
      ...SETTINGS,
      version: '1',
      ...wrong,
    });
    expect([answer.statusCode, readPage(answer).faults]).toEqual([422, said]);
  });

  it('are not for reviewers', async () => {
    for (const who of [facilitator, moderator])
      expect((await who.get(`${OFFICE}/ajustes`)).statusCode).toBe(403);
  });
});

describe('reviewing without names', () => {
  const who = exampleAuthor('oculta', {
    name: 'Ocultísima Ejemplar',
    organization: 'Casa Reconocible',
    email: 'ocultisima@ejemplo.test',
    coauthors: ['Segunda Escondida'],
  });
  const text = exampleText('oculta', {
    context: 'Yo, Ocultísima, y Segunda Escondida fundamos la CASA RECONOCIBLE.',
    learned: 'Escríbame a ocultisima@ejemplo.test',
  });
  const NAMES = /ocult[ií]sima|ejemplar|casa reconocible|escondida/i;

  it('shows the text to who takes it, and its author nowhere: not in words, attributes or addresses', async () => {
    const id = await submit(site.deps, event, sending('oculta', { author: who, text }));
    const before = await facilitator.get(`${OFFICE}/${id}`);
    expect(before.body).not.toContain('Audiencias abiertas');
    expect((await facilitator.get(OFFICE)).body).not.toContain('Audiencias abiertas oculta');
    await facilitator.post(`${OFFICE}/${id}/tomar`);
    const pages = [
      await facilitator.get(`${OFFICE}/${id}`),
      await facilitator.get(OFFICE),
      await facilitator.post(`${OFFICE}/${id}/revision`, {}),
    ];
    expect(pages.map((page) => page.statusCode)).toEqual([200, 200, 422]);
    for (const page of pages) expect(page.body.match(NAMES)?.[0]).toBeUndefined();
    expect(pages[0]?.body).toContain('fundamos la ▇▇▇');
    expect((await facilitator.get(`${OFFICE}/${id}/decision`)).statusCode).toBe(403);
  });

  it('shows the others’ reviews only after one’s own', async () => {
    const id = await submit(site.deps, event, sending('ciega'));
    await facilitator.post(`${OFFICE}/${id}/tomar`);
    await moderator.post(`${OFFICE}/${id}/tomar`);
    const given = await facilitator.post(`${OFFICE}/${id}/revision`, REVIEW);
    expect(given.headers.location).toBe(`${OFFICE}/${id}?hecho=reviewed`);
    expect((await moderator.get(`${OFFICE}/${id}`)).body).not.toContain('falta una cifra');
    await moderator.post(`${OFFICE}/${id}/revision`, { ...REVIEW, note: 'Otra mirada.' });
    expect((await moderator.get(`${OFFICE}/${id}`)).body).toContain('falta una cifra');
    // A third finds nothing to take.
    expect((await editor.post(`${OFFICE}/${id}/tomar`)).headers.location).toBe(
      `${OFFICE}/${id}?hecho=enough`,
    );
  });

  it('keeps an editor from deciding before their own review, and after declaring an interest', async () => {
    const id = await submit(site.deps, event, sending('turno'));
    await editor.post(`${OFFICE}/${id}/tomar`);
    const barred = await editor.get(`${OFFICE}/${id}/decision`);
    expect(readPage(barred).notices).toEqual(['Primero entregue su propia revisión']);
    expect(barred.body).not.toContain('Autora Ficticia turno');
    await editor.post(`${OFFICE}/${id}/devolver`);
    expect((await editor.get(`${OFFICE}/${id}/decision`)).body).toContain('Autora Ficticia turno');
    await editor.post(`${OFFICE}/${id}/excusarse`);
    for (const url of [`${OFFICE}/${id}`, `${OFFICE}/${id}/decision`]) {
      const page = await editor.get(url);
      expect(page.body).not.toContain('Autora Ficticia turno');
      expect(page.body).not.toContain('Audiencias abiertas turno');
    }
  });

  it('lists by number, kind, state and one’s own reviews', async () => {
    const id = await submit(site.deps, event, sending('lista', { kind: 'lesson' }));
    await moderator.post(`${OFFICE}/${id}/tomar`);
    const { number } = await rowOf(id);
    const numbers = async (who_: Visitor, query: string) =>
      [...(await who_.get(`${OFFICE}?${query}`)).body.matchAll(/Contribución n\.º (\d+)/g)].map((m) =>
        Number(m[1]),
      );
    expect(await numbers(moderator, 'tipo=lesson')).toEqual([number]);
    expect(await numbers(moderator, 'revision=assigned')).toEqual([number]);
    expect(await numbers(moderator, 'estado=accepted')).toEqual([]);
    expect((await moderator.get(`${OFFICE}?after=x`)).statusCode).toBe(422);
  });
});

describe('from the decision to the shelf', () => {
  it('decides, tells once with the organiser’s words made harmless, makes the session, fills the library', async () => {
    const text = exampleText('camino', { title: 'Camino largo' });
    const id = await submit(site.deps, event, sending('camino', { kind: 'talk', text }));
    await editor.post(`${OFFICE}/${id}/asignar`, { reviewers: [staff['facilitator'] ?? '', 'nadie'] });
    await facilitator.post(`${OFFICE}/${id}/revision`, REVIEW);
    const page = readPage(await editor.get(`${OFFICE}/${id}/decision`));
    expect(page.$('.facts').first().text()).toContain('Promedio3.5');
    const version = String((await rowOf(id)).version);
    const words = 'Gracias. Vea https://malo.example <b>ya</b>';
    expect((await editor.post(`${OFFICE}/${id}/decision`, { version, words })).statusCode).toBe(422);
    const decided = await editor.post(`${OFFICE}/${id}/decision`, { version, words, decision: 'accepted' });
    expect(decided.headers.location).toBe(`${OFFICE}/${id}/decision?hecho=decided`);
    await editor.post(`${OFFICE}/${id}/decision/enviar`);
    const spec = contributionMails(site.deps).find(({ kind }) => kind === 'contributions.decision');
    const mail = await spec?.compose(id, {}, site.deps.db);
    expect(mail?.text).toContain('> Gracias. Vea https: //malo. example <b>ya</b>');
    expect(mail?.html).not.toMatch(/<b>ya|href="https:\/\/malo/);

    const bad = await editor.post(`${OFFICE}/${id}/sesion`, {
      title: 'Camino largo',
      type: 'panel',
      starts: '2030-01-01T10:00',
      ends: '2030-01-01T11:00',
    });
    expect([bad.statusCode, readPage(bad).faults.length]).toEqual([422, 1]);
    const good = { title: 'Camino largo', type: 'panel', abstract: 'De qué va.' };
    expect((await editor.post(`${OFFICE}/${id}/sesion`, good)).headers.location).toBe(
      `${OFFICE}/${id}/decision?hecho=in_programme`,
    );
    expect((await editor.post(`${OFFICE}/${id}/sesion`, good)).headers.location).toBe(
      `${OFFICE}/${id}/decision?hecho=not_now`,
    );
    expect((await site.app.inject('/encuentros/taller/sesiones/camino-largo')).statusCode).toBe(200);

    const form = readPage(await editor.get(`${OFFICE}/${id}/biblioteca`));
    expect(form.$('#f-title').val()).toBe('Camino largo');
    const item = {
      kind: 'case',
      title: 'Camino largo',
      summary: 'Corto',
      topic: 'data',
      languages: ['es'],
      learned: 'Mucho',
    };
    expect((await editor.post(`${OFFICE}/${id}/biblioteca`, { ...item, kind: 'poema' })).statusCode).toBe(
      422,
    );
    await editor.post(`${OFFICE}/${id}/biblioteca`, item);
    const shelf = await site.app.inject('/biblioteca/camino-largo');
    expect(shelf.body).toContain('href="/encuentros/taller/sesiones/camino-largo"');
  });

  it('does not publish without consent, nor what was withdrawn, and says why', async () => {
    const id = await settle(site.deps, event, sending('sin', { consent: false }));
    const answer = await editor.get(`${OFFICE}/${id}/biblioteca`);
    expect(answer.headers.location).toBe(`${OFFICE}/${id}/decision?hecho=no_consent`);
    expect(readPage(await editor.follow(answer)).notices).toEqual([
      'Quien la escribió no ha dado permiso para publicarla',
    ]);
    await withTransaction(site.deps.db, (trx) => withdrawContribution(trx, contextFor(site.deps), id));
    const gone = await editor.post(`${OFFICE}/${id}/sesion`, { title: 'Sin', type: 'panel' });
    expect(gone.headers.location).toBe(`${OFFICE}/${id}/decision?hecho=not_now`);
    expect((await editor.get(`${OFFICE}/${id}/decision`)).statusCode).toBe(200);
  });
});

describe('the library’s desk', () => {
  it('corrects with a public reason, refuses an old version, takes back with a tick', async () => {
    const id = await settle(site.deps, event, sending('mesa'));
    const item = { kind: 'case', title: 'Caso de mesa', summary: 'Corto', topic: 'data', languages: ['es'] };
    await editor.post(`${OFFICE}/${id}/biblioteca`, item);
    const { item_id: itemId } = await rowOf(id);
    const desk = `/admin/biblioteca/${itemId}`;
    expect((await facilitator.get(desk)).statusCode).toBe(403);
    expect((await editor.post(desk, { ...item, version: '1' })).statusCode).toBe(422);
    const edit = { ...item, version: '1', summary: 'Más claro', reason: 'Había un error' };
    expect((await editor.post(desk, edit)).statusCode).toBe(303);
    expect((await editor.post(desk, edit)).statusCode).toBe(422);
    const { location } = (await site.app.inject('/biblioteca/caso-de-mesa/historial')).headers;
    const history = await site.app.inject(String(location));
    expect(history.body).toContain('Había un error');
    expect(history.body).toContain('Cambió: resumen');
    const versions = `/admin/historial/biblioteca/${itemId}`;
    const [newest, first] = await listVersions(
      site.deps.db,
      { kind: 'library_item', id: itemId ?? '' },
      undefined,
      {
        limit: 2,
      },
    );
    const back = { reason: 'Era correcto', version: String(newest?.id) };
    expect((await facilitator.post(`${versions}/${first?.id}/restaurar`, back)).statusCode).toBe(403);
    expect((await editor.post(`${versions}/${first?.id}/restaurar`, back)).statusCode).toBe(303);
    expect((await editor.post(`${versions}/${first?.id}/restaurar`, back)).statusCode).toBe(422);
    const restored = await site.deps.db
      .selectFrom('library_items')
      .select(['summary', 'version', 'authors', 'topic'])
      .where('id', '=', itemId ?? '')
      .executeTakeFirstOrThrow();
    expect(restored).toMatchObject({ summary: 'Corto', version: 3, topic: 'data' });
    expect(restored.authors).not.toEqual([]);
    expect((await editor.post(`${desk}/retirar`)).statusCode).toBe(422);
    expect((await editor.post(`${desk}/retirar`, { sure: 'yes' })).statusCode).toBe(303);
    expect((await site.app.inject('/biblioteca/caso-de-mesa')).statusCode).toBe(410);
    const gone = await site.app.inject(String(location));
    expect([gone.statusCode, gone.body.includes('Caso de mesa')]).toEqual([410, false]);
    expect((await editor.get(desk)).statusCode).toBe(404);
    const list = await editor.get('/admin/biblioteca');
    expect(list.body).toContain('Retirado de la biblioteca');
    expect(list.body).not.toContain('Caso de mesa');
  });
});
