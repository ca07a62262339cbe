/** From a draft on a phone without scripts to a picture that everybody sees, a flag, and a step that is reached. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { run } from '../../platform/db/outcome.ts';
import { PDF, photo } from '../../platform/files/fixtures.ts';
import { LEDGER, officeProposalPath, OFFICE_SETTINGS, OFFICE_TO_SEE, proposalPath } from './addresses.ts';
import { attest } from './commands/attest.ts';
import { contextFor } from './fixtures.ts';
import { tendSupports } from './jobs.ts';
import { findByNumber } from './queries/own.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'proposal-own' });

async function staff(role: 'moderator' | 'administrator', open = widePage): Promise<Page> {
  const { cookie } = await signInAs(site.deps, role);
  const page = await open(web.browser, { baseURL: web.baseURL });
  await web.signIn(page, cookie);
  return page;
}

const LONG =
  'Que cada oficina diga en la puerta y en línea a qué hora atiende, en qué idioma y quién responde.';

it(
  'a draft is kept, sent with a picture and a document, looked at, flagged, and its step is reached',
  { timeout: 300_000 },
  async () => {
    const phone = await phonePage(web.browser, { baseURL: web.baseURL, js: false });
    await phone.goto('/propuestas/nueva');
    await phone.getByLabel('Título').fill('Una ventanilla que diga su horario');
    await phone.getByRole('button', { name: 'Guardar borrador' }).click();
    await phone.getByText('El borrador está guardado').waitFor();
    await web.look(phone, 'draft-saved');
    const link = (await phone.locator('.proposal-link').innerText()).trim();
    await phone.goto('/');
    await phone.goto(link.replace(/^https?:\/\/[^/]+/, ''));
    await web.look(phone, 'draft');
    await phone.getByRole('link', { name: 'Borrar el borrador' }).click();
    await web.look(phone, 'draft-remove');
    await phone.goBack();
    await phone.getByLabel('Qué problema hay').fill('Quien viaja un día entero no sabe si lo van a atender.');
    await phone.getByLabel('Qué se propone').fill(LONG);
    await phone.getByLabel('Tema').selectOption({ label: 'Acceso a la justicia' });
    await phone.getByLabel(/^Acepto que la propuesta/).check();
    await phone.getByRole('button', { name: 'Enviar la propuesta' }).click();
    await phone.getByText('Recibimos su propuesta').waitFor();
    const own = phone.url();
    await phone.getByRole('button', { name: 'Mandar la imagen o el archivo' }).click();
    await web.look(phone, 'own-file-faults');
    const jpeg = await (await photo(1200, 800)).jpeg().toBuffer();
    const send = async (name: string, mimeType: string, buffer: Buffer, words: string) => {
      await phone.getByLabel('Imagen o archivo').setInputFiles({ name, mimeType, buffer });
      await phone.getByLabel('Qué se ve o qué contiene').fill(words);
      await phone.getByRole('button', { name: 'Mandar la imagen o el archivo' }).click();
      await phone.getByText('Recibimos el archivo').waitFor();
    };
    await send('puerta.jpg', 'image/jpeg', jpeg, 'La puerta de una oficina sin ningún letrero');
    await send('horarios.pdf', 'application/pdf', PDF, 'Los horarios que se piden');
    await web.look(phone, 'own-files');

    const number = Number(/n\.º (\d+)/.exec(await phone.locator('main').innerText())?.[1]);
    const desk = await staff('moderator');
    await desk.goto(officeProposalPath(number));
    await web.look(desk, 'office-files');
    for (const _file of [1, 2])
      await desk
        .getByRole('button', { name: /^Mostrar con la propuesta/ })
        .first()
        .click();
    await desk.getByRole('button', { name: 'Publicar', exact: true }).click();
    await desk.getByText('La decisión está en el registro público').waitFor();

    const row = await findByNumber(site.deps.db, number);
    await run(site.deps.db, (trx) =>
      attest(trx, contextFor(site.deps), row?.id ?? '', {
        kind: 'meeting',
        seen: 31,
        discarded: 2,
        reason: 'Levantaron la mano dos veces',
        place: 'Salón comunal de ejemplo',
        onDate: Temporal.PlainDate.from('2026-11-20'),
      }),
    );
    await phone.goto(proposalPath(number));
    await web.look(phone, 'public-progress');
    await tendSupports(site.deps);
    await phone.goto(proposalPath(number));
    await phone.getByText('Alcanzó 25 apoyos').waitFor();
    await web.look(phone, 'public-reached');
    await phone.getByRole('link', { name: 'Avisar que algo está mal' }).click();
    await web.look(phone, 'flag');
    await phone.getByRole('button', { name: 'Avisar' }).click();
    await web.look(phone, 'flag-faults');
    await phone.getByLabel('Contiene datos personales').check();
    await phone.getByLabel('Explíquelo').fill('En la foto se ve una placa.');
    await phone.getByRole('button', { name: 'Avisar' }).click();
    await phone.getByRole('heading', { name: 'Gracias por avisar' }).waitFor();
    await web.look(phone, 'flagged');
    await phone.goto(own);
    await web.look(phone, 'own-published');

    await desk.goto(OFFICE_TO_SEE);
    await web.look(desk, 'to-see');
    await desk.getByRole('link', { name: 'Una ventanilla que diga su horario' }).click();
    await web.look(desk, 'office-attention');
    await desk.getByRole('button', { name: 'Sigue como está' }).click();
    await desk.getByText('Anotado en el registro público').waitFor();
    await desk.getByLabel('Qué se hizo').fill('Se puso al juzgado de ejemplo.');
    await desk.getByRole('button', { name: 'Anotar que se hizo' }).click();
    await desk.getByText('Anotado: está hecho').waitFor();
    await desk.close();
    const small = await staff('moderator', phonePage);
    await small.goto(officeProposalPath(number));
    await web.look(small, 'office-phone');
    await small.goto(OFFICE_TO_SEE);
    await web.look(small, 'to-see-phone');
    await small.close();

    await phone.goto(LEDGER);
    await web.look(phone, 'ledger');
    await phone.close();
    const admin = await staff('administrator', phonePage);
    await admin.goto(OFFICE_SETTINGS);
    await web.look(admin, 'settings');
    await admin.getByLabel('Después de publicarla').check();
    await admin.getByLabel('Qué sigue con tantos apoyos').fill('cuando haya muchos');
    await admin.getByRole('button', { name: 'Guardar' }).click();
    await web.look(admin, 'settings-faults');
    await admin.getByLabel('Qué sigue con tantos apoyos').fill('25: Se pone a la institución.');
    await admin.getByRole('button', { name: 'Guardar' }).click();
    await admin.getByText('Guardado').waitFor();
    await admin.close();
    const wide = await widePage(web.browser, { baseURL: web.baseURL });
    await wide.goto(proposalPath(number));
    await wide.getByText('Se puso al juzgado de ejemplo.').first().waitFor();
    await web.look(wide, 'public-wide');
    await wide.goto(own);
    await web.look(wide, 'own-wide');
    await wide.close();
    expect(number).toBeGreaterThan(0);
  },
);
