/** The organiser's side: making, opening, inviting, reading; and how it goes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { notesOn } from '../../../platform/additions.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { recordAttendance } from '../../attendance/index.ts';
import { insertAttendees } from '../../events/fixtures-people.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { insertSurvey, ticketPathOf } from '../fixtures.ts';
import { surveySummary, surveysModule } from '../index.ts';
import { findSurvey, listQuestions } from '../queries/surveys.ts';

const site = useApp();
const AFTER = '2027-03-10T15:00:00Z';
let office: Visitor;
const href = (slug: string, path = '') => `/admin/encuentros/${slug}/encuesta${path}`;

const run = async (name: string) =>
  surveysModule
    .jobs(site.deps)
    .find((job) => job.name === name)
    ?.run({}, site.deps);
const invited = async () =>
  (
    await site.deps.db
      .selectFrom('mails')
      .select('subject_id')
      .where('kind', '=', 'surveys.invitation')
      .orderBy('subject_id')
      .execute()
  ).map((row) => row.subject_id);

beforeAll(async () => {
  site.setNow(AFTER);
  office = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
});

describe('making it', () => {
  it('starts with one press, changes until somebody answers, opens and closes', async () => {
    const event = await insertEdition(site.deps.db, 'por-hacer');
    const empty = readPage(await office.get(href('por-hacer')));
    expect(empty.$('.empty-state h2').text()).toBe('Este encuentro aún no tiene encuesta');
    const created = await office.post(href('por-hacer', '/crear'), { from: 'default' });
    expect(created.headers.location).toBe(href('por-hacer', '?hecho=saved'));
    // Pressed twice.
    await office.post(href('por-hacer', '/crear'), { from: 'default' });
    const survey = await findSurvey(site.deps.db, event.id);
    const questions = await listQuestions(site.deps.db, survey?.id ?? '');
    expect(questions.map((q) => q.type)).toEqual([
      'scale',
      'scale',
      'several_of',
      'yes_no',
      'yes_no',
      'long_text',
      'long_text',
    ]);
    const few = await office.post(href('por-hacer', '/preguntas/nueva'), {
      label: '¿Cuál?',
      type: 'one_of',
      options: 'Una sola',
    });
    expect([few.statusCode, readPage(few).faults]).toEqual([
      422,
      ['Escriba al menos dos opciones, una por línea.'],
    ]);
    await office.post(href('por-hacer', '/preguntas/nueva'), {
      label: '¿Cuál?',
      type: 'one_of',
      options: 'A\nB\nB\n',
      required: 'yes',
    });
    const [, second, , , , , , added] = await listQuestions(site.deps.db, survey?.id ?? '');
    expect(added).toMatchObject({
      key: 'p8',
      required: true,
      options: [
        { value: 'o1', label: 'A' },
        { value: 'o2', label: 'B' },
      ],
    });
    await office.post(href('por-hacer', `/preguntas/${second?.id}/mover`), { hacia: 'arriba' });
    expect((await listQuestions(site.deps.db, survey?.id ?? ''))[0]?.id).toBe(second?.id);
    await office.post(href('por-hacer', `/preguntas/${added?.id}/quitar`));
    const bad = await office.post(href('por-hacer', '/ajustes'), { closes: '2027-03-01T10:00' });
    expect(readPage(bad).faults).toEqual(['El cierre debe ser después de la apertura.']);
    await office.post(href('por-hacer', '/ajustes'), {
      opens: '2027-03-09T08:00',
      closes: '2027-03-20T20:00',
      open_link: 'yes',
      open_per_day: '40',
    });
    expect(await findSurvey(site.deps.db, event.id)).toMatchObject({
      opens_at: Temporal.Instant.from('2027-03-09T14:00:00Z'),
      open_link: true,
      open_per_day: 40,
    });
    await office.post(href('por-hacer', '/estado'), { to: 'open' });
    const page = readPage(await office.get(href('por-hacer')));
    expect(page.$('.summary-list, dl').first().text()).toContain('Abierta');
    const sent = await makeVisitor(site.app).post('/encuentros/por-hacer/encuesta', {
      'answers.p1': '4',
      'answers.p2': '3',
    });
    expect(sent.statusCode).toBe(303);
    const locked = await office.post(href('por-hacer', `/preguntas/${second?.id}`), {
      label: 'Otra',
      type: 'text',
    });
    expect(readPage(locked).faults).toEqual([
      'Ya hay respuestas: las preguntas se quedan como fueron respondidas.',
    ]);
    const removed = await office.post(href('por-hacer', `/preguntas/${second?.id}/quitar`));
    expect(removed.headers.location).toBe(href('por-hacer', '?no=answered'));
    expect(readPage(await office.follow(removed)).notices[0]).toContain('Ya hay respuestas');
    await office.post(href('por-hacer', '/estado'), { to: 'closed' });
    expect((await makeVisitor(site.app).get('/encuentros/por-hacer/encuesta')).body).toContain('cerrada');
  });

  it('is not opened empty, nor by those who may not', async () => {
    await insertEdition(site.deps.db, 'sin-preguntas');
    await office.post(href('sin-preguntas', '/crear'), { from: 'empty' });
    const refused = await office.post(href('sin-preguntas', '/estado'), { to: 'open' });
    expect(refused.headers.location).toBe(href('sin-preguntas', '?no=no_questions'));
    const observer = makeVisitor(site.app, (await signInAs(site.deps, 'observer')).cookie);
    expect((await observer.get(href('sin-preguntas'))).statusCode).toBe(403);
    expect((await observer.get(href('sin-preguntas', '/resultados'))).statusCode).toBe(403);
  });
});

describe('inviting', () => {
  it('tells those who attended, once, in their language, unless they answered meanwhile', async () => {
    const event = await insertEdition(site.deps.db, 'invitados');
    const people = await insertAttendees(site.deps, event, 4);
    const [first = '', second = '', third = ''] = people;
    const attend = (registrationId: string) =>
      withTransaction(site.deps.db, (trx) =>
        recordAttendance(trx, {
          eventId: event.id,
          sessionId: null,
          registrationId,
          via: 'door',
          at: Temporal.Instant.from('2027-03-07T15:00:00Z'),
        }),
      );
    await insertSurvey(site.deps, event.id);
    await attend(first);
    await attend(second);
    site.setNow('2027-03-08T18:00:00Z');
    await run('surveys.invite');
    expect(await invited()).toEqual([]);
    site.setNow(AFTER);
    await run('surveys.invite');
    await run('surveys.invite');
    expect(await invited()).toEqual([first, second].toSorted());
    // A phone that was offline brings one more.
    await attend(third);
    await Promise.all([run('surveys.invite'), run('surveys.invite')]);
    expect(await invited()).toEqual([first, second, third].toSorted());
    const [spec] = surveysModule.mails(site.deps);
    await site.deps.db
      .updateTable('event_registrations')
      .set({ lang: 'en' })
      .where('id', '=', first)
      .execute();
    const mail = await spec?.compose(first, {}, site.deps.db);
    const path = await ticketPathOf(site.deps, first);
    expect(mail?.subject).toBe('What did you think of Encuentro de prueba?');
    expect(mail?.text).toContain(`http://localhost:3000${path}`);
    const t = translator('es');
    const notes = async () =>
      (
        await notesOn(site.deps, 'event_registration', { id: first, t, lang: 'es', now: site.deps.now() })
      ).filter((note) => note.title === 'Encuesta');
    expect((await notes())[0]?.links).toEqual([{ href: path, label: 'Responder la encuesta' }]);
    await makeVisitor(site.app).post(path, { 'answers.p1': '5' });
    expect(await spec?.compose(first, {}, site.deps.db)).toBeUndefined();
    expect((await notes())[0]?.links).toBeUndefined();
  });

  it('tells all who had a place where nobody was noted', async () => {
    const event = await insertEdition(site.deps.db, 'sin-puerta');
    const people = await insertAttendees(site.deps, event, 3);
    await insertSurvey(site.deps, event.id);
    const before = (await invited()).length;
    await run('surveys.invite');
    expect((await invited()).length - before).toBe(people.length);
  });
});

describe('the results', () => {
  it('are figures, texts alone, two files, and little for the public', async () => {
    const event = await insertEdition(site.deps.db, 'resultados');
    const people = await insertAttendees(site.deps, event, 12);
    await insertSurvey(site.deps, event.id, 100);
    expect(await surveySummary(site.deps.db, event.id)).toBeUndefined();
    const texts = ['=HYPERLINK("https://malo.example")', '<script>alert(1)</script>'];
    for (const [i, id] of people.entries())
      await makeVisitor(site.app).post(await ticketPathOf(site.deps, id), {
        'answers.p1': i < 10 ? '5' : '2',
        'answers.p3': ['o1', 'o2'],
        'answers.p4': i < 6 ? 'yes' : 'no',
        ...(texts[i] && { 'answers.p5': texts[i] }),
      });
    await makeVisitor(site.app).post('/encuentros/resultados/encuesta', { 'answers.p1': '1' });
    const page = await office.get(href('resultados', '/resultados'));
    const { $ } = readPage(page);
    const stats = $('.stat-value')
      .toArray()
      .map((e) => $(e).text());
    expect(stats).toEqual(['12', '1']);
    expect($('main').text()).toContain('12 respuestas · promedio 4.5');
    expect(page.body).not.toContain('<script>alert');
    expect($('main').text()).toContain('<script>alert(1)</script>');
    const choices = (await office.post(href('resultados', '/resultados/exportar'))).body
      .trimEnd()
      .split('\r\n');
    expect(choices).toHaveLength(14);
    expect(choices[0]).toBe('\uFEFFVía,¿Qué tan útil?,¿Cómo vino?,¿Qué le gustó?,¿Volvería?');
    expect(choices).toContain('Enlace abierto,1,,,');
    expect(choices.filter((line) => line === 'Enlace personal,2,,"Paneles; Talleres",No')).toHaveLength(2);
    const free = (await office.post(href('resultados', '/resultados/textos'))).body;
    expect(free).toContain(`"'=HYPERLINK(""https://malo.example"")"`);
    expect(free.trimEnd().split('\r\n')).toHaveLength(3);
    const summary = await surveySummary(site.deps.db, event.id);
    expect(summary).toMatchObject({ answers: 12, openAnswers: null });
    expect(summary?.questions.map((q) => q.options.map((o) => o.count))).toEqual([
      [0, null, 0, 0, null],
      [null, null],
      [12, 12, 0],
      [6, 6],
    ]);
    expect(JSON.stringify(summary)).not.toContain('HYPERLINK');
  });
});

describe('when it goes', () => {
  it('takes tickets and texts with it and leaves the choices', async () => {
    const event = await insertEdition(site.deps.db, 'se-va');
    const [a = '', b = ''] = await insertAttendees(site.deps, event, 2);
    const survey = await insertSurvey(site.deps, event.id);
    for (const id of [a, b])
      await makeVisitor(site.app).post(await ticketPathOf(site.deps, id), {
        'answers.p1': '4',
        'answers.p5': 'Texto con un nombre',
      });
    const [kept] = surveysModule.adds?.kept ?? [];
    const in_ = <T>(work: Parameters<typeof withTransaction<T>>[1]) => withTransaction(site.deps.db, work);
    expect(await kept?.exportOne?.(site.deps.db, a, site.deps)).toEqual({ answered: true });
    await in_(async (trx) => kept?.eraseOne?.(trx, a, site.deps));
    expect(await kept?.exportOne?.(site.deps.db, a, site.deps)).toBeUndefined();
    const purge = () => in_(async (trx) => kept?.purge(trx, event.id, site.deps));
    expect(await purge()).toEqual({ survey_tickets: 1, survey_texts: 2 });
    expect(await purge()).toEqual({ survey_tickets: 0, survey_texts: 0 });
    const left = await site.deps.db
      .selectFrom('survey_answers')
      .select(['answers', 'mixed'])
      .where('survey_id', '=', survey.id)
      .execute();
    expect(left).toEqual([
      { answers: { p1: '4' }, mixed: true },
      { answers: { p1: '4' }, mixed: true },
    ]);
  });
});
