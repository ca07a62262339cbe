/** The way of a proposal in a real browser: from a phone without scripts to a page that everybody reads. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { ownSupportPath } from './addresses.ts';
import { decideOn, insertPublished, insertReceived, sending } from './fixtures.ts';
import { tendSupports } from './jobs.ts';
import { proposalMails } from './mails.ts';
import { supportToken } from './support-sealed.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'proposal' });

async function moderator(open = widePage): Promise<Page> {
  const { cookie } = await signInAs(site.deps, 'moderator');
  const page = await open(web.browser, { baseURL: web.baseURL });
  await web.signIn(page, cookie);
  return page;
}

/** The secret link in the latest mail of a kind. */
async function linkIn(kind: string): Promise<string> {
  const row = await site.deps.db
    .selectFrom('mails')
    .select('subject_id')
    .where('kind', '=', `proposals.${kind}`)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  const spec = proposalMails(site.deps).find((one) => one.kind === `proposals.${kind}`);
  const mail = await spec?.compose(row.subject_id, {}, site.deps.db);
  return /\/propuestas\/propia\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
}

const LONG =
  'Que cada juzgado diga en la puerta y en línea a qué hora atiende, en qué idioma y quién responde.';

describe('a proposal', () => {
  it(
    'goes from a phone without scripts to a page for everybody, and its author’s name goes when they say so',
    { timeout: 240_000 },
    async () => {
      const phone = await phonePage(web.browser, { baseURL: web.baseURL, js: false });
      await phone.goto('/propuestas');
      await web.look(phone, 'empty');
      await phone.getByRole('link', { name: 'Hacer una propuesta' }).first().click();
      await web.look(phone, 'form');
      await phone.getByRole('button', { name: 'Enviar la propuesta' }).click();
      expect(await phone.getByRole('alert').getByRole('link').count()).toBe(5);
      await web.look(phone, 'faults');
      await phone.getByLabel('Título').fill('Horarios e idiomas a la vista');
      await phone
        .getByLabel('Qué problema hay')
        .fill('Quien viaja un día entero no sabe si lo van a atender.');
      await phone.getByLabel('Qué se propone').fill(LONG);
      await phone.getByLabel('Tema').selectOption({ label: 'Acceso a la justicia' });
      await phone.getByLabel('Departamento').selectOption({ label: 'Totonicapán' });
      await phone.getByLabel('Nombres de quienes proponen').fill('Rosa Ficticia');
      await phone.getByLabel('Con mi nombre').check();
      await phone.getByLabel('Correo electrónico').fill('rosa@ejemplo.test');
      await phone.getByLabel(/^Acepto que la propuesta/).check();
      await phone.getByRole('button', { name: 'Enviar la propuesta' }).click();
      await phone.getByRole('heading', { name: 'Recibimos su propuesta' }).waitFor();
      await web.look(phone, 'received');
      const link = await linkIn('confirm_address');
      await phone.goto(link);
      await web.look(phone, 'own-unconfirmed');
      await phone.getByRole('button', { name: 'Confirmar' }).click();
      await phone.getByText('su propuesta ya tiene número').waitFor();
      await web.look(phone, 'own-received');

      const desk = await moderator();
      await desk.goto('/admin/propuestas');
      await web.look(desk, 'office-list');
      await desk.getByRole('link', { name: 'Horarios e idiomas a la vista' }).click();
      await web.look(desk, 'office-one');
      expect(await desk.getByText('Rosa Ficticia').count()).toBe(0);
      await desk.getByRole('link', { name: 'Quién propone' }).click();
      await desk.getByText('Rosa Ficticia').waitFor();
      await web.look(desk, 'office-authors');
      await desk.goBack();
      await desk.getByRole('button', { name: 'Publicar', exact: true }).click();
      await desk.getByText('La decisión está en el registro público').waitFor();
      await desk.getByRole('link', { name: 'Ver la página pública' }).click();
      await desk.getByText('Rosa Ficticia').first().waitFor();
      await web.look(desk, 'public');
      await desk.close();

      await phone.goto('/propuestas');
      await phone.getByRole('link', { name: 'Horarios e idiomas a la vista' }).click();
      await phone.getByText('Rosa Ficticia').first().waitFor();
      await web.look(phone, 'public-phone');
      await phone.goto(link);
      await phone.getByRole('button', { name: 'Retirar mi nombre' }).click();
      await phone.getByText('Su nombre ya no aparece').waitFor();
      await phone.getByRole('link', { name: 'Ver la página pública' }).click();
      expect(await phone.getByText('Rosa Ficticia').count()).toBe(0);
      await phone.close();
    },
  );

  it('that is not shown says why, and is appealed', { timeout: 240_000 }, async () => {
    const row = await insertReceived(site.deps, { text: { ...sending().text, title: 'Vender algo' } });
    const refused = await decideOn(site.deps, row, 'refuse');
    for (const title of ['Audiencias con intérprete', 'Un número de teléfono que alguien conteste'])
      await insertPublished(site.deps, { text: { ...sending().text, title }, visibility: 'organization' });
    const phone = await phonePage(web.browser, { baseURL: web.baseURL, js: true });
    await phone.goto('/propuestas');
    await web.look(phone, 'list');
    await phone.goto(`/propuestas/${refused.number}`);
    await phone.getByText('No trata de la justicia').waitFor();
    await web.look(phone, 'not-shown');
    await phone.getByRole('link', { name: 'Registro de moderación' }).click();
    await web.look(phone, 'ledger');
    const { number } = await insertPublished(site.deps, {
      text: { ...sending().text, title: 'Una propuesta con apoyos de tres clases' },
    });
    await phone.goto(`/propuestas/${number}`);
    await phone.getByRole('link', { name: 'Apoyar esta propuesta' }).click();
    await web.look(phone, 'support-form');
    await phone.getByLabel('Correo electrónico').fill('ana@ejemplo.test');
    await phone.getByRole('button', { name: 'Apoyar' }).click();
    await phone.getByRole('heading', { name: 'Revise su correo' }).waitFor();
    await web.look(phone, 'supported');
    await tendSupports(site.deps);
    const { subject_id: supportId } = await site.deps.db
      .selectFrom('mails')
      .select('subject_id')
      .where('kind', '=', 'proposals.confirm_support')
      .executeTakeFirstOrThrow();
    await phone.goto(ownSupportPath(supportToken(site.deps.vault, supportId)));
    await web.look(phone, 'support-own');
    await phone.getByRole('button', { name: 'Confirmar' }).click();
    await phone.getByRole('heading', { name: 'Su apoyo cuenta' }).waitFor();
    await tendSupports(site.deps);
    const wide = await moderator();
    await wide.goto(`/admin/propuestas/${number}/apoyos`);
    await wide.getByLabel('En hojas de papel').check();
    await wide.getByLabel(/^Cuántos(?! no)/).fill('40');
    await wide.getByLabel('Cuántos no cuentan').fill('3');
    await wide.getByLabel('Por qué no cuentan').fill('Sin firma');
    await wide.getByLabel('Dónde').fill('Salón comunal de ejemplo');
    await wide.getByLabel('Qué día').fill('2026-11-20');
    await wide.getByRole('button', { name: 'Anotar los apoyos' }).click();
    await wide.getByText('Los apoyos están anotados').waitFor();
    await web.look(wide, 'office-supports');
    await phone.goto(`/propuestas/${number}`);
    await phone.getByText('37').waitFor();
    await web.look(phone, 'public-supported');
    await phone.close();
    await wide.goto('/propuestas');
    await web.look(wide, 'list-wide');
    await wide.close();
  });
});
