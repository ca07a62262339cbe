/** What an organiser does in the back office, through its pages. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { translator } from '../../../src/platform/i18n/translate.ts';
import { authenticatorCode } from '../../harness/authenticator.ts';
import { expectAccessible } from '../../harness/accessible.ts';
import { noPageErrors, noSidewaysScroll, noThirdParty, screenshots } from '../../harness/browser.ts';

const t = translator('es');
export const ZONE = 'America/Guatemala';

/** Judges the page as it stands: accessible, fits, asks nobody else, breaks nothing. */
export async function look(page: Page, name: string): Promise<void> {
  await screenshots(page, `story-${name}`);
  await noSidewaysScroll(page);
  noThirdParty(page);
  noPageErrors(page);
  await expectAccessible(page);
}

export async function heading(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).innerText()).trim();
}

const press = async (page: Page, name: string): Promise<void> =>
  await page.getByRole('button', { name, exact: true }).click();

/** The first administrator, from the link that the start printed to the second factor in use. */
export async function becomeAdministrator(page: Page, said: string): Promise<void> {
  await page.goto(/^First administrator, once: (\S+)/m.exec(said)?.[1] ?? '');
  expect(await heading(page)).toBe(t('accounts.first.title'));
  await look(page, 'office-first');
  await page.getByLabel(t('accounts.field.name')).fill('Rosa Ficticia');
  await page.getByLabel(t('accounts.field.email')).fill('rosa@organizacion.example');
  await page.getByLabel(t('accounts.field.new_password')).fill('una frase que nadie más diría');
  await press(page, t('accounts.first.submit'));

  expect(await heading(page)).toBe(t('accounts.factor.set_up.title'));
  await look(page, 'office-factor');
  const secret = await page.locator('code.secret').innerText();
  await page.getByLabel(t('accounts.field.code')).fill(authenticatorCode(secret));
  await press(page, t('accounts.factor.set_up.submit'));

  expect(await heading(page)).toBe(t('accounts.codes.title'));
  await look(page, 'office-codes');
  await press(page, t('accounts.codes.kept'));
  expect(await heading(page)).toBe(t('accounts.account.title'));
  await look(page, 'office-account');
  await page.goto('/admin');
  expect(await heading(page)).toBe(t('office.home.title', { name: 'Rosa Ficticia' }));
  await look(page, 'office-home');
}

/** Wall time so many days from now, in the event's zone, as a form takes it. */
export function inDays(days: number, time: string): string {
  return `${Temporal.Now.plainDateISO(ZONE).add({ days }).toString()}T${time}`;
}

interface NewEdition {
  slug: string;
  title: string;
  capacity: number;
  workshop: { title: string; capacity: number };
}

/** A hybrid edition two months from now, from the empty form to the published page. */
export async function announceEdition(page: Page, edition: NewEdition): Promise<void> {
  await page.goto('/admin/encuentros');
  await look(page, 'office-editions');
  await page
    .getByRole('link', { name: t('events.office.list.new') })
    .first()
    .click();
  await page.getByLabel(t('events.office.edition.title')).fill(edition.title);
  await page.getByLabel(t('events.office.edition.slug')).fill(edition.slug);
  await page.getByLabel(t('events.office.edition.summary')).fill('Dos días de ejemplo, para probarlo todo.');
  await page.getByLabel(t('events.office.edition.timezone')).selectOption(ZONE);
  await page.getByLabel(t('events.office.edition.starts')).fill(inDays(60, '08:00'));
  await page.getByLabel(t('events.office.edition.ends')).fill(inDays(61, '13:00'));
  await page.getByRole('radio', { name: t('events.mode.hybrid'), exact: true }).check();
  await page
    .getByRole('textbox', { name: t('events.office.edition.venue') })
    .first()
    .fill('Casa de Ejemplo');
  await page.getByLabel(t('events.office.edition.organizer')).fill('Organización de Ejemplo');
  await look(page, 'office-new');
  await press(page, t('events.office.new.submit'));
  expect(await heading(page)).toBe(edition.title);
  await look(page, 'office-draft');
  await openRegistration(page, edition);
  await addWorkshop(page, edition);
  await page.goto(`/admin/encuentros/${edition.slug}`);
  await press(page, t('events.office.overview.publish'));
  await page.getByText(t('events.office.done.published')).waitFor();
  await look(page, 'office-published');
}

async function openRegistration(page: Page, { slug, capacity }: NewEdition): Promise<void> {
  await page.goto(`/admin/encuentros/${slug}/inscripcion`);
  await page.getByLabel(t('events.office.registration.opens')).fill(inDays(-1, '08:00'));
  await page.getByLabel(t('events.office.registration.capacity_total')).fill(String(capacity));
  const asked = page.getByRole('group', { name: t('events.office.registration.asked') });
  await asked.getByLabel(t('events.form.organization')).check();
  await look(page, 'office-registration');
  await press(page, t('events.office.save'));
  await page.getByText(t('events.office.done.saved')).waitFor();
}

async function addWorkshop(page: Page, { slug, workshop }: NewEdition): Promise<void> {
  await page.goto(`/admin/encuentros/${slug}/programa`);
  await look(page, 'office-programme');
  await page.getByRole('link', { name: t('events.office.programme.add') }).click();
  await page.getByLabel(t('events.office.edition.title')).fill(workshop.title);
  await page.getByLabel(t('events.office.session.type')).first().selectOption('workshop');
  await page.getByLabel(t('events.office.session.capacity')).fill(String(workshop.capacity));
  await page.getByLabel(t('events.office.session.starts')).fill(inDays(60, '09:00'));
  await page.getByLabel(t('events.office.session.ends')).fill(inDays(60, '11:00'));
  await look(page, 'office-session');
  await press(page, t('events.office.programme.add'));
  await page.getByText(t('events.office.done.saved')).waitFor();
}

/** Puts the edition off to new dates, ten days later, and says why. */
export async function postpone(page: Page, slug: string, note: string): Promise<void> {
  await page.goto(`/admin/encuentros/${slug}`);
  await page.getByRole('link', { name: t('events.office.overview.postpone'), exact: true }).click();
  await page.getByRole('radio', { name: t('events.office.postpone.dates_new') }).check();
  await page.getByLabel(t('events.office.postpone.starts')).fill(inDays(70, '08:00'));
  await page.getByLabel(t('events.office.postpone.note')).fill(note);
  await look(page, 'office-postpone');
  await press(page, t('events.office.postpone.submit'));
  await page.getByText(t('events.office.done.postponed')).waitFor();
  await look(page, 'office-postponed');
}
