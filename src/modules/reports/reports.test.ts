import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { recordAttendance } from '../attendance/index.ts';
import { registerPerson } from '../events/commands/registration/register.ts';
import { runPurge, startPurge } from '../events/retention/purge.ts';
import { insertEdition, registering } from '../events/fixtures.ts';
import type { Person } from '../events/person.ts';
import type { RegistrationEvent } from '../events/queries/registrations.ts';
import { keepFigures, takeFigures } from './commands/figures.ts';
import { saveReport } from './commands/report.ts';
import { reportJobs } from './jobs.ts';

const site = useApp();
const OFFICE = '/admin/encuentros/contado/informe';
const PUBLIC = '/encuentros/contado/informe';
let editor: Visitor;
let facilitator: Visitor;
let anybody: Visitor;
let event: RegistrationEvent;
const ids: string[] = [];

const FORM = {
  words_es: 'Así fue.\n\n<b>Segundo</b> párrafo.',
  words_en: 'So it was.',
  sections: ['people', 'way', 'sector', 'country', 'department', 'sessions', 'materials'],
  licence: 'CC-BY-4.0',
};

const job = async () => {
  for (const one of reportJobs()) await one.run({ eventId: event.id }, site.deps);
};

/** Person n; the planted one is the only judge, and the only one from her country and department. */
function personOf(n: number): Person {
  const planted = n === 0;
  return {
    name: `Persona Ejemplo ${n}`,
    email: `p${n}@ejemplo.test`,
    sector: planted ? 'judiciary' : n % 3 === 0 ? 'academia' : 'civil_society',
    country: planted ? 'Islandia Única' : n % 3 === 0 ? 'guatemala ' : 'Guatemala',
    department: planted ? 'peten' : 'guatemala',
    answers: {},
  };
}

async function register(n: number): Promise<string> {
  const done = await withTransaction(site.deps.db, (trx) =>
    registerPerson(
      trx,
      { actor: { kind: 'anonymous' }, vault: site.deps.vault, now: site.deps.now() },
      event,
      registering(n, {
        person: personOf(n),
        attendance: n < 12 ? 'in_person' : 'online',
        addressKnown: true,
      }),
    ),
  );
  if (!done.ok) throw new Error(done.refused);
  return done.id;
}

beforeAll(async () => {
  editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  facilitator = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  anybody = makeVisitor(site.app);
  event = await insertEdition(site.deps.db, 'contado', {
    event: { mode: 'hybrid', venue: 'Casa', title: 'Encuentro contado' },
    workshops: { uno: null, dos: null },
  });
  for (let n = 0; n < 40; n++) ids.push(await register(n));
  const [first, second] = event.workshops;
  await withTransaction(site.deps.db, async (trx) => {
    const at = site.deps.now();
    for (const [n, registrationId] of ids.entries()) {
      if (n >= 30) continue;
      const via = n < 12 ? 'staff' : 'room';
      const sessionId = n < 20 ? (first?.id ?? null) : n < 23 ? (second?.id ?? null) : null;
      await recordAttendance(trx, { eventId: event.id, sessionId, registrationId, via, at });
    }
    await trx
      .insertInto('event_materials')
      .values({
        event_id: event.id,
        session_id: first?.id ?? null,
        kind: 'slides',
        title: 'Láminas del taller',
        url: 'https://example.org/v',
      })
      .execute();
  });
});

describe('the numbers for the organiser', () => {
  it('are exact, and the sealed answers are counted when asked for', async () => {
    const before = readPage(await facilitator.get(OFFICE));
    const stats = before
      .$('.stat')
      .toArray()
      .map((e) => before.$(e).text());
    expect(stats).toEqual([
      'Inscripciones40',
      'Personas con lugar40',
      'En espera0',
      'Asistieron30',
      'No asistieron10',
    ]);
    expect(before.$('main').text()).not.toContain('Sector judicial');
    const asked = await facilitator.post(`${OFFICE}/contar`);
    expect(readPage(await facilitator.follow(asked)).notices).toEqual([
      'Se están contando las respuestas: recargue la página en un momento.',
    ]);
    await job();
    const { $ } = readPage(await facilitator.get(OFFICE));
    const rows = $('.bar-list tbody tr')
      .toArray()
      .map((e) => $(e).text());
    expect(rows.filter((row) => row.endsWith('26') || row.endsWith('13')).length).toBeGreaterThan(1);
    const session = $('table.table tbody tr').first().text();
    expect(session).toContain('Taller');
  });

  it('are for the staff only', async () => {
    const session = await signInAs(site.deps, 'moderator');
    const moderator = makeVisitor(site.app, session.cookie);
    expect((await moderator.get(OFFICE)).statusCode).toBe(403);
    expect((await anybody.get(OFFICE)).statusCode).toBe(303);
    for (const path of ['/publicar', '/retirar', '/redactar'])
      expect((await facilitator.post(OFFICE + path)).statusCode).toBe(403);
  });

  it('keep no rare word that somebody typed', async () => {
    const { rows } = await sql<{ text: string }>`select figures::text as text from report_figures`.execute(
      site.deps.db,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).toContain('Guatemala');
    expect(rows[0]?.text).not.toContain('Islandia');
  });
});

