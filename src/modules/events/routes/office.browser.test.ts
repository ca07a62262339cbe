/** The back office of the Encuentros in a real browser: both widths, readable, reachable by keyboard alone. */
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { expectAccessible } from '../../../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  phonePage,
  screenshots,
  widePage,
} from '../../../../test/harness/browser.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { insertEdition, registering } from '../fixtures.ts';
import { insertProgramme } from '../fixtures-programme.ts';
import { findRegistrationEvent } from '../queries/registrations.ts';

const site = useApp();
const web = useBrowser(site);
let cookie = '';
let person = '';
let session = '';
let speaker = '';
let question = '';
const BASE = '/admin/encuentros/ejemplo';

beforeAll(async () => {
  cookie = (await signInAs(site.deps, 'administrator')).cookie;
  await insertAll();
}, 60_000);

async function insertAll(): Promise<void> {
  const { db } = site.deps;
  const { id } = await insertEdition(db, 'ejemplo', {
    event: {
      title: 'Encuentro de Ejemplo 2027',
      summary: 'Tres días para compartir casos de éxito y proyectos conjuntos.',
      mode: 'hybrid',
      venue: 'Casa de Ejemplo',
      ends_at: Temporal.Instant.from('2027-03-09T02:00:00Z'),
      approval: true,
      confirm_email: false,
      is_example: true,
      registration_closes_on: Temporal.PlainDate.from('2027-03-05'),
    },
    places: { capacity_total: 40, capacity_in_person: 12 },
  });
  await insertEdition(db, 'vacio', {
    event: {
      title: 'Encuentro vacío',
      visibility: 'draft',
      status: 'postponed',
      status_note: 'Buscamos otra sede.',
    },
  });
  await db.insertInto('event_series').values({ slug: 'ejemplo', title: 'Encuentro de Ejemplo' }).execute();
  await insertProgramme(db, id, {
    sessions: 12,
    speakers: 8,
    from: Temporal.Instant.from('2027-03-07T14:00:00Z'),
    days: 2,
    untimed: 1,
  });
  const questions = [
    [
      'dieta',
      '¿Qué come?',
      'one_of',
      '[{"value":"todo","label":"De todo"},{"value":"plantas","label":"Solo plantas"}]',
      null,
    ],
    ['alergias', '¿Qué alergias tiene?', 'text', '[]', '{"key":"dieta","values":["todo"]}'],
    ['anios', 'Años en el sector', 'number', '[]', null],
  ] as const;
  for (const [position, [key, label, type, options, shown]] of questions.entries())
    await db
      .insertInto('event_questions')
      .values({
        event_id: id,
        key,
        label,
        type,
        position,
        options: sql`${options}::jsonb`,
        shown_when: sql`${shown}::jsonb`,
      })
      .execute();
  const event = await findRegistrationEvent(db, { id });
  if (!event) throw new Error('no edition');
  for (let n = 1; n <= 16; n++) {
    const answers = { dieta: n % 3 ? 'todo' : 'plantas', alergias: 'Ninguna', anios: n };
    const base = {
      ...registering(n).person,
      answers,
      country: n % 4 ? 'Guatemala' : 'El Salvador',
      sector: n % 2 ? 'judiciary' : 'civil_society',
    };
    const done = await withTransaction(db, (trx) =>
      registerPerson(
        trx,
        { actor: { kind: 'anonymous' }, vault: site.deps.vault, now: START },
        event,
        registering(n, { person: base, attendance: n % 2 ? 'in_person' : 'online' }),
      ),
    );
    if (done.ok) person = done.id;
  }
  await db
    .updateTable('event_registrations')
    .set({ mail_refused_at: START })
    .where('id', '=', person)
    .execute();
  session = (
    await db
      .selectFrom('event_sessions')
      .select('id')
      .where('event_id', '=', id)
      .limit(1)
      .executeTakeFirstOrThrow()
  ).id;
  speaker = (
    await db
      .selectFrom('event_speakers')
      .select('id')
      .where('event_id', '=', id)
      .limit(1)
      .executeTakeFirstOrThrow()
  ).id;
  question = (
    await db
      .selectFrom('event_questions')
      .select('id')
      .where('key', '=', 'alergias')
      .executeTakeFirstOrThrow()
  ).id;
}

async function open(make: typeof phonePage, options: Parameters<typeof phonePage>[1] = {}): Promise<Page> {
  const page = await make(web.browser, { baseURL: web.baseURL, ...options });
  await web.signIn(page, cookie);
  return page;
}

