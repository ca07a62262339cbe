/**
 * The day of an Encuentro and what follows, in real browsers and with real mail, by a clock that the story
 * moves: reminder, room, a language met, the door with two phones, certificate, survey, report, purge.
 * The tests are one story and run in order.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertEdition } from '../../../src/modules/events/fixtures.ts';
import type { RegistrationEvent } from '../../../src/modules/events/queries/registrations.ts';
import { translator } from '../../../src/platform/i18n/translate.ts';
import { phonePage, widePage } from '../../harness/browser.ts';
import { closeContexts, workersBrowser } from '../../harness/browsing.ts';
import type { ReceivedMail } from '../../harness/smtp.ts';
import { signInAs } from '../../harness/staff.ts';
import { useClockwork } from './clockwork.ts';
import { calendarIn, linkIn } from './letters.ts';
import { heading, look } from './office.ts';
import { PATIENCE } from './site.ts';

const t = translator('es');
const SLUG = 'encuentro-del-dia';
const TITLE = 'Encuentro del Día';
const DESK = `/admin/encuentros/${SLUG}`;
const KICHE = t('events.language.quc');
const ROOM = 'https://salas.example/j/8812345?pwd=clave-de-la-sala';

const BEGINS = Temporal.Instant.from('2027-03-07T14:00:00Z');
const ENDS = Temporal.Instant.from('2027-03-07T19:00:00Z');

const site = useClockwork(BEGINS.subtract({ hours: 24 * 20 }));
/** Comes by the internet and asks for K'iche'. */
const ana = { name: 'Ana Ficticia', email: 'ana@gente.example' };
/** Come to the door. */
const luis = { name: 'Luis Inventado', email: 'luis@gente.example' };
const marta = { name: 'Marta Imaginaria', email: 'marta@gente.example' };

let browser: Browser;
let desk: Page;
let event: RegistrationEvent;

beforeAll(async () => {
  browser = await workersBrowser();
  event = await insertEdition(site.deps.db, SLUG, {
    event: {
      title: TITLE,
      mode: 'hybrid',
      venue: 'Casa de Ejemplo',
      organizer: 'Organización de Ejemplo',
      starts_at: BEGINS,
      ends_at: ENDS,
    },
  });
  await site.deps.db
    .insertInto('event_sessions')
    .values({
      event_id: event.id,
      slug: 'apertura',
      type: 'conference',
      title: 'Apertura de ejemplo',
      starts_at: BEGINS,
      ends_at: BEGINS.add({ minutes: 90 }),
      room_id: null,
      track_id: null,
      capacity: null,
    })
    .execute();
  desk = await widePage(browser, { baseURL: site.address });
  desk.setDefaultTimeout(PATIENCE);
  await signIn(desk);
}, PATIENCE);
afterAll(async () => await closeContexts(browser));

async function phone(options: { js?: boolean } = {}): Promise<Page> {
  const page = await phonePage(browser, { baseURL: site.address, ...options });
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** A session of an administrator in this browser. */
async function signIn(page: Page): Promise<void> {
  const { cookie } = await signInAs(site.deps, 'administrator');
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url: site.address }]);
}

/** What the door says to a code typed by hand. */
async function scan(page: Page, code: string): Promise<string | null> {
  const card = page.locator('#puerta-resultado [data-answer]');
  await page.locator('#puerta-resultado').evaluate((box) => box.replaceChildren());
  await page.getByLabel(t('attendance.door.code')).fill(code);
  await page.getByLabel(t('attendance.door.code')).press('Enter');
  await card.waitFor();
  return await card.getAttribute('data-answer');
}

const outcomeOf = async (page: Page): Promise<string> =>
  (await page.locator('.outcome .notice-title:visible').first().innerText()).trim();

/** What the page says about what the holder shows. */
async function verified(page: Page, address: string): Promise<string> {
  await page.goto('about:blank');
  await page.goto(address);
  return await outcomeOf(page);
}

/** The same from a file, in a browser that has no network. */
async function verifiedOffline(file: string, address: string): Promise<string> {
  const page = await phone();
  await page.context().setOffline(true);
  await page.goto(`file://${file}`);
  await page.getByLabel(t('certificates.saved.label')).fill(address);
  await page.getByRole('button', { name: t('certificates.saved.submit') }).click();
  const outcome = await outcomeOf(page);
  await page.close();
  return outcome;
}

/** Address of a certificate with its content, as its QR says it. */
let shown = '';

