/** What somebody who registers does, by keyboard alone: Tab, Space, arrows, Enter and what is typed. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { translator, type Lang } from '../../../src/platform/i18n/translate.ts';
import { heading, look } from './office.ts';

/** More stops than any page of the story has. */
const STOPS = 80;

/** Goes on by Tab until the thing has the keyboard. @throws when it can't be reached so */
export async function tabTo(page: Page, thing: Locator): Promise<void> {
  const focused = thing.and(page.locator(':focus'));
  for (let stop = 0; stop < STOPS; stop++) {
    if ((await focused.count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Not reached by keyboard on ${page.url()}: ${thing.toString()}`);
}

/** Presses a button or follows a link by keyboard, and waits for the page that follows. */
export async function enter(page: Page, thing: Locator): Promise<void> {
  await tabTo(page, thing);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

async function type(page: Page, label: string, words: string): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: label }));
  await page.keyboard.type(words);
}

interface Attendee {
  name: string;
  email: string;
  workshop?: string;
}

/** From the edition's page to "received". */
export async function register(
  page: Page,
  slug: string,
  who: Attendee,
  lang: Lang,
  full: boolean,
): Promise<void> {
  const t = translator(lang);
  await page.goto(`/encuentros/${slug}`);
  const way = t(full ? 'events.registration.join_waitlist' : 'events.registration.register');
  await enter(page, page.getByRole('link', { name: way }).first());
  expect(await heading(page)).toBe(t('events.register.title'));
  expect(await page.getByText(t('events.register.full.title')).count()).toBe(full ? 1 : 0);
  await type(page, t('events.form.name'), who.name);
  await type(page, t('events.form.email'), who.email);
  await tabTo(page, page.getByRole('radio', { name: t('events.attendance.in_person') }));
  await page.keyboard.press('Space');
  if (who.workshop !== undefined) {
    await tabTo(page, page.getByRole('checkbox', { name: who.workshop }));
    await page.keyboard.press('Space');
  }
  await tabTo(page, page.getByRole('checkbox', { name: t('events.form.accept') }));
  await page.keyboard.press('Space');
  const submit = t(full ? 'events.register.submit_waiting' : 'events.register.submit');
  await enter(page, page.getByRole('button', { name: submit }));
  expect(new URL(page.url()).pathname).toBe(`/encuentros/${slug}/registro/recibido`);
  expect(await heading(page)).toBe(t('events.received.title'));
}

/** Opens the link of a mail; nothing happens until the button is pressed, and that sends a POST. */
export async function confirm(page: Page, link: string, lang: Lang, shot: string): Promise<void> {
  const t = translator(lang);
  await page.goto(link);
  expect(await heading(page)).toBe(t('events.own.title.pending'));
  // Whatever fetches links in mails (scanners do) confirms nothing.
  await page.reload();
  expect(await heading(page)).toBe(t('events.own.title.pending'));
  await look(page, `${shot}-confirm`);
  const posted = page.waitForRequest((request) => request.method() === 'POST' && request.url() === link);
  await enter(page, page.getByRole('button', { name: t('events.own.action.confirm') }));
  await posted;
  await look(page, `${shot}-confirmed`);
}

/** Cancels through the page that asks. */
export async function cancel(page: Page, link: string, lang: Lang, shot: string): Promise<void> {
  const t = translator(lang);
  await page.goto(link);
  await enter(page, page.getByRole('link', { name: t('events.own.cancel') }));
  expect(await heading(page)).toBe(t('events.cancel.title'));
  await look(page, `${shot}-cancel`);
  await enter(page, page.getByRole('button', { name: t('events.cancel.submit') }));
  expect(await heading(page)).toBe(t('events.own.title.cancelled'));
  await look(page, `${shot}-cancelled`);
}