const PAGES: [string, () => string][] = [
  ['lista', () => '/admin/encuentros'],
  ['nueva', () => '/admin/encuentros/nueva'],
  ['importar', () => '/admin/encuentros/importar'],
  ['series', () => '/admin/encuentros/series'],
  ['resumen', () => BASE],
  ['resumen-aplazado', () => '/admin/encuentros/vacio'],
  ['editar', () => `${BASE}/editar`],
  ['inscripcion', () => `${BASE}/inscripcion`],
  ['aplazar', () => `${BASE}/aplazar`],
  ['cancelar', () => `${BASE}/cancelar`],
  ['copiar', () => `${BASE}/copiar`],
  ['programa', () => `${BASE}/programa`],
  ['programa-vacio', () => '/admin/encuentros/vacio/programa'],
  ['sesion', () => `${BASE}/programa/${session}`],
  ['sesion-cancelar', () => `${BASE}/programa/${session}/cancelar`],
  ['salas', () => `${BASE}/salas`],
  ['sala-nueva', () => `${BASE}/salas/nueva`],
  ['ponentes', () => `${BASE}/ponentes`],
  ['ponente', () => `${BASE}/ponentes/${speaker}`],
  ['preguntas', () => `${BASE}/preguntas`],
  ['pregunta', () => `${BASE}/preguntas/${question}`],
  ['historial', () => `${BASE}/historial`],
  ['inscripciones', () => `${BASE}/inscripciones`],
  ['inscripciones-vacio', () => '/admin/encuentros/vacio/inscripciones'],
  ['numeros', () => `${BASE}/inscripciones/numeros`],
  ['persona', () => `${BASE}/inscripciones/${person}`],
  ['persona-nueva', () => `${BASE}/inscripciones/nueva`],
];

describe('every page of the office', () => {
  // Every page stands the same trial in test/contracts/pages.test.ts; this one has more in it, for those who look.
  it.runIf(process.env['SHOTS']).each(PAGES)('%s reads well', { timeout: 60_000 }, async (name, url) => {
    for (const make of [phonePage, widePage]) {
      const page = await open(make);
      const answer = await page.goto(url());
      expect(answer?.status()).toBe(200);
      await screenshots(page, `office-${name}`);
      await expectAccessible(page);
      await noSidewaysScroll(page);
      noPageErrors(page);
      await page.close();
    }
  });

  it('says line by line what is wrong with a file', { timeout: 60_000 }, async () => {
    const page = await open(phonePage);
    await page.goto('/admin/encuentros/importar');
    const buffer = Buffer.from(JSON.stringify({ slug: 'Mal Escrito', title: '', sessions: [{}] }, null, 1));
    await page
      .getByLabel('Archivo')
      .setInputFiles({ name: 'encuentro.json', mimeType: 'application/json', buffer });
    await page.getByRole('button', { name: 'Revisar el archivo' }).click();
    await page.getByText('«encuentro.json» no se puede importar así').waitFor();
    await screenshots(page, 'office-importar-faltas');
    await expectAccessible(page);
    await noSidewaysScroll(page);
    await page.close();
  });

  it('says its faults to whoever uses the keyboard alone', { timeout: 60_000 }, async () => {
    const page = await open(phonePage);
    await page.goto(`${BASE}/preguntas/nueva`);
    await page.getByLabel('Ayuda bajo la pregunta').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Hay un problema').waitFor();
    expect(await page.evaluate('document.activeElement.className')).toContain('error-summary');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('f-label');
    await screenshots(page, 'office-pregunta-faltas');
    await expectAccessible(page);
    await page.close();
  });

  it('shows the options of a question only where they are asked', { timeout: 60_000 }, async () => {
    const page = await open(widePage);
    await page.goto(`${BASE}/preguntas/nueva`);
    const options = page.getByRole('textbox', { name: 'Opciones' });
    expect(await options.isVisible()).toBe(false);
    await page.getByRole('radio', { name: 'Varias opciones' }).check();
    expect(await options.isVisible()).toBe(true);
    await page.getByRole('radio', { name: 'Fecha' }).check();
    expect(await options.isVisible()).toBe(false);
    await page.close();
  });

  it('lets two editors choose, without scripts', { timeout: 60_000 }, async () => {
    const page = await open(phonePage, { js: false });
    await page.goto(`${BASE}/editar`);
    await site.deps.db
      .updateTable('events')
      .set({ summary: 'De otra persona.', version: sql`version + 1` })
      .where('slug', '=', 'ejemplo')
      .execute();
    await page.getByLabel('Resumen').fill('De quien escribe.');
    await page.getByRole('button', { name: 'Guardar cambios' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Dos personas editaron a la vez',
    );
    await screenshots(page, 'office-conflicto');
    await expectAccessible(page);
    await page.getByLabel('Poner lo que yo escribí').check();
    await page.getByRole('button', { name: 'Guardar esta elección' }).click();
    await page.getByText('Los cambios están guardados.').waitFor({ timeout: 10_000 });
    const row = await site.deps.db
      .selectFrom('events')
      .select('summary')
      .where('slug', '=', 'ejemplo')
      .executeTakeFirst();
    expect(row?.summary).toBe('De quien escribe.');
    await page.close();
  });
});