describe('the report', () => {
  it('is nowhere before it is published', async () => {
    expect((await editor.post(`${OFFICE}/publicar`)).headers.location).toBe(`${OFFICE}?hecho=report_words`);
    expect((await editor.post(`${OFFICE}/redactar`, { ...FORM, words_es: '' })).statusCode).toBe(422);
    const saved = await editor.post(`${OFFICE}/redactar`, { ...FORM, version: '0' });
    expect(saved.headers.location).toBe(`${OFFICE}?hecho=report`);
    for (const path of [PUBLIC, `${PUBLIC}.json`, `${PUBLIC}.csv`])
      expect((await anybody.get(path)).statusCode).toBe(404);
    expect(
      readPage(await anybody.get('/encuentros/contado'))
        .$('main')
        .text(),
    ).not.toContain('Leer el informe');
    const { $ } = readPage(await facilitator.get(`${OFFICE}/vista-previa`));
    expect($('main').text()).toContain('menos de 5');
  });

  it('refuses what was written over a newer version', async () => {
    const answer = await editor.post(`${OFFICE}/redactar`, { ...FORM, version: '0' });
    expect(answer.statusCode).toBe(422);
    expect(readPage(answer).faults).toEqual([
      'Otra persona guardó cambios mientras tanto: revise y guarde de nuevo.',
    ]);
    const act = { actor: { kind: 'system', what: 'test' } as const, now: site.deps.now() };
    const input = { wordsEs: 'x', wordsEn: '', sections: [], licence: 'CC0-1.0' as const, version: 7 };
    expect(await withTransaction(site.deps.db, (trx) => saveReport(trx, act, event.id, input))).toBe(false);
  });

  it('is published with its numbers, and nobody follows from them', async () => {
    expect((await editor.post(`${OFFICE}/publicar`)).headers.location).toBe(
      `${OFFICE}?hecho=report_publishing`,
    );
    expect((await anybody.get(PUBLIC)).statusCode).toBe(404);
    await job();
    const page = readPage(await anybody.get(PUBLIC));
    expect(page.title).toBe('Informe público');
    const past = page.$('main a:contains("Historial de cambios")').attr('href') ?? '';
    expect((await anybody.get(past)).statusCode).toBe(200);
    const stats = page
      .$('.stat')
      .toArray()
      .map((e) => page.$(e).text());
    expect(stats).toEqual(['Personas con lugar40', 'Asistieron30']);
    const text = page.$('main').text();
    expect(text).toContain('Así fue.');
    expect(page.$('main b').length).toBe(0);
    expect(text).toContain('Láminas del taller');
    expect(text).not.toContain('Islandia');
    const tables = (await anybody.get(`${PUBLIC}.json`)).json() as {
      licence: string;
      figures: { table: string; key: string; count: number | null; note: string | null }[];
    };
    const of = (name: string) =>
      tables.figures.filter((row) => row.table === name).map(({ key, count, note }) => [key, count, note]);
    expect(of('way')).toEqual([
      ['in_person', 12, null],
      ['online', 28, null],
    ]);
    // One judge, and nobody else anywhere: the next smallest is hidden with her.
    expect(of('sector').filter(([, count]) => count !== null)).toEqual([['civil_society', 26, null]]);
    expect(of('sector')).toContainEqual(['judiciary', null, 'fewer_than_5']);
    expect(of('sector')).toContainEqual(['academia', null, 'hidden']);
    expect(of('country')).toEqual([
      ['Guatemala', null, 'hidden'],
      ['_other', null, 'fewer_than_5'],
      ['_none', null, 'fewer_than_5'],
    ]);
    expect(of('session')).toEqual([
      ['uno', 20, null],
      ['dos', null, 'fewer_than_5'],
    ]);
    expect(tables.licence).toBe('CC-BY-4.0');
    const csv = await anybody.get(`${PUBLIC}.csv`);
    expect(csv.body).toContain(
      'sector,judiciary,judiciary,,fewer_than_5,http://localhost:3000/encuentros/contado/informe',
    );
    expect(
      readPage(await anybody.get('/encuentros/contado'))
        .$('main')
        .text(),
    ).toContain('Leer el informe');
  });

  it('keeps its words and numbers until it is published again', async () => {
    await editor.post(`${OFFICE}/redactar`, { ...FORM, words_es: 'Corregido.', version: '1' });
    expect(
      readPage(await anybody.get(PUBLIC))
        .$('main')
        .text(),
    ).not.toContain('Corregido');
    await editor.post(`${OFFICE}/publicar`);
    await job();
    expect(
      readPage(await anybody.get(PUBLIC))
        .$('main')
        .text(),
    ).toContain('Corregido');
    const english = readPage(await anybody.get(`${PUBLIC}?lang=en`));
    expect(english.$('main').text()).toContain('So it was.');
    const history = readPage(await editor.get(OFFICE)).$('.timeline h3');
    expect(history.length).toBe(4);
  });

  it('can be withdrawn and comes back, with the numbers that were read before', async () => {
    const read = (await anybody.get(`${PUBLIC}.csv`)).body;
    await editor.post(`${OFFICE}/publicar`);
    expect((await editor.post(`${OFFICE}/retirar`)).headers.location).toBe(
      `${OFFICE}?hecho=report_withdrawn`,
    );
    // The job that was ordered before finds nothing to publish.
    await job();
    expect((await anybody.get(PUBLIC)).statusCode).toBe(404);
    const numbers = (csv: string) => csv.replaceAll(/,[^,\r\n]*\r\n/g, '\n');
    const one = ids[1] ?? '';
    const setState = (state: 'cancelled' | 'confirmed') =>
      site.deps.db.updateTable('event_registrations').set({ state }).where('id', '=', one).execute();
    await setState('cancelled');
    await editor.post(`${OFFICE}/publicar`);
    await job();
    // Who went meanwhile can't be told from the report before.
    expect(numbers((await anybody.get(`${PUBLIC}.csv`)).body)).toBe(numbers(read));
    await setState('confirmed');
    await editor.post(`${OFFICE}/publicar`);
    await job();
    expect((await anybody.get(PUBLIC)).statusCode).toBe(200);
  });
});

