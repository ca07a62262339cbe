/**
 * Help in a real browser: authors on a small phone without scripts ask for it, are told what is missing, accept a better
 * text, and add to it once many stand behind it; the desk is wide, and once more on a phone.
 */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'help' });

const TITLE = 'Que cada juzgado diga a qué hora atiende';

/** Sent without an address: the link is on the screen. @returns path of one's own page */
async function propose(phone: Page): Promise<string> {
  await phone.goto('/propuestas/nueva');
  await phone.getByLabel('Título').fill(TITLE);
  await phone.getByLabel('Qué problema hay').fill('Quien viaja un día entero no sabe si lo van a atender.');
  await phone
    .getByLabel('Qué se propone')
    .fill('Que cada juzgado diga en la puerta y en línea a qué hora atiende.');
  await phone.getByLabel('Tema').selectOption({ label: 'Acceso a la justicia' });
  await phone.getByLabel(/^Acepto que la propuesta/).check();
  await phone.getByRole('button', { name: 'Enviar la propuesta' }).click();
  await phone.getByText('Recibimos su propuesta').waitFor();
  return new URL(phone.url()).pathname;
}

async function askForHelp(phone: Page): Promise<void> {
  await web.look(phone, 'authors-own');
  await phone.getByRole('link', { name: 'Acompañamiento' }).click();
  await web.look(phone, 'authors-empty');
  await phone.getByRole('button', { name: 'Pedir ayuda' }).click();
  await phone.getByText('Recibimos su pedido de ayuda').waitFor();
}

async function advise(desk: Page): Promise<void> {
  await desk.goto('/admin/acompanamiento');
  await web.look(desk, 'desk-list');
  await desk.getByRole('link', { name: 'Cuándo deja de cambiar un texto' }).click();
  await web.look(desk, 'desk-settings');
  await desk.goBack();
  await desk.getByRole('link', { name: TITLE }).click();
  await web.look(desk, 'desk-empty');
  await desk.getByRole('button', { name: 'La acompaño yo' }).click();
  await desk.getByText('Usted acompaña esta propuesta').waitFor();
  await desk.getByRole('link', { name: 'Llenar la lista' }).click();
  await desk.getByRole('group', { name: 'El problema' }).getByLabel('Está bien').check();
  const evidence = desk.getByRole('group', { name: 'Cómo se sabe' });
  await evidence.getByLabel('Falta', { exact: true }).check();
  await evidence.getByLabel('Nota interna').fill('Preguntar por el estudio de ejemplo.');
  await desk.getByRole('group', { name: 'Quién puede decidirlo' }).getByLabel('Puede mejorar').check();
  await web.look(desk, 'desk-checklist');
  await desk.getByRole('button', { name: 'Guardar la lista' }).click();
  await desk.getByText('La lista está guardada').waitFor();
  await desk
    .getByLabel('Mensaje para quienes proponen')
    .fill('¡Buena propuesta! ¿Cuántas veces llegó usted y estaba cerrado?');
  await desk.getByRole('button', { name: 'Enviar el mensaje' }).click();
  await desk.getByText('Su mensaje está enviado').waitFor();
}

async function answer(phone: Page, own: string): Promise<void> {
  await phone.goto(`${own}/acompanamiento`);
  await phone.getByText('Diga cómo lo sabe').waitFor();
  expect(await phone.getByText('Preguntar por el estudio').count()).toBe(0);
  await web.look(phone, 'authors-advice');
  await phone.getByRole('button', { name: 'Ya lo leí' }).click();
  await phone.getByLabel('Su mensaje').fill('Tres veces este año. Son cuatro horas de camino.');
  await phone.getByRole('button', { name: 'Enviar el mensaje' }).click();
  await phone.getByText('Su mensaje está enviado').waitFor();
  await web.look(phone, 'authors-thread');
}

async function suggest(desk: Page): Promise<void> {
  await desk.reload();
  await desk.getByText('Son cuatro horas de camino.').waitFor();
  await desk.getByRole('link', { name: 'Sugerir un texto' }).click();
  await web.look(desk, 'desk-suggest');
  await desk
    .getByLabel('Qué se propone')
    .fill('Que la oficina de ejemplo publique, en la puerta y en línea, a qué hora atiende cada juzgado.');
  await desk.getByLabel('Por qué lo sugiere').fill('Dice quién puede decidirlo.');
  await desk.getByRole('button', { name: 'Enviar la sugerencia' }).click();
  await desk.getByText('La sugerencia está enviada').waitFor();
  await web.look(desk, 'desk-one');
}

async function accept(phone: Page, own: string): Promise<void> {
  await phone.goto(`${own}/acompanamiento`);
  await phone.getByRole('link', { name: /El equipo le sugiere un texto/ }).click();
  await phone.getByRole('button', { name: 'Enviar la respuesta' }).click();
  expect(await phone.getByRole('alert').getByRole('link').count()).toBe(1);
  await web.look(phone, 'authors-suggestion');
  await phone.getByLabel('Usar el texto sugerido').check();
  await phone.getByRole('button', { name: 'Enviar la respuesta' }).click();
  await phone.getByText('El texto quedó como se sugirió').waitFor();
}