/** The mail to somebody with this subject. @throws when none, or more than one, came */
function mailTo(who: { email: string }, subject: string): ReceivedMail {
  const mails = site.smtp.mailsTo(who.email);
  const found = mails.filter(({ parsed }) => parsed.subject === subject);
  const [mail] = found;
  if (!mail || found.length > 1)
    throw new Error(`${found.length} such mails: ${mails.map(({ parsed }) => parsed.subject).join(' | ')}`);
  return mail;
}

/** The tag in the table of languages; the notice above it speaks of them too. */
const languageState = (state: 'state_all' | 'state_none') =>
  desk.getByRole('table').getByText(t(`events.office.languages.${state}`), { exact: true });

const links = new Map<string, string>();
const linkOf = ({ email }: { email: string }): string => links.get(email) ?? '';

/** Registers through the form, confirms through the mail. */
async function register(who: typeof ana, way: 'online' | 'in_person', languages: string[]): Promise<void> {
  const page = await phone({ js: false });
  await page.goto(`/encuentros/${SLUG}/registro`);
  await page.getByRole('textbox', { name: t('events.form.name') }).fill(who.name);
  await page.getByRole('textbox', { name: t('events.form.email') }).fill(who.email);
  await page.getByRole('radio', { name: t(`events.attendance.${way}`) }).check();
  for (const language of languages) await page.getByRole('checkbox', { name: language }).check();
  await page.getByRole('checkbox', { name: t('events.form.accept') }).check();
  await page.getByRole('button', { name: t('events.register.submit') }).click();
  await site.settle();
  links.set(who.email, linkIn(mailTo(who, t('events.mail.confirm.subject', { event: TITLE }))));
  await page.goto(linkOf(who));
  await page.getByRole('button', { name: t('events.own.action.confirm') }).click();
  expect(await heading(page)).toBe(t('events.own.title.confirmed'));
  await site.settle();
  await page.close();
}

