/**
 * The whole way in a real browser: an author with an old phone and no scripts sends a case; two reviewers, a
 * decision, a session; and the library holds it. Then its author takes it back.
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { insertEdition } from '../events/fixtures.ts';
import { contributionMails } from './mails.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'contribution' });
beforeAll(async () => {
  await insertEdition(site.deps.db, 'ejemplo-2027', { event: { title: 'Encuentro de Ejemplo 2027' } });
}, 60_000);
/** A member of staff at a desk, or on a phone. */
async function staffPage(role: 'editor' | 'moderator' | 'facilitator', open = widePage): Promise<Page> {
  const { cookie } = await signInAs(site.deps, role);
  const page = await open(web.browser, { baseURL: web.baseURL });
  await web.signIn(page, cookie);
  return page;
}

/** What the mailbox got: the text of the latest mail of a kind, with its addresses led to the test's own. */
async function mailOf(kind: string): Promise<{ text: string; link: string }> {
  const row = await site.deps.db
    .selectFrom('mails')
    .select(['subject_id', 'kind'])
    .where('kind', '=', `contributions.${kind}`)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  const spec = contributionMails(site.deps).find((one) => one.kind === row.kind);
  const mail = await spec?.compose(row.subject_id, {}, site.deps.db);
  const text = mail?.text ?? '';
  return { text, link: /\/contribuciones\/\S+/.exec(text)?.[0] ?? '' };
}

const OFFICE = '/admin/encuentros/ejemplo-2027/convocatoria';

describe('a case', () => {
  it(
    'comes from a phone without scripts into the library, and goes when its author says so',
    { timeout: 240_000 },
    async () => {
      const desk = await staffPage('editor');
      await desk.goto(OFFICE);
      await web.look(desk, 'office-none');
      await desk.getByRole('link', { name: 'Preparar la convocatoria' }).click();
      await desk.getByLabel('Se abre').fill('2026-11-01T00:00');
      await desk.getByLabel('Se cierra').fill('2027-01-15T23:59');
      await desk
        .getByLabel('Texto de la convocatoria')
        .fill('Buscamos experiencias que otras personas puedan repetir.');
      await web.look(desk, 'settings');
      await desk.getByRole('button', { name: 'Guardar' }).click();
      await desk.getByText('Convocatoria guardada').waitFor();

      const phone = await web.phone({ js: false });
      await phone.goto('/encuentros/ejemplo-2027');
      await phone.getByRole('link', { name: 'Ver la convocatoria' }).click();
      await web.look(phone, 'call');
      await phone.getByRole('link', { name: 'Caso de éxito' }).click();
      await phone.getByRole('button', { name: 'Enviar mi contribución' }).click();
      await web.look(phone, 'form-faults');
      await fillIn(phone);
      await phone.getByRole('button', { name: 'Enviar mi contribución' }).click();
      await phone.getByRole('heading', { name: 'Recibimos su contribución' }).waitFor();
      await web.look(phone, 'received');

      const { link } = await mailOf('confirm_address');
      await phone.goto(link);
      await web.look(phone, 'own-pending');
      await phone.getByRole('button', { name: 'Sí, yo la envié: confirmar' }).click();
      await phone.getByText('Correo confirmado').waitFor();
      await web.look(phone, 'own-submitted');
      expect((await mailOf('received')).text).toContain('número 1');

      const path = await review(await staffPage('moderator', phonePage), 'Muy claro.');
      await review(await staffPage('facilitator'), 'Faltan cifras.');

      await desk.goto(`${path}/decision`);
      await desk.getByRole('heading', { name: 'Revisiones', exact: true }).waitFor();
      await desk.getByLabel('Aceptar', { exact: true }).check();
      await desk.getByLabel('Palabras para quien la escribió').fill('Gracias por contarlo.');
      await desk.getByRole('button', { name: 'Guardar la decisión' }).click();
      await desk.getByText('Decisión guardada').waitFor();
      await web.look(desk, 'decision');
      desk.once('dialog', (dialog) => void dialog.accept());
      await desk.getByRole('button', { name: 'Comunicar la decisión por correo' }).click();
      await desk.getByText('Decisión comunicada').waitFor();
      expect((await mailOf('decision')).text).toContain('> Gracias por contarlo.');

      await desk.getByRole('link', { name: 'Convertir en sesión' }).click();
      await web.look(desk, 'session-form');
      await desk.getByRole('button', { name: 'Convertir en sesión' }).click();
      await desk.getByText('Ya es una sesión del programa').waitFor();
      await desk.getByRole('link', { name: 'Publicar en la biblioteca' }).click();
      await web.look(desk, 'item-form');
      await desk.getByRole('button', { name: 'Publicar', exact: true }).click();
      await desk.getByText('Ya está en la biblioteca').waitFor();
      await web.look(desk, 'decided');
      await desk.goto(OFFICE);
      await web.look(desk, 'office-list');

      await phone.goto('/biblioteca');
      await web.look(phone, 'library');
      await phone.getByRole('link', { name: 'Agenda pública de audiencias' }).click();
      await phone.getByRole('heading', { name: 'Qué se aprendió' }).waitFor();
      await web.look(phone, 'item');
      const address = phone.url();
      await desk.goto(address);
      await web.look(desk, 'item-wide');
      await desk.goto('/biblioteca?q=audiencias');
      await web.look(desk, 'library-wide');
      await desk.goto('/encuentros/ejemplo-2027/sesiones/agenda-publica-de-audiencias');
      await desk.getByRole('heading', { name: 'Agenda pública de audiencias', level: 1 }).waitFor();

      await phone.goto((await mailOf('in_library')).link);
      await web.look(phone, 'own-published');
      await phone.getByRole('link', { name: 'Retirar mi contribución' }).click();
      await web.look(phone, 'withdraw');
      await phone.getByRole('button', { name: 'Sí, retirarla' }).click();
      await phone.getByText('Retirada', { exact: true }).waitFor();
      const gone = await phone.goto(address);
      expect(gone?.status()).toBe(410);
      await web.look(phone, 'gone');
      for (const page of [desk, phone]) await page.close();
    },
  );
});