describe('after the purge', () => {
  it('everything stands as it was, and can still be published', async () => {
    const before = (await anybody.get(`${PUBLIC}.csv`)).body;
    const exact = await takeFigures(site.deps, event.id);
    await withTransaction(site.deps.db, async (trx) => {
      await trx
        .updateTable('events')
        .set({
          starts_at: site.deps.now().subtract({ hours: 9000 }),
          ends_at: site.deps.now().subtract({ hours: 8000 }),
        })
        .where('id', '=', event.id)
        .execute();
    });
    const order = { actor: { kind: 'system', what: 'test' } as const, now: site.deps.now() };
    await withTransaction(site.deps.db, (trx) => startPurge(trx, order, event.id));
    expect(await runPurge(site.deps, event.id)).toBe('done');
    const left = await site.deps.db
      .selectFrom('event_registrations')
      .select('id')
      .where('event_id', '=', event.id)
      .execute();
    expect(left).toEqual([]);
    const kept = await site.deps.db.selectFrom('report_figures').selectAll().executeTakeFirstOrThrow();
    expect([kept.final, kept.figures]).toEqual([true, exact]);
    expect((await anybody.get(`${PUBLIC}.csv`)).body).toBe(before);
    // A count that was under way when the purge began changes nothing.
    await withTransaction(site.deps.db, (trx) =>
      keepFigures(trx, event.id, {
        figures: { ...kept.figures, people: 0 },
        at: site.deps.now(),
        final: false,
      }),
    );
    await editor.post(`${OFFICE}/publicar`);
    await job();
    const without = (csv: string) => csv.replaceAll(/,[^,\r\n]*\r\n/g, '\n');
    expect(without((await anybody.get(`${PUBLIC}.csv`)).body)).toBe(without(before));
    const { $ } = readPage(await facilitator.get(OFFICE));
    expect($('.stat').first().text()).toBe('Inscripciones40');
    expect($('main').text()).toContain('ya no cambian');
  });
});