describe('the day of an Encuentro', { timeout: 4 * PATIENCE }, () => {
  let brokeOff = false;
  beforeEach(({ skip }) => skip(brokeOff, 'the story broke off before'));
  afterEach(({ task }) => {
    brokeOff ||= task.result?.state === 'fail';
  });

  it('has three who come, one of whom asks for a language', async () => {
    await register(ana, 'online', [KICHE]);
    await register(luis, 'in_person', []);
    await register(marta, 'in_person', []);
  });

  it('shows the organiser the language that nobody offers, until a session does', async () => {
    await desk.goto(`${DESK}/idiomas`);
    await look(desk, 'day-languages-unmet');
    expect(await languageState('state_all').count()).toBe(1);
    await desk.goto(`${DESK}/programa`);
    await desk.getByRole('link', { name: 'Apertura de ejemplo' }).click();
    await desk.getByLabel(t('events.office.session.interpretation')).fill(KICHE);
    await desk.getByRole('button', { name: t('events.office.save'), exact: true }).click();
    await desk.goto(`${DESK}/idiomas`);
    expect(await languageState('state_all').count()).toBe(0);
    expect(await languageState('state_none').count()).toBe(1);
    await look(desk, 'day-languages-met');
  });

  it('prepares the room, whose address nobody sees', async () => {
    await desk.goto(`${DESK}/salas-virtuales`);
    await desk.getByRole('link', { name: t('attendance.office.room.set_whole') }).click();
    await desk.getByLabel(t('attendance.office.room.address')).fill(ROOM);
    await look(desk, 'day-room-form');
    await desk.getByRole('button', { name: t('attendance.office.room.submit') }).click();
    await desk.goto(`${DESK}/salas-virtuales`);
    expect(await desk.content()).not.toContain('clave-de-la-sala');
    await look(desk, 'day-rooms');
  });

  it('reminds everybody a week before, with the room and the language', async () => {
    await site.goTo(BEGINS.subtract({ hours: 24 * 7 }).add({ seconds: 30 }));
    const mail = mailTo(ana, t('events.mail.reminder.subject', { event: TITLE }));
    expect(mail.parsed.text).toContain(KICHE);
    expect(mail.raw).not.toContain('salas.example');
    expect(calendarIn(mail)?.method).toBe('REQUEST');
    mailTo(luis, t('events.mail.reminder.subject', { event: TITLE }));
  });

  it('leads her to the room ten minutes before, and notes that she was there', async () => {
    await site.goTo(BEGINS.subtract({ minutes: 10 }));
    const page = await phone();
    await page.goto(linkOf(ana));
    await page.getByRole('link', { name: t('attendance.note.link') }).click();
    await look(page, 'day-room');
    expect(await page.content()).not.toContain('salas.example');
    // The room does not exist: that her browser asks for it is all there is to see.
    const asked = page.context().waitForEvent('request', (request) => request.url() === ROOM);
    const opened = page.context().waitForEvent('page');
    await page.getByRole('button', { name: t('attendance.room.enter') }).click();
    await asked;
    await (await opened).close();
    await page.close();
    const people = await site.deps.db.selectFrom('attendance_people').select('via').execute();
    expect(people).toEqual([{ via: 'room' }]);
  });

  it('takes two at the door with two phones, one of them without network, each once', async () => {
    await site.goTo(BEGINS);
    await signIn(desk);
    const codes: string[] = [];
    const ticket = await phone({ js: false });
    for (const who of [luis, marta]) {
      await ticket.goto(linkOf(who));
      await ticket.getByRole('link', { name: t('attendance.ticket.note_link') }).click();
      codes.push(await ticket.locator('.ticket-code').innerText());
    }
    await look(ticket, 'day-ticket');
    await ticket.close();
    const [ofLuis = '', ofMarta = ''] = codes;

    const north = await phone();
    await signIn(north);
    await north.goto(`${DESK}/puerta`);
    await north.getByLabel(t('attendance.door.office.label')).first().fill('Entrada norte');
    await north.getByRole('button', { name: t('attendance.door.office.start_submit') }).click();
    await north.locator('main[data-ready=yes]').waitFor();
    await desk.goto(`${DESK}/puerta`);
    await desk.getByLabel(t('attendance.door.office.label')).nth(1).fill('Entrada sur');
    await desk.getByRole('button', { name: t('attendance.door.office.invite_submit') }).click();
    const south = await phone();
    await south.goto(new URL((await desk.locator('.door-link').textContent()) ?? '').pathname);
    await south.getByRole('button', { name: t('attendance.door.office.start_submit') }).click();
    await south.locator('main[data-ready=yes]').waitFor();

    await south.context().setOffline(true);
    expect(await scan(south, ofLuis)).toBe('welcome');
    expect(await scan(north, ofLuis)).toBe('welcome');
    expect(await scan(north, ofMarta)).toBe('welcome');
    expect(await scan(south, ofMarta)).toBe('welcome');
    await look(south, 'day-door-offline');
    await south.context().setOffline(false);
    await expect
      .poll(async () => await south.locator('#puerta-red').isHidden(), { timeout: PATIENCE })
      .toBe(true);
    expect(await scan(south, ofLuis)).toBe('already');
    await north.close();
    await south.close();
    const { people } = await site.deps.db
      .selectFrom('attendance_people')
      .select((eb) => eb.fn.countAll<number>().as('people'))
      .executeTakeFirstOrThrow();
    expect(people).toBe(3);
  });

  it('certifies those who came, and tells them', async () => {
    await site.goTo(ENDS.add({ hours: 2 }));
    await signIn(desk);
    await desk.goto(`${DESK}/certificados`);
    await look(desk, 'day-certificates');
    await desk.goto(`${DESK}/certificados/emitir/asistencia`);
    await look(desk, 'day-issue');
    await desk.getByRole('checkbox', { name: t('certificates.issue.tell') }).check();
    await desk.getByRole('button', { name: t('certificates.issue.submit_all') }).click();
    await site.settle();
    await desk.goto(`${DESK}/certificados`);
    await look(desk, 'day-certificates-issued');
    const mail = mailTo(ana, t('certificates.mail.subject', { event: TITLE }));
    expect(mail.parsed.text).toContain('/certificado');
    mailTo(luis, t('certificates.mail.subject', { event: TITLE }));

    const page = await phone();
    await page.goto(linkOf(ana));
    await look(page, 'day-own-certificate');
    const pdf = await page.request.get(
      (await page.getByRole('link', { name: t('certificates.own.download') }).getAttribute('href')) ?? '',
    );
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    const document = await getDocumentProxy(new Uint8Array(await pdf.body()));
    const { text } = await extractText(document, { mergePages: true });
    expect(text).toContain(ana.name);
    const marks = (await (await document.getPage(1)).getAnnotations()) as { url?: string }[];
    shown = marks[0]?.url ?? '';
    expect(shown).toMatch(new RegExp(`^${site.address}/verificar/[0-9A-Z-]{19}#`));
    await page.close();
  });

  it('verifies one online, without network from the page on disk, and after its revocation', async () => {
    const reader = await phone();
    expect(await verified(reader, shown)).toBe(t('certificates.outcome.valid.title'));
    expect(await reader.getByText(ana.name).count()).toBe(1);
    await look(reader, 'day-valid');
    const saved = path.join(site.dataDir, 'comprobar.html');
    const copy = await reader.request.get('/verificar/pagina.html');
    await writeFile(saved, await copy.body());
    expect(await verifiedOffline(saved, shown)).toBe(t('certificates.outcome.valid_then.title'));

    await desk.goto(`${DESK}/certificados/lista/asistencia`);
    await desk.getByRole('row', { name: ana.name }).getByRole('link').first().click();
    await desk.getByRole('link', { name: t('certificates.one.revoke') }).click();
    await look(desk, 'day-revoke');
    await desk.getByRole('radio', { name: t('certificates.reason.mistake') }).check();
    await desk.getByRole('button', { name: t('certificates.revoke.submit') }).click();
    expect(await verified(reader, shown)).toBe(t('certificates.outcome.revoked.title'));
    await look(reader, 'day-revoked');
    await writeFile(saved, await (await reader.request.get('/verificar/pagina.html')).body());
    expect(await verifiedOffline(saved, shown)).toBe(t('certificates.outcome.revoked.title'));
    await reader.close();
  });

  it('asks those who came what they thought, once each and without their names', async () => {
    await desk.goto(`${DESK}/encuesta`);
    await look(desk, 'day-survey-none');
    await desk.getByRole('button', { name: t('surveys.office.create_default') }).click();
    await desk.getByRole('button', { name: t('surveys.office.to.open') }).click();
    await look(desk, 'day-survey');
    await site.goTo(ENDS.add({ hours: 3 }));
    const mail = mailTo(marta, t('surveys.mail.invitation.subject', { event: TITLE }));
    const page = await phone({ js: false });
    await page.goto(/https?:\/\/\S+\/encuesta\/[\w-]+/.exec(mail.parsed.text ?? '')?.[0] ?? '');
    await look(page, 'day-survey-form');
    await page
      .getByRole('radio', { name: t('surveys.scale.5') })
      .first()
      .check();
    await page.getByRole('button', { name: t('surveys.page.submit') }).click();
    expect(await page.getByText(t('surveys.stand.thanks')).count()).toBe(1);
    await page.reload();
    await page.close();
    const answers = await site.deps.db.selectFrom('survey_answers').selectAll().execute();
    expect(JSON.stringify(answers)).not.toContain(marta.email);
  });

  it('closes with a public report in which nobody can be found', async () => {
    await signIn(desk);
    await desk.goto(`${DESK}/informe`);
    await look(desk, 'day-report-office');
    await desk.getByRole('link', { name: t('reports.office.write') }).click();
    await desk.getByLabel(t('reports.form.words_es'), { exact: false }).first().fill('Un día de ejemplo.');
    await desk.getByRole('button', { name: t('reports.form.save') }).click();
    await desk.getByRole('button', { name: t('reports.office.publish') }).click();
    await site.settle();
    const page = await phone({ js: false });
    await page.goto(`/encuentros/${SLUG}`);
    await page.getByRole('link', { name: t('reports.note_link') }).click();
    await look(page, 'day-report');
    expect(await page.getByText('Un día de ejemplo.').count()).toBe(1);
    expect(await page.getByText(t('reports.fewer')).count()).toBeGreaterThan(0);
    await page.close();
  });

  it('forgets everybody when the days are over; certificates can still be checked', async () => {
    await site.goTo(ENDS.add({ hours: 24 * 181 }));
    await signIn(desk);
    await desk.goto(`${DESK}/datos-personales`);
    await look(desk, 'day-purged');
    expect(await desk.getByText(t('events.office.retention.receipts')).count()).toBeGreaterThan(0);
    expect(await desk.content()).not.toContain(ana.name);
    const page = await phone();
    expect((await page.goto(linkOf(ana)))?.status()).toBe(404);
    expect(await verified(page, shown)).toBe(t('certificates.outcome.revoked.title'));
    await page.goto(`/encuentros/${SLUG}`);
    await look(page, 'day-remembered');
    await page.getByRole('link', { name: t('reports.note_link') }).click();
    expect(await page.getByText('Un día de ejemplo.').count()).toBe(1);
    await page.close();
    expect(await site.deps.db.selectFrom('event_registrations').select('id').execute()).toEqual([]);
  });
});
