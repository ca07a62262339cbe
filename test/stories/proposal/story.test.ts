/**
 * A proposal from a voice in a room to a project, in real browsers and with real mail, by a clock that the story moves:
 * the authors and the institution have small phones without scripts. The tests are one story and run in order.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertBody } from '../../../src/modules/officials/fixtures-people.ts';
import type { Role } from '../../../src/platform/access/access.ts';
import { START } from '../../harness/app.ts';
import { phonePage, widePage } from '../../harness/browser.ts';
import { everyText } from '../../harness/every-text.ts';
import { closeContexts, giveCookie, workersBrowser } from '../../harness/browsing.ts';
import type { ReceivedMail } from '../../harness/smtp.ts';
import { signInAs } from '../../harness/staff.ts';
import { useClockwork } from '../encuentro/clockwork.ts';
import { look } from '../encuentro/office.ts';
import { PATIENCE } from '../encuentro/site.ts';

const site = useClockwork(START);

const TITLE = 'Que cada juzgado diga a qué hora atiende';
const NAME = 'Rosa Ficticia';
const SUPPORTER = 'vecina@gente.example';
const FOLLOWER = 'lectora@gente.example';
const OFFICE = 'oficina@tribunal.example';
const COURT = 'Tribunal Inventado de los Horarios';

let browser: Browser;
const phones: Page[] = [];
const desks = new Map<Role, Page>();

beforeAll(async () => {
  browser = await workersBrowser();
  await insertBody(site.deps.db, COURT);
}, PATIENCE);
afterAll(async () => await closeContexts(browser));

/** Somebody's phone: another one for each who has a part in it. */
async function phone(): Promise<Page> {
  const page = await phonePage(browser, { baseURL: site.address, js: false });
  page.setDefaultTimeout(PATIENCE);
  phones.push(page);
  return page;
}

/** The desk of somebody with this role; signed in anew, as weeks may have gone by. */
async function desk(role: Role): Promise<Page> {
  const page = desks.get(role) ?? (await widePage(browser, { baseURL: site.address }));
  page.setDefaultTimeout(PATIENCE);
  await giveCookie(page, (await signInAs(site.deps, role)).cookie, site.address);
  desks.set(role, page);
  return page;
}

const press = async (page: Page, name: string): Promise<void> =>
  await page.getByRole('button', { name, exact: true }).click();

/** The latest mail to somebody, whose subject is checked. */
function latestTo(address: string, subject: RegExp): ReceivedMail {
  const mail = site.smtp.mailsTo(address).at(-1);
  expect(mail?.parsed.subject).toMatch(subject);
  return mail as ReceivedMail;
}

/** The first link of a mail that has this in it. */
function linkIn({ parsed }: ReceivedMail, part: string): string {
  const links = parsed.text?.match(/https?:\/\/\S+/g) ?? [];
  const found = links.find((link) => link.includes(part));
  if (found === undefined) throw new Error(`no link with ${part} among ${links.length}`);
  return found;
}

const days = async (count: number): Promise<void> =>
  await site.goTo(site.deps.now().add({ hours: 24 * count }));
const aMinute = async (): Promise<void> => await site.goTo(site.deps.now().add({ minutes: 1 }));

/** Where the authors see their own. */
let own = '';
let number = '';
const shown = (): string => `/propuestas/${number}`;

