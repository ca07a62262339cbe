/** Writing to a group in a real browser: both widths, without and with scripts. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
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
import { insertPeople } from '../../../../test/harness/mailings.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { unsubscribePath, unsubscribeToken } from '../addresses.ts';
import { mailingJobs } from '../jobs.ts';

const site = useApp({ SMTP_URL: 'smtp://127.0.0.1:1' });
const web = useBrowser(site);
const t = translator('es');
const ROOT = '/admin/encuentros/ejemplo/correos';
let cookie = '';
let person = '';

beforeAll(async () => {
  cookie = (await signInAs(site.deps, 'administrator')).cookie;
  const event = await insertEdition(site.deps.db, 'ejemplo', {
    event: { title: 'Encuentro de Ejemplo 2027', mode: 'hybrid', asked_fields: ['sector', 'department'] },
    workshops: { datos: 30 },
  });
  const people = Array.from({ length: 126 }, (_, n) => ({ lang: n % 6 ? ('es' as const) : ('en' as const) }));
  [person = ''] = await insertPeople(site.deps, event.id, people);
}, 60_000);

async function open(size: typeof phonePage, js: boolean): Promise<Page> {
  const page = await size(web.browser, { baseURL: web.baseURL, js });
  await web.signIn(page, cookie);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await screenshots(page, `mailings-${name}`);
  await noSidewaysScroll(page);
  noThirdParty(page);
  noPageErrors(page);
  await expectAccessible(page);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const told = (page: Page, what: string) => page.getByText(what, { exact: true }).waitFor();
const list = (id: string) => mailingJobs()[0]?.run({ mailingId: id, run: 1 }, site.deps);

describe('a mail to a group', { timeout: 120_000 }, () => {
  it.each([
    ['phone', phonePage, false],
    ['wide', widePage, true],
  ] as const)('from the first word to the numbers, on a %s screen', async (name, size, js) => {
    const page = await open(size, js);
    await page.goto(ROOT);
    if (name === 'phone') await look(page, 'empty');
    await page
      .getByRole('link', { name: t('mailings.list.new') })
      .first()
      .click();
    await look(page, `${name}-form`);
    await page.getByRole('radio', { name: t('mailings.group.coming') }).check();
    await page.getByLabel(t('mailings.form.subject_es')).first().fill('Cambio de sala');
    await page
      .getByLabel(t('mailings.form.body_es'))
      .first()
      .fill(
        'La sesión de apertura será en otra sala.\n\nEl mapa: https://ejemplo.test/mapa\n\nNos vemos en [encuentro].',
      );
    await page.getByLabel(t('mailings.form.subject_en')).fill('Another room');
    await page.getByLabel(t('mailings.form.body_en')).fill('The opening session moves to another room.');
    await press(page, t('mailings.form.submit'));
    await told(page, t('mailings.told.guardado'));
    const frame = page.frameLocator('iframe').first();
    await frame.getByText('La sesión de apertura será en otra sala.').waitFor();
    // What was never on the screen is not painted.
    await page.locator('iframe').first().scrollIntoViewIfNeeded();
    await look(page, `${name}-draft`);
    await press(page, t('mailings.test.submit_in', { lang: 'español' }));
    await told(page, t('mailings.told.prueba'));
    await press(page, t('mailings.send.submit', { count: 126 }));
    await told(page, t('mailings.told.enviado'));
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await list(id);
    // With scripts the numbers come by themselves; without, there is a button.
    if (!js) await page.getByRole('link', { name: t('mailings.progress.refresh') }).click();
    await page
      .getByText(t('mailings.progress.sent_of', { sent: 0, total: 126 }))
      .first()
      .waitFor();
    await site.deps.db
      .updateTable('mails')
      .set({ state: 'refused', error_code: 'smtp_550' })
      .where('bulk', '=', true)
      .where('id', 'in', (eb) => eb.selectFrom('mails').select('id').where('bulk', '=', true).limit(3))
      .execute();
    await page.goto(`${ROOT}/${id}`);
    await look(page, `${name}-progress`);
    await press(page, t('mailings.stop.submit'));
    await told(page, t('mailings.told.detenido'));
    await look(page, `${name}-stopped`);
    await press(page, t('mailings.resume.submit'));
    await told(page, t('mailings.told.seguido'));
    await page.goto(ROOT);
    await look(page, `${name}-list`);
    expect(await page.getByRole('row').count()).toBeGreaterThan(1);
    await page.context().close();
  });

  it('and the way out of it', async () => {
    const page = await web.phone({ js: false });
    await page.goto(unsubscribePath(unsubscribeToken(site.deps.vault, person)));
    await look(page, 'subscribed');
    await press(page, t('mailings.subscription.in.submit'));
    await told(page, t('mailings.subscription.out.done'));
    await look(page, 'unsubscribed');
    await press(page, t('mailings.subscription.out.submit'));
    await told(page, t('mailings.subscription.in.done'));
    await page.goto(unsubscribePath('ejemplo'));
    await look(page, 'example');
    await page.context().close();
  });
});
