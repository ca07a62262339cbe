/** A question to an institution in a real browser: asked at the desk, answered on a phone without scripts, read by all. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { blackPng } from '../../platform/files/fixtures.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertPublished, sending } from '../proposals/fixtures.ts';
import { answerMails } from './mails.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'answer' });

describe('an institution', () => {
  it(
    'is asked, answers by the link of the mail, and stands in the ledger',
    { timeout: 240_000 },
    async () => {
      const body = await insertBody(site.deps.db, 'Tribunal de Ejemplo con un Nombre Bastante Largo');
      const { number } = await insertPublished(site.deps, {
        text: { ...sending().text, title: 'Horarios de atención a la vista de quien llega' },
      });
      const { cookie } = await signInAs(site.deps, 'editor');
      const desk = await widePage(web.browser, { baseURL: web.baseURL });
      await web.signIn(desk, cookie);
      await desk.goto('/admin/respuestas');
      await web.look(desk, 'office-empty');
      await desk.goto(`/admin/respuestas/propuesta/${number}`);
      await web.look(desk, 'office-new');
      await desk
        .getByRole('combobox', { name: 'Institución' })
        .selectOption({ label: 'Tribunal de Ejemplo con un Nombre Bastante Largo' });
      await desk
        .getByLabel('Qué se le pregunta')
        .fill('¿Publicará los horarios de cada juzgado, y desde cuándo?');
      await desk.getByLabel('Correo oficial de la institución').fill('oficina@tribunal.test');
      await desk.getByRole('button', { name: 'Preguntar' }).click();
      await desk.getByText('La pregunta está hecha').waitFor();
      await web.look(desk, 'office-one');
      await desk.getByText('Anotar una entrega').first().click();
      await desk.getByLabel('Papel con sello de recibido').check();
      await desk.getByLabel('Con qué').fill('Ventanilla de ejemplo, 23 de noviembre');
      await desk.getByLabel('Fecha de la entrega').fill('2026-11-23');
      await desk
        .getByLabel('Foto o escaneo del documento')
        .setInputFiles({ name: 'sello.png', mimeType: 'image/png', buffer: blackPng(60, 40) });
      await desk.getByLabel('Cualquiera puede verlo').check();
      await web.look(desk, 'office-delivery');
      await desk.getByRole('button', { name: 'Anotar una entrega' }).click();
      await desk.getByText('La entrega está anotada').waitFor();

      const { id } = await site.deps.db.selectFrom('asks').select('id').executeTakeFirstOrThrow();
      const mail = await answerMails(site.deps)
        .find(({ kind }) => kind === 'answers.ask')
        ?.compose(id, {}, site.deps.db);
      const link = /\/propuestas\/responder\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
      const phone = await phonePage(web.browser, { baseURL: web.baseURL, js: false });
      await phone.goto(link);
      await web.look(phone, 'reply');
      await phone.getByRole('button', { name: 'Publicar la respuesta' }).click();
      expect(await phone.getByRole('alert').getByRole('link').count()).toBe(4);
      await web.look(phone, 'reply-faults');
      await phone.getByLabel('La acepta en parte').check();
      await phone.getByLabel('Respuesta', { exact: false }).fill('Se publicarán los de los juzgados de paz.');
      await phone.getByLabel('Quién responde').fill('Funcionaria Inventada');
      await phone.getByLabel('Cargo').fill('Secretaria general');
      await phone.getByRole('button', { name: 'Publicar la respuesta' }).click();
      await phone.getByText('La respuesta está publicada').waitFor();
      await phone.getByRole('link', { name: 'Qué respondieron las instituciones' }).click();
      await phone.getByText('Funcionaria Inventada, Secretaria general').waitFor();
      await web.look(phone, 'public');
      await phone.goto(`/propuestas/${number}`);
      await phone.getByText('Respondió a tiempo').waitFor();
      await web.look(phone, 'proposal');
      await phone.getByRole('link', { name: 'Ver la pregunta y las respuestas' }).click();
      await phone.getByRole('link', { name: 'Registro de silencios' }).click();
      await web.look(phone, 'ledger');
      const { cookie: own, userId } = await signInAs(site.deps, 'institution');
      const admin = await signInAs(site.deps, 'administrator');
      const office = await phonePage(web.browser, { baseURL: web.baseURL, js: false });
      await web.signIn(office, admin.cookie);
      await office.goto('/admin/respuestas/cuentas');
      await office.getByRole('combobox', { name: 'Cuenta' }).selectOption({ value: userId });
      await office.getByRole('combobox', { name: 'Institución' }).selectOption({ value: body.id });
      await office.getByRole('button', { name: 'Vincular una cuenta a su institución' }).click();
      await office.getByText('La cuenta quedó vinculada').waitFor();
      await web.look(office, 'accounts');
      await office.close();
      const account = await phonePage(web.browser, { baseURL: web.baseURL, js: false });
      await web.signIn(account, own);
      await account.goto('/admin/preguntas?ver=respondidas');
      await web.look(account, 'own-list');
      await account.getByRole('link', { name: 'Horarios de atención a la vista de quien llega' }).click();
      await account.getByText('Lo que ya se respondió').waitFor();
      await web.look(account, 'own-one');
      await account.close();
      await phone.close();
      await desk.goto(`/admin/respuestas/${id}`);
      await web.look(desk, 'office-answered');
      await desk.goto('/propuestas/respuestas');
      await web.look(desk, 'ledger-wide');
      await desk.close();
    },
  );
});