/** @returns number of the proposal */
async function publish(desk: Page): Promise<string> {
  await desk.getByRole('link', { name: 'Ver en moderación' }).click();
  await desk.getByRole('button', { name: 'Publicar', exact: true }).click();
  await desk.getByText('La decisión está en el registro público').waitFor();
  return new URL(desk.url()).pathname.split('/').at(-1) ?? '';
}

async function support(desk: Page, number: string, hands: number, place: string): Promise<void> {
  await desk.goto(`/admin/propuestas/${number}/apoyos`);
  await desk.getByLabel('A mano alzada en una reunión').check();
  await desk.getByLabel(/^Cuántos(?! no)/).fill(String(hands));
  await desk.getByLabel('Dónde').fill(place);
  await desk.getByLabel('Qué día').fill('2026-11-23');
  await desk.getByRole('button', { name: 'Anotar los apoyos' }).click();
  await desk.getByText('Los apoyos están anotados').waitFor();
}

/** A change of the public text, which the desk reads first. */
async function change(phone: Page, own: string): Promise<void> {
  await phone.goto(`${own}/acompanamiento`);
  await phone.getByRole('link', { name: 'Pedir un cambio del texto' }).click();
  await phone.getByLabel('Título').fill(`${TITLE} y en qué idioma`);
  await web.look(phone, 'authors-change');
  await phone.getByLabel('Por qué lo cambia').fill('Mucha gente no habla español.');
  await phone.getByRole('button', { name: 'Enviar el cambio' }).click();
  await phone.getByText('Recibimos el cambio').waitFor();
  await phone.getByRole('link', { name: /El cambio que usted envió/ }).click();
  await web.look(phone, 'authors-waiting');
}

async function letRead(desk: Page, number: string): Promise<void> {
  await desk.goto(`/admin/acompanamiento/${number}`);
  await desk.getByRole('link', { name: /Cambio que piden quienes proponen/ }).click();
  await web.look(desk, 'desk-change');
  await desk.getByLabel('Publicar el texto nuevo').check();
  await desk.getByRole('button', { name: 'Enviar la respuesta' }).click();
  await desk.getByText('El texto quedó como se sugirió').waitFor();
}

async function amend(phone: Page, own: string): Promise<void> {
  await phone.goto(`${own}/acompanamiento`);
  await phone.getByRole('link', { name: 'Agregar una ampliación' }).click();
  await web.look(phone, 'authors-amend');
  await phone
    .getByLabel('Qué quiere agregar')
    .fill('Desde noviembre hay horarios en dos juzgados de ejemplo.\n\nFaltan los demás.');
  await phone.getByRole('button', { name: 'Enviar la ampliación' }).click();
  await phone.getByText('Recibimos la ampliación').waitFor();
  await web.look(phone, 'authors-amended');
}

it(
  'authors are helped from the first word to an addition below a frozen text',
  { timeout: 300_000 },
  async () => {
    const phone = await phonePage(web.browser, { baseURL: web.baseURL, js: false });
    const own = await propose(phone);
    await askForHelp(phone);
    const { cookie } = await signInAs(site.deps, 'moderator');
    const desk = await widePage(web.browser, { baseURL: web.baseURL });
    await web.signIn(desk, cookie);
    await advise(desk);
    await answer(phone, own);
    await suggest(desk);
    await accept(phone, own);
    await desk.reload();
    const number = await publish(desk);
    const page = `/propuestas/${number}`;
    await phone.goto(page);
    await phone.getByText('Que la oficina de ejemplo publique').waitFor();
    await support(desk, number, 3, 'Salón comunal de ejemplo');
    await change(phone, own);
    await letRead(desk, number);
    await phone.goto(page);
    await phone.getByText('3 apoyos se dieron antes de ese cambio').waitFor();
    await phone.getByRole('link', { name: 'Ver qué cambió' }).click();
    await phone.getByRole('link', { name: 'Se mejoró el texto' }).click();
    await phone.getByText('Mucha gente no habla español').waitFor();
    await web.look(phone, 'public-difference');
    await support(desk, number, 47, 'Plaza de ejemplo');
    await amend(phone, own);
    await desk.goto(`/admin/acompanamiento/${number}`);
    await desk.getByText('Publicar la ampliación').first().click();
    await desk.getByRole('button', { name: 'Publicar la ampliación' }).click();
    await desk.getByText('La ampliación está publicada').waitFor();
    await web.look(desk, 'desk-frozen');
    await phone.goto(page);
    await phone.getByRole('heading', { name: /^Ampliación 1/ }).waitFor();
    await phone.getByText('Faltan los demás.').waitFor();
    await phone.getByText('Se agregó la ampliación 1').waitFor();
    await web.look(phone, 'public');
    const small = await phonePage(web.browser, { baseURL: web.baseURL });
    await web.signIn(small, cookie);
    await small.goto(desk.url());
    await web.look(small, 'desk-phone');
    await small.goto('/admin/acompanamiento?ver=mias');
    await web.look(small, 'desk-list-phone');
    for (const one of [phone, desk, small]) await one.close();
  },
);
