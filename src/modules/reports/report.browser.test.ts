/** The report, the statistics and the framed programme in a real browser, small and wide. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { expectAccessible } from '../../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  phonePage,
  screenshots,
  widePage,
} from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { recordAttendance } from '../attendance/index.ts';
import { registerPerson } from '../events/commands/registration/register.ts';
import { insertProgramme } from '../events/fixtures-programme.ts';
import { insertEdition, registering } from '../events/fixtures.ts';
import { publishNow } from './fixtures.ts';

const site = useApp();
const web = useBrowser(site);
let other: Server;
let cookie = '';

const SECTORS = [
  'civil_society',
  'civil_society',
  'civil_society',
  'academia',
  'judiciary',
  'public',
  'media',
];
const COUNTRIES = ['Guatemala', 'Guatemala', 'Guatemala', 'El Salvador', 'Honduras'];

beforeAll(async () => {
  const event = await insertEdition(site.deps.db, 'encuentro', {
    event: {
      title: 'Encuentro de ejemplo 2027',
      mode: 'hybrid',
      venue: 'Casa de ejemplo',
      summary: 'Personas y sesiones inventadas.',
    },
    places: { capacity_total: 120 },
  });
  await insertProgramme(site.deps.db, event.id, {
    sessions: 12,
    speakers: 8,
    days: 2,
    from: Temporal.Instant.from('2027-03-07T14:00:00Z'),
  });
  const sessions = await site.deps.db
    .selectFrom('event_sessions')
    .select('id')
    .where('event_id', '=', event.id)
    .orderBy('starts_at')
    .execute();
  await withTransaction(site.deps.db, async (trx) => {
    for (let n = 0; n < 90; n++) {
      const person = {
        name: `Persona Ejemplo ${n}`,
        email: `p${n}@ejemplo.test`,
        sector: n === 7 ? 'international' : (SECTORS[n % SECTORS.length] ?? ''),
        country: COUNTRIES[n % COUNTRIES.length] ?? '',
        department: n % 4 === 0 ? 'quetzaltenango' : n % 9 === 0 ? 'peten' : 'guatemala',
        answers: {},
      };
      const attendance = n % 3 === 0 ? ('in_person' as const) : ('online' as const);
      const made = await registerPerson(
        trx,
        { actor: { kind: 'anonymous' }, vault: site.deps.vault, now: site.deps.now() },
        event,
        registering(n, { person, attendance, addressKnown: true }),
      );
      if (!made.ok) throw new Error(made.refused);
      if (n % 6 === 5) continue;
      const sessionId = sessions[n % 7]?.id ?? null;
      await recordAttendance(trx, {
        eventId: event.id,
        sessionId,
        registrationId: made.id,
        via: n % 3 === 0 ? 'staff' : 'room',
        at: site.deps.now(),
      });
    }
    await trx
      .insertInto('event_materials')
      .values({
        event_id: event.id,
        session_id: sessions[0]?.id ?? null,
        kind: 'slides',
        title: 'Láminas',
        url: 'https://example.org/l',
      })
      .execute();
  });
  await publishNow(site.deps, event.id);
  ({ cookie } = await signInAs(site.deps, 'administrator'));
  const frame = `<!doctype html><html lang="es"><title>Otro sitio</title><body><main><h1>Otro sitio</h1><iframe src="${web.baseURL}/encuentros/encuentro/programa/incrustar" title="Programa" loading="lazy" width="100%" height="600"></iframe></main></body></html>`;
  other = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(frame),
  );
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
}, 90_000);

afterAll(async () => {
  other?.close();
});

const PUBLIC = [
  '/encuentros/encuentro',
  '/encuentros/encuentro/informe',
  '/encuentros/encuentro/programa/incrustar',
];
const OFFICE = ['informe', 'informe/redactar', 'informe/vista-previa', 'programa', 'inscripciones', ''].map(
  (path) => `/admin/encuentros/encuentro/${path}`.replace(/\/$/, ''),
);

it.each([
  ['phone', phonePage, false],
  ['wide', widePage, true],
] as const)('stands on a %s', { timeout: 120_000 }, async (_size, open, js) => {
  const page: Page = await open(web.browser, { js, baseURL: web.baseURL });
  await web.signIn(page, cookie);
  for (const path of [...PUBLIC, ...OFFICE]) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 200]);
    await expectAccessible(page);
    await noSidewaysScroll(page);
    noThirdParty(page);
    noPageErrors(page);
    await screenshots(page, `reports${path.replaceAll('/', '-')}`);
  }
  await page.close();
});

it('the programme stands in another site’s page, and leads out of it', { timeout: 60_000 }, async () => {
  const { port } = other.address() as AddressInfo;
  const page = await widePage(web.browser, { js: true });
  // Another name for the same machine: to the browser another site.
  await page.goto(`http://localhost:${port}/`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { level: 1, name: 'Encuentro de ejemplo 2027' }).waitFor();
  await screenshots(page, 'reports-framed');
  await frame.getByRole('link', { name: /Sesión de ejemplo 1 / }).click();
  await page.waitForURL(`${web.baseURL}/encuentros/encuentro/sesiones/sesion-1`);
  expect(await page.context().cookies()).toEqual([]);
  await page.close();
});