async function fillIn(page: Page): Promise<void> {
  const fill = async (label: string, text: string) => {
    await page.getByLabel(label).first().fill(text);
  };
  await fill('Título', 'Agenda pública de audiencias');
  await fill('Resumen', 'Un juzgado de ejemplo publicó su agenda y la gente pudo llegar.');
  await fill('Contexto', 'Nadie sabía cuándo había audiencias.');
  await fill('Qué se hizo', 'Se publicó la agenda cada lunes, en papel y en línea.');
  await fill('Resultado', 'Llegaron 40 personas por semana.');
  await fill('Qué muestra', 'Registro de visitas del juzgado de ejemplo');
  await fill('Enlace a la fuente', 'https://ejemplo.test/visitas');
  await fill('Fecha de la fuente', '2026-03-02');
  await fill('Qué se aprendió', 'Publicar sin imprimir no alcanza.');
  await page.getByLabel('Tema').selectOption('transparency');
  await page.getByLabel('Español').check();
  await fill('Nombre', 'Autora Ficticia');
  await fill('Correo electrónico', 'autora@ejemplo.test');
  await page.getByLabel('Con mi nombre').check();
  await page.getByLabel('Permito que se publique').check();
  await page.getByLabel('Acepto el aviso de privacidad').check();
}

/** Takes the first of the list, reads it, gives a review. @returns its address */
async function review(page: Page, note: string): Promise<string> {
  await page.goto(OFFICE);
  await page.getByRole('link', { name: /Contribución n\.º 1/ }).click();
  await web.look(page, 'to-take');
  await page.getByRole('button', { name: 'Tomar para revisar' }).click();
  await page.getByText('La revisión es suya').waitFor();
  expect(await page.content()).not.toContain('Autora Ficticia');
  for (const criterion of ['Pertinencia', 'Claridad', 'Evidencia', 'Utilidad para otras personas'])
    await page.getByRole('radiogroup', { name: criterion }).getByLabel('4: mucho').check();
  await page.getByLabel('Nota').fill(note);
  await web.look(page, 'review');
  await page.getByRole('button', { name: 'Entregar mi revisión' }).click();
  await page.getByText('Revisión entregada').waitFor();
  const path = new URL(page.url()).pathname;
  await page.close();
  return path;
}