describe('a proposal', { timeout: 4 * PATIENCE }, () => {
  let brokeOff = false;
  beforeEach(({ skip }) => skip(brokeOff, 'the story broke off before'));
  afterEach(async ({ task }) => {
    brokeOff ||= task.result?.state === 'fail';
    for (const page of phones.splice(0)) await page.close();
  });

  it('is born in a meeting, from a team with one phone', async () => {
    const facilitator = await desk('facilitator');
    await facilitator.goto('/admin/reuniones');
    await facilitator.getByRole('link', { name: 'Abrir una reunión' }).click();
    await facilitator.getByLabel('Título').fill('Mesa de horarios');
    await facilitator.getByLabel('Lugar').fill('Salón comunal inventado');
    await facilitator.getByLabel('Departamento').selectOption({ label: 'Jalapa' });
    await press(facilitator, 'Abrir la reunión');
    await facilitator.getByText('La reunión está abierta').waitFor();
    const code = (await facilitator.locator('.meeting-code-signs').textContent()) ?? '';

    const team = await phone();
    await team.goto('/mesa');
    await team.getByRole('textbox', { name: 'Código' }).fill(code);
    await press(team, 'Seguir');
    await team.getByLabel('Título').fill(TITLE);
    await team.getByLabel('Qué problema hay').fill('Quien viaja un día entero no sabe si lo van a atender.');
    await team
      .getByLabel('Qué se propone')
      .fill('Que se diga en la puerta y en línea a qué hora se atiende.');
    await team.getByLabel('Tema').selectOption({ label: 'Acceso a la justicia' });
    await team.getByLabel('Nombres de quienes proponen').fill(`${NAME}, Equipo 3`);
    await team.getByLabel('Con mi nombre').check();
    await team.getByRole('checkbox', { name: /acept|marcaron/i }).check();
    await press(team, 'Enviar la propuesta');
    await team.getByRole('heading', { name: /^Recibida con el n.º 1/ }).waitFor();
    await look(team, 'received');
    // A room has no time for mailboxes: the secret link is on the screen, to be kept or photographed.
    await team.getByRole('link', { name: 'Ver mi propuesta' }).click();
    await team.getByRole('heading', { name: TITLE }).waitFor();
    own = new URL(team.url()).pathname;
  });

  it('is accompanied: asked, advised, said better', async () => {
    const authors = await phone();
    await authors.goto(own);
    await authors.getByRole('link', { name: 'Acompañamiento' }).click();
    await press(authors, 'Pedir ayuda');
    const adviser = await desk('moderator');
    await adviser.goto('/admin/acompanamiento');
    await adviser.getByRole('link', { name: TITLE }).click();
    await press(adviser, 'La acompaño yo');
    await adviser
      .getByLabel('Mensaje para quienes proponen')
      .fill('¿Quién podría decidirlo? Le sugerimos un texto.');
    await press(adviser, 'Enviar el mensaje');
    await adviser.getByText('Su mensaje está enviado').waitFor();
    await adviser.getByRole('link', { name: 'Sugerir un texto' }).click();
    await adviser
      .getByLabel('Qué se propone')
      .fill('Que el tribunal publique a qué hora atiende cada juzgado.');
    await adviser.getByLabel('Por qué lo sugiere').fill('Dice quién puede decidirlo.');
    await press(adviser, 'Enviar la sugerencia');
    await authors.goto(`${own}/acompanamiento`);
    await authors.getByRole('link', { name: /El equipo le sugiere un texto/ }).click();
    await authors.getByLabel('Usar el texto sugerido').check();
    await press(authors, 'Enviar la respuesta');
    await authors.getByText('El texto quedó como se sugirió').waitFor();
    await look(authors, 'accompanied');
  });

  it('is published', async () => {
    const moderator = await desk('moderator');
    await moderator.goto('/admin/propuestas');
    await moderator.getByRole('link', { name: TITLE }).click();
    number = new URL(moderator.url()).pathname.split('/').at(-1) ?? '';
    await press(moderator, 'Publicar');
    await moderator.getByText('La decisión está en el registro público').waitFor();
    const reader = await phone();
    await reader.goto(shown());
    await reader.getByText('Que el tribunal publique').waitFor();
    await reader.getByText(NAME).first().waitFor();
    await reader.getByText('Nació en «Mesa de horarios»').waitFor();
  });

  it('is followed and supported in three ways, counted apart', async () => {
    const reader = await phone();
    await reader.goto(`${shown()}/seguir`);
    await reader.getByLabel('Correo electrónico').fill(FOLLOWER);
    await press(reader, 'Seguir');
    await reader.getByRole('heading', { name: 'Revise su correo' }).waitFor();
    const neighbour = await phone();
    await neighbour.goto(shown());
    await neighbour.getByRole('link', { name: 'Apoyar esta propuesta' }).click();
    await neighbour.getByLabel('Correo electrónico').fill(SUPPORTER);
    await press(neighbour, 'Apoyar');
    await aMinute();
    await reader.goto(linkIn(latestTo(FOLLOWER, /^Confirme/), '/seguimiento/'));
    await press(reader, 'Confirmar');
    await reader.getByRole('heading', { name: 'Usted sigue esta propuesta' }).waitFor();
    await neighbour.goto(linkIn(latestTo(SUPPORTER, /./), '/propuestas/apoyo/'));
    await press(neighbour, 'Confirmar');
    await neighbour.getByRole('heading', { name: 'Su apoyo cuenta' }).waitFor();

    const facilitator = await desk('facilitator');
    for (const { kind, seen, out } of [
      { kind: 'A mano alzada en una reunión', seen: 25, out: 0 },
      { kind: 'En hojas de papel', seen: 40, out: 3 },
    ]) {
      await facilitator.goto(`/admin/propuestas/${number}/apoyos`);
      await facilitator.getByLabel(kind).check();
      await facilitator.getByLabel(/^Cuántos(?! no)/).fill(String(seen));
      if (out > 0) {
        await facilitator.getByLabel('Cuántos no cuentan').fill(String(out));
        await facilitator.getByLabel('Por qué no cuentan').fill('Sin firma');
      }
      await facilitator.getByLabel('Dónde').fill('Plaza de ejemplo');
      await facilitator.getByLabel('Qué día').fill('2026-11-22');
      await press(facilitator, 'Anotar los apoyos');
      await facilitator.getByText('Los apoyos están anotados').waitFor();
    }
    await aMinute();
    const counts = (await (await fetch(`${site.address}${shown()}/apoyos.json`)).json()) as Record<
      string,
      unknown
    >;
    expect(counts).toMatchObject({ mail: 1, meeting: 25, paper: 37 });
    await neighbour.goto(shown());
    await look(neighbour, 'supported');
  });

  it('is put to an institution, which says nothing: reminded, late, on the record', async () => {
    const editor = await desk('editor');
    await editor.goto(`/admin/respuestas/propuesta/${number}`);
    await chooseInstitution(editor);
    await editor
      .getByLabel('Qué se le pregunta')
      .fill('¿Publicará los horarios de cada juzgado, y desde cuándo?');
    await editor.getByLabel('Correo oficial de la institución').fill(OFFICE);
    await press(editor, 'Preguntar');
    await editor.getByText('La pregunta está hecha').waitFor();
    await site.settle();
    linkIn(latestTo(OFFICE, /n\.º 1/), '/propuestas/responder/');
    await days(36);
    expect(site.smtp.mailsTo(OFFICE)).toHaveLength(1);
    await days(2);
    expect(site.smtp.mailsTo(OFFICE)).toHaveLength(2);
    await days(9);
    expect(site.smtp.mailsTo(OFFICE)).toHaveLength(3);
    const reader = await phone();
    await reader.goto(shown());
    await reader
      .getByText(/Sin respuesta: \d+ días de retraso/)
      .first()
      .waitFor();
    await look(reader, 'silence');
    await reader.goto('/propuestas/respuestas');
    await reader.getByRole('link', { name: COURT }).waitFor();
  });

  it('is answered by the link, late, and whoever follows it is told', async () => {
    const official = await phone();
    await official.goto(linkIn(latestTo(OFFICE, /./), '/propuestas/responder/'));
    await official.getByLabel('La acepta', { exact: true }).check();
    await official.getByLabel('Respuesta', { exact: false }).fill('Se publicarán desde enero.');
    await official.getByLabel('Quién responde').fill('Funcionaria Inventada');
    await official.getByLabel('Cargo').fill('Secretaria general');
    await press(official, 'Publicar la respuesta');
    await official.getByText('La respuesta está publicada').waitFor();
    await days(1);
    const told = latestTo(FOLLOWER, /^Novedades de la propuesta n\.º 1/);
    expect(linkIn(told, shown())).toContain(shown());
    const reader = await phone();
    await reader.goto(`${shown()}/respuestas`);
    await reader
      .getByText(/Respondió con \d+ días de retraso/)
      .first()
      .waitFor();
    await reader.getByText('Funcionaria Inventada, Secretaria general').waitFor();
    await look(reader, 'answered');
  });

  it('becomes a project with milestones that show what was done', async () => {
    const editor = await desk('editor');
    await editor.goto(`/admin/proyectos/nuevo?propuesta=${number}`);
    await editor.getByLabel('Título').fill('Horarios a la vista en cada juzgado');
    await editor.getByLabel('Qué se hará').fill('Cada juzgado publica sus horarios en la puerta y en línea.');
    await editor.getByLabel('Números de las propuestas').fill(number);
    await editor.getByLabel('Quién responde por el proyecto').selectOption({ label: COURT });
    await press(editor, 'Guardar el borrador');
    await editor.getByText('El proyecto está guardado como borrador').waitFor();
    await editor
      .getByRole('textbox', { name: /^Hito/ })
      .fill('Horarios publicados en los primeros diez juzgados');
    await editor.getByLabel('A cargo de').selectOption({ label: COURT });
    await editor.getByLabel('Fecha límite').fill('2027-03-01');
    await press(editor, 'Agregar un hito');
    await editor.getByText('El hito está agregado').waitFor();
    await press(editor, 'Publicar el proyecto');
    await editor.getByText('El proyecto está publicado').waitFor();
    const reader = await phone();
    await reader.goto(shown());
    await reader.getByRole('link', { name: 'Ver el proyecto y sus hitos' }).click();
    await reader.getByText('Horarios publicados en los primeros diez juzgados').waitFor();
    await look(reader, 'project');
    await days(1);
    latestTo(FOLLOWER, /^Novedades de la propuesta n\.º 1/);
    await reader.goto(shown());
    await reader.getByRole('heading', { name: 'Qué ha pasado' }).waitFor();
    await look(reader, 'timeline');
  });

  it('loses the name of its author everywhere, when she says so', async () => {
    const author = await phone();
    await author.goto(own);
    await press(author, 'Retirar mi nombre');
    await author.getByText('Su nombre ya no aparece').waitFor();
    await site.settle();
    const pages = [
      shown(),
      '/propuestas',
      '/propuestas/feed.xml',
      `${shown()}/feed.xml`,
      `${shown()}/respuestas`,
      '/propuestas/datos.csv',
      '/propuestas/datos.json',
      '/api/v1/proposals',
      '/buscar?q=Rosa',
      `/buscar?q=${encodeURIComponent(TITLE)}`,
    ];
    const said = await Promise.all(
      pages.map(async (path) => {
        const answer = await fetch(site.address + path);
        return {
          path,
          status: answer.status,
          named: (await answer.text()).includes(NAME),
        };
      }),
    );
    expect(said.filter(({ status, named }) => status !== 200 || named)).toEqual([]);
    await author.goto(shown());
    await author.getByRole('link', { name: 'Ver el historial' }).click();
    for (const link of await author.getByRole('main').getByRole('link').all()) {
      const href = (await link.getAttribute('href')) ?? '';
      if (href.startsWith('/')) expect(await (await fetch(site.address + href)).text()).not.toContain(NAME);
    }
    expect((await everyText(site.deps.db)).includes(NAME)).toBe(false);
    expect(site.smtp.mails.filter(({ raw }) => raw.includes(NAME))).toEqual([]);
    await look(author, 'past');
  });
});

/** By its name, where there are too many to choose from. */
async function chooseInstitution(editor: Page): Promise<void> {
  await editor.getByRole('combobox', { name: 'Institución' }).selectOption({ label: COURT });
}
