/**
 * An Encuentro from its announcement to its postponement: the organiser at a desk, people on small phones
 * without scripts, mails out of a real mail server. The tests are one story and run in order.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { translator } from '../../../src/platform/i18n/translate.ts';
import { phonePage, widePage } from '../../harness/browser.ts';
import { closeContexts, workersBrowser } from '../../harness/browsing.ts';
import type { ReceivedMail } from '../../harness/smtp.ts';
import { cancel, confirm, enter, register, tabTo } from './attendee.ts';
import { calendarIn, linkIn } from './letters.ts';
import { announceEdition, becomeAdministrator, heading, look, postpone } from './office.ts';
import { PATIENCE, useSite } from './site.ts';

const t = translator('es');
const en = translator('en');
const site = useSite();

const SLUG = 'encuentro-ficticio';
const TITLE = 'Encuentro Ficticio';
const WORKSHOP = 'Taller de lenguaje claro';
const ana = { name: 'Ana Ficticia', email: 'ana@gente.example', workshop: WORKSHOP };
const luis = { name: 'Luis Inventado', email: 'luis@gente.example', workshop: WORKSHOP };
const marta = { name: 'Marta Imaginaria', email: 'marta@gente.example' };

let browser: Browser;
let desk: Page;

beforeAll(async () => {
  browser = await workersBrowser();
  desk = patient(await widePage(browser, { baseURL: site.address }));
}, PATIENCE);
afterAll(async () => await closeContexts(browser));

function patient(page: Page): Page {
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** Opens a phone for as long as the work takes. */
async function onPhone<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const page = patient(await phonePage(browser, { baseURL: site.address, js: false }));
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

/** The mail with this number to somebody, once it has come; its subject is checked. */
async function mail(to: string, number: number, subject: string): Promise<ReceivedMail> {
  const mails = await site.smtp.waitFor(number, { to, timeoutMs: PATIENCE });
  const found = mails[number - 1];
  expect(found?.parsed.subject).toBe(subject);
  return found as ReceivedMail;
}

const about = (key: Parameters<typeof t>[0], translate = t) => translate(key, { event: TITLE });
const links = new Map<string, string>();
const linkOf = ({ email }: { email: string }) => links.get(email) ?? '';

