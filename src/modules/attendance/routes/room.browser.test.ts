/** The rooms in a real browser: the room opens beside the page, the page says who is still there. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { expectAccessible } from '../../../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  phonePage,
  screenshots,
  widePage,
} from '../../../../test/harness/browser.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { insertAttendees } from '../../events/fixtures-people.ts';
import { insertProgramme } from '../../events/fixtures-programme.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { ADDRESS, pathOf, sessionsOf, setRoom } from '../fixtures.ts';

const site = useApp();
const web = useBrowser(site);
const ROOM_HOST = new URL(ADDRESS).hostname;
let id: string;
let session: string;

beforeAll(async () => {
  site.setNow('2027-03-07T14:01:30Z');
  const event = await insertEdition(site.deps.db, 'en-vivo', {
    event: { title: 'Encuentro de Ejemplo 2027' },
  });
  const from = Temporal.Instant.from('2027-03-07T14:00:00Z');
  await insertProgramme(site.deps.db, event.id, { sessions: 18, speakers: 6, from, days: 2 });
  const programme = await site.deps.db
    .selectFrom('event_sessions')
    .select(['id', 'starts_at', 'capacity'])
    .where('event_id', '=', event.id)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
  const running = programme.find(
    (s) => s.starts_at?.toString() === '2027-03-07T14:00:00Z' && s.capacity === null,
  );
  session = running?.id ?? '';
  await setRoom(site.deps, event.id, null);
  await site.deps.db
    .updateTable('event_sessions')
    .set({ status: 'cancelled', status_note: 'La ponente no puede asistir.' })
    .where('id', '=', programme[6]?.id ?? '')
    .execute();
  [id = ''] = await insertAttendees(site.deps, event, 1);
}, 60_000);

async function judge(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await noSidewaysScroll(page);
  await screenshots(page, name);
}

it('leads from the phone to the room in another tab, and counts the minutes in the first', async () => {
  const page = await web.phone();
  const asked: string[] = [];
  const failures: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  page.context().on('requestfailed', (request) => failures.push(request.failure()?.errorText ?? ''));
  await page.clock.install();
  const path = await pathOf(site.deps, id);
  await page.goto(path);
  await judge(page, 'sala');
  const popup = page.context().waitForEvent('page');
  await page
    .locator(`form:has(input[value="${session}"])`)
    .getByRole('button', { name: 'Entrar a la sala' })
    .click();
  const room = await popup;
  await expect.poll(() => asked.filter((url) => url.startsWith(`https://${ROOM_HOST}/`))).toEqual([ADDRESS]);
  // The room does not exist, so it fails; but not because our own policy forbade to go there.
  await expect.poll(() => failures.length).toBeGreaterThan(0);
  expect(failures.filter((text) => /BLOCKED|CSP/i.test(text))).toEqual([]);
  expect(await room.evaluate(() => window.opener)).toBeNull();
  expect(new URL(page.url()).pathname).toBe(path);
  expect(await sessionsOf(site.deps, id)).toEqual([{ session_id: session, via: 'room', minutes: 1 }]);
  site.setNow('2027-03-07T14:02:30Z');
  await page.clock.runFor(61_000);
  await expect.poll(async () => (await sessionsOf(site.deps, id))[0]?.minutes).toBe(2);
  await page.getByRole('button', { name: 'Ver contraseña e indicaciones' }).first().click();
  await page.getByText('Micrófono apagado.').waitFor();
  await judge(page, 'sala-clave');
  expect(await page.content()).not.toContain('sala-secreta');
  await noPageErrors(page);
  await page.close();
}, 60_000);

it('stands well on a wide screen and before the hour', async () => {
  site.setNow('2027-03-07T12:00:00Z');
  const page = await web.wide();
  await page.goto(await pathOf(site.deps, id));
  await judge(page, 'sala-temprano');
  await page.close();
});

it('is kept by an organiser who sees no address again', async () => {
  site.setNow('2027-03-07T15:10:00Z');
  const { cookie } = await signInAs(site.deps, 'administrator');
  for (const open of [phonePage, widePage]) {
    const page = await open(web.browser, { baseURL: web.baseURL });
    await web.signIn(page, cookie);
    for (const tab of ['salas-virtuales', 'salas-virtuales/encuentro', 'asistencia']) {
      await page.goto(`/admin/encuentros/en-vivo/${tab}`);
      await judge(page, `oficina-${tab.replace('/', '-')}`);
      expect(await page.content()).not.toContain('plantada');
    }
    await page.close();
  }
}, 60_000);
