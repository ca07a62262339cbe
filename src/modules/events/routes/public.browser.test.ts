/** Every public page in a real browser: both widths, with and without scripts, both languages. */
import { beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../../platform/db/values.ts';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { expectAccessible } from '../../../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  phonePage,
  screenshots,
  widePage,
} from '../../../../test/harness/browser.ts';
import { insertProgramme } from '../fixtures-programme.ts';
import { insertEdition } from '../fixtures.ts';

const site = useApp();
const web = useBrowser(site);

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso);

beforeAll(async () => {
  await insertEditions();
}, 60_000);

async function insertEditions(): Promise<void> {
  const { db } = site.deps;
  const series = await db
    .insertInto('event_series')
    .values({ slug: 'encuentro-de-ejemplo', title: 'Encuentro de Ejemplo' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const next = await insertEdition(db, 'ejemplo-2027', {
    event: {
      series_id: series.id,
      title: 'Encuentro de Ejemplo 2027',
      summary:
        'Tres días para compartir casos de éxito, lecciones aprendidas y proyectos conjuntos entre juzgados, ' +
        'sociedad civil, academia y ciudadanía.',
      description:
        'Este texto es un ejemplo y sirve para ver cómo se lee una página completa.\n\n' +
        'Hay conferencias, paneles, talleres y espacios de intercambio informal. Cada sesión dice en qué idioma ' +
        'es y si tiene interpretación.\n\nMás información en https://ejemplo.test/encuentro.',
      mode: 'hybrid',
      venue: 'Casa de Ejemplo',
      venue_address: '4.ª calle 0-00, zona 0, Ciudad Ficticia',
      organizer: 'Organización de Ejemplo',
      contact_email: 'encuentro@ejemplo.test',
      is_example: true,
      ends_at: at('2027-03-09T23:00:00Z'),
      registration_closes_at: at('2027-03-02T05:59:00Z'),
    },
    places: { capacity_in_person: 60, taken_in_person: 57 },
  });
  const sources = [
    {
      title: 'Convocatoria de ejemplo',
      publisher: 'Organización de Ejemplo',
      url: 'https://ejemplo.test',
      date: '2026-11-01',
    },
    { title: 'Acta de la reunión de preparación', publisher: 'Comité de Ejemplo' },
  ];
  await db
    .updateTable('events')
    .set({ sources: json(sources) })
    .where('id', '=', next.id)
    .execute();
  await insertProgramme(db, next.id, {
    sessions: 24,
    speakers: 18,
    untimed: 2,
    from: at('2027-03-07T14:00:00Z'),
  });
  await db
    .updateTable('event_sessions')
    .set({ status: 'cancelled', status_note: 'Quien la imparte no puede viajar.' })
    .where('slug', '=', 'sesion-2')
    .execute();
  const past = await insertEdition(db, 'ejemplo-2023', {
    event: {
      title: 'Encuentro de Ejemplo 2023',
      summary: 'El primer encuentro, en línea.',
      organizer: 'Organización de Ejemplo',
      starts_at: at('2023-03-07T14:00:00Z'),
      ends_at: at('2023-03-08T19:00:00Z'),
      registration_opens_at: null,
      registration_closes_on: Temporal.PlainDate.from('2023-03-05'),
    },
  });
  await db
    .insertInto('event_materials')
    .values(
      ['Introducción', 'Datos abiertos', 'Lenguaje claro'].map((title, position) => ({
        event_id: past.id,
        session_id: null,
        kind: 'recording' as const,
        title: `Encuentro de Ejemplo 2023 - ${title}`,
        url: 'https://www.youtube.com/watch?v=ejemplo',
        position,
      })),
    )
    .execute();
  await insertEdition(db, 'ejemplo-cancelado', {
    event: {
      title: 'Jornada regional de ejemplo',
      status: 'cancelled',
      status_note: 'La sede de ejemplo cerró por obras.',
      starts_at: at('2027-06-01T15:00:00Z'),
      ends_at: at('2027-06-01T20:00:00Z'),
      mode: 'in_person',
      venue: 'Centro de Ejemplo',
    },
  });
  const row = (action: string, content: Record<string, unknown>, reason: string | null = null) => ({
    record_kind: 'event',
    record_id: next.id,
    actor: 'system:test',
    actor_role: 'editor',
    action,
    reason,
    content: JSON.stringify(content),
  });
  await db
    .insertInto('history')
    .values([
      row('published', { venue: 'A' }),
      row('changed', { venue: 'B' }, 'La sala anterior era pequeña'),
    ])
    .execute();
}

const PAGES: Record<string, string> = {
  inicio: '/',
  encuentros: '/encuentros',
  encuentro: '/encuentros/ejemplo-2027',
  'encuentro-pasado': '/encuentros/ejemplo-2023',
  'encuentro-cancelado': '/encuentros/ejemplo-cancelado',
  programa: '/encuentros/ejemplo-2027/programa',
  'programa-sin-horario': '/encuentros/ejemplo-2027/programa?dia=sin-horario',
  'programa-todo': '/encuentros/ejemplo-2027/programa?dia=todos',
  'programa-vacio': '/encuentros/ejemplo-2023/programa',
  sesion: '/encuentros/ejemplo-2027/sesiones/sesion-3',
  'sesion-cancelada': '/encuentros/ejemplo-2027/sesiones/sesion-2',
  ponentes: '/encuentros/ejemplo-2027/ponentes',
  ponente: '/encuentros/ejemplo-2027/ponentes/persona-3',
  historial: '/encuentros/ejemplo-2027/historial',
};

describe.each(Object.entries(PAGES))('the page %s', (name, path) => {
  it('can be read by everybody on a phone and on a desk', async () => {
    for (const open of [phonePage, widePage]) {
      const page = await open(web.browser, { baseURL: web.baseURL });
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(200);
      await screenshots(page, name);
      await expectAccessible(page);
      await noSidewaysScroll(page);
      noThirdParty(page);
      noPageErrors(page);
      await page.close();
    }
  });

  it('needs no scripts and reads in English and in the dark too', async () => {
    const page = await web.phone({ js: false, lang: 'en', colorScheme: 'dark' });
    await page.goto(path);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('body').textContent()).not.toContain('⟦');
    await expectAccessible(page);
    await noSidewaysScroll(page);
    await page.close();
  });
});

it('the programme is walked through by keyboard, without scripts', async () => {
  const page = await web.phone({ js: false });
  await page.goto('/encuentros/ejemplo-2027/programa');
  await page.getByRole('navigation', { name: 'Días' }).getByRole('link').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/programa?dia=2027-03-08');
  await page.getByText('Filtrar por eje o idioma').press('Enter');
  await page.getByLabel('Eje', { exact: true }).selectOption({ label: 'Lenguaje claro' });
  await page.getByRole('button', { name: 'Aplicar filtros' }).press('Enter');
  await page.waitForURL('**eje=eje-2**');
  expect(new URL(page.url()).searchParams.get('dia')).toBe('2027-03-08');
  expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
    'Sesión de ejemplo 10 sobre transparencia judicial',
    'Sesión de ejemplo 14 sobre transparencia judicial',
  ]);
  await page.close();
});

it('a first visit to an edition weighs at most 60 kB', async () => {
  const { sessions, speakers } = { sessions: 300, speakers: 150 };
  const { id } = await insertEdition(site.deps.db, 'pesado', {
    event: { ends_at: at('2027-03-12T23:00:00Z') },
  });
  await insertProgramme(site.deps.db, id, { sessions, speakers, from: at('2027-03-07T14:00:00Z') });
  const page = await web.phone();
  let bytes = 0;
  page.on('requestfinished', async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    bytes += responseBodySize + responseHeadersSize;
  });
  await page.goto('/encuentros/pesado', { waitUntil: 'networkidle' });
  expect(bytes).toBeGreaterThan(5000);
  expect(bytes).toBeLessThan(61_440);
  await page.close();
});