describe('an Encuentro', { timeout: 4 * PATIENCE }, () => {
  let brokeOff = false;
  beforeEach(({ skip }) => skip(brokeOff, 'the story broke off before'));
  afterEach(({ task }) => {
    brokeOff ||= task.result?.state === 'fail';
  });

  it('is announced by the first administrator, through the pages', async () => {
    await becomeAdministrator(desk, site.said());
    await announceEdition(desk, {
      slug: SLUG,
      title: TITLE,
      capacity: 2,
      workshop: { title: WORKSHOP, capacity: 1 },
    });
    await onPhone(async (page) => {
      for (const [path, name] of [
        ['/', 'home'],
        ['/encuentros', 'editions'],
        [`/encuentros/${SLUG}`, 'edition'],
        [`/encuentros/${SLUG}/programa`, 'programme'],
        [`/encuentros/${SLUG}/sesiones/taller-de-lenguaje-claro`, 'session'],
        [`/encuentros/${SLUG}/registro`, 'register'],
        [`/encuentros/${SLUG}/registro/enlace`, 'ask-link'],
        ['/privacidad', 'privacy'],
      ] as const) {
        expect((await page.goto(path))?.status(), path).toBe(200);
        await look(page, name);
      }
    });
  });

  it('takes a registration by keyboard on a phone without scripts, and confirms the address by POST', async () => {
    await onPhone(async (page) => {
      await register(page, SLUG, ana, 'es', false);
      await look(page, 'received');
      const link = linkIn(await mail(ana.email, 1, about('events.mail.confirm.subject')));
      links.set(ana.email, link);
      await confirm(page, link, 'es', 'ana');
      expect(await heading(page)).toBe(t('events.own.title.confirmed'));
      expect(await page.getByText(t('events.workshop_state.held')).count()).toBe(1);
    });
    const confirmed = await mail(ana.email, 2, about('events.mail.confirmed.subject'));
    expect(calendarIn(confirmed)).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED' });
    expect(calendarIn(confirmed)?.text).not.toContain('/registro/');
  });

  it('lets her change what she said', async () => {
    await onPhone(async (page) => {
      await page.goto(linkOf(ana));
      await enter(page, page.getByRole('link', { name: t('events.own.change') }));
      expect(await heading(page)).toBe(t('events.change.title'));
      await look(page, 'change');
      const organization = page.getByRole('textbox', { name: t('events.form.organization') });
      await tabTo(page, organization);
      await page.keyboard.type('Colectivo Imaginario');
      await enter(page, page.getByRole('button', { name: t('events.change.submit') }));
      expect(await page.getByText(t('events.own.done.change')).count()).toBe(1);
      expect(await page.getByText('Colectivo Imaginario').count()).toBe(1);
      await look(page, 'changed');
    });
    const before = calendarIn((await site.smtp.waitFor(2, { to: ana.email }))[1] as ReceivedMail);
    const changed = calendarIn(await mail(ana.email, 3, about('events.mail.changed.subject')));
    expect(changed?.uid).toBe(before?.uid);
    expect(changed?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
  });

  it('is full after the second, who waits for the full workshop; the third waits for a place', async () => {
    await onPhone(async (page) => {
      await register(page, SLUG, luis, 'es', false);
      links.set(luis.email, linkIn(await mail(luis.email, 1, about('events.mail.confirm.subject'))));
      await confirm(page, linkOf(luis), 'es', 'luis');
      expect(await heading(page)).toBe(t('events.own.title.confirmed'));
      expect(await page.getByText(t('events.workshop_state.waitlisted')).count()).toBe(1);

      await register(page, SLUG, marta, 'es', true);
      links.set(marta.email, linkIn(await mail(marta.email, 1, about('events.mail.confirm.subject'))));
      await confirm(page, linkOf(marta), 'es', 'marta');
      expect(await heading(page)).toBe(t('events.own.title.waitlisted'));
    });
    await mail(luis.email, 2, about('events.mail.confirmed.subject'));
    expect(calendarIn(await mail(marta.email, 2, about('events.mail.waitlisted.subject')))).toBeUndefined();
  });

  it('hands the place of somebody who cancels to the first waiting, and the workshop too', async () => {
    await onPhone(async (page) => {
      await cancel(page, linkOf(ana), 'es', 'ana');
      const cancelled = calendarIn(await mail(ana.email, 4, about('events.mail.cancelled.subject')));
      expect(cancelled).toMatchObject({ method: 'CANCEL', status: 'CANCELLED' });

      const offer = await mail(marta.email, 3, about('events.mail.offer.subject'));
      expect(linkIn(offer)).toBe(linkOf(marta));
      await page.goto(linkOf(marta));
      expect(await heading(page)).toBe(t('events.own.title.offered'));
      await look(page, 'offered');
      await enter(page, page.getByRole('button', { name: t('events.own.action.accept') }));
      expect(await heading(page)).toBe(t('events.own.title.confirmed'));
      await look(page, 'accepted');

      await mail(luis.email, 3, about('events.mail.workshop_offer.subject'));
      await page.goto(linkOf(luis));
      await look(page, 'workshop-offered');
      await enter(page, page.getByRole('button', { name: t('events.own.action.accept') }));
      expect(await page.getByText(t('events.workshop_state.held')).count()).toBe(1);
    });
    const confirmed = calendarIn(await mail(marta.email, 4, about('events.mail.confirmed.subject')));
    expect(confirmed).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED' });
  });

  it('is postponed: all who come are told, with the reason and a newer calendar entry', async () => {
    await desk.goto(`/admin/encuentros/${SLUG}/inscripciones`);
    await look(desk, 'office-registrations');
    const entries = [luis, marta].map(({ email }) =>
      site.smtp
        .mailsTo(email)
        .flatMap((one) => calendarIn(one) ?? [])
        .at(-1),
    );
    await postpone(desk, SLUG, 'La sede de ejemplo cierra por obras.');
    for (const [index, { email }] of [luis, marta].entries()) {
      const before = entries[index];
      const told = (await site.smtp.waitFor(5, { to: email, timeoutMs: PATIENCE })).at(-1) as ReceivedMail;
      expect(told.parsed.text).toContain('La sede de ejemplo cierra por obras.');
      const after = calendarIn(told);
      expect(after?.uid).toBe(before?.uid);
      expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
      expect(after?.start).not.toBe(before?.start);
      expect(after?.status).toBe('CONFIRMED');
    }
    // She cancelled: this is nothing to her any more.
    expect(site.smtp.mailsTo(ana.email).length).toBe(4);
    await onPhone(async (page) => {
      await page.goto(`/encuentros/${SLUG}`);
      await look(page, 'edition-moved');
    });
  });

  it('does the same in English, with scripts', async () => {
    const page = patient(await phonePage(browser, { baseURL: site.address, lang: 'en' }));
    const kim = { name: 'Kim Invented', email: 'kim@people.example' };
    await register(page, SLUG, kim, 'en', true);
    await look(page, 'received');
    const asked = await mail(kim.email, 1, about('events.mail.confirm.subject', en));
    await confirm(page, linkIn(asked), 'en', 'kim');
    expect(await heading(page)).toBe(en('events.own.title.waitlisted'));
    await mail(kim.email, 2, about('events.mail.waitlisted.subject', en));
    await cancel(page, linkIn(asked), 'en', 'kim');
    await mail(kim.email, 3, about('events.mail.cancelled.subject', en));
    await page.close();
  });
});
