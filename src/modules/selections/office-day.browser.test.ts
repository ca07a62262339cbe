/** A session of a commission written down on a phone in the hall: who sits, who objects, who votes how. Then anybody reads it. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { insertProcess } from './fixtures.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'desk-day' });

async function makeDraft(title: string): Promise<{ slug: string; root: string }> {
  const { id, slug } = await insertProcess(site.deps.db, {
    title,
    status: 'draft',
    candidacies: [
      { key: 'ana', name: 'Ana Ficticia', states: [{ key: 'e', state: 'filed' }] },
      { key: 'blas', name: 'Blas Ficticio', states: [] },
    ],
  });
  return { slug, root: `/admin/elecciones/${id}` };
}

const save = (page: Page) => page.getByRole('button', { name: 'Guardar' }).click();

async function fromActa(page: Page): Promise<void> {
  await page.getByText('Escribir una fuente nueva').click();
  await page.getByLabel('Título de la fuente').fill('Acta de la sesión 9');
  await page.getByLabel('Quién la publica').fill('Comisión de Prueba');
}

/** The first has the acta written down; the others choose it. */
async function fromThere(page: Page): Promise<void> {
  await page.getByLabel('Una fuente que el proceso ya cita').selectOption({
    label: 'Acta de la sesión 9 · Comisión de Prueba',
  });
}

async function enterCommission(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Abrir Comisión y órganos' }).click();
  await page.getByRole('link', { name: 'Agregar un órgano' }).click();
  await page.getByLabel('¿Cuál de los órganos de este tipo').selectOption('comision');
  await page.getByLabel('Nombre, como está impreso').fill('Comisión de Prueba');
  await page.getByLabel('¿Cuántas personas tienen voto?').fill('2');
  await fromActa(page);
  await look('body');
  await save(page);
  for (const [name, place] of [
    ['Iris Inventada', 'Decanatura primera'],
    ['Juno Inventado', 'Decanatura segunda'],
  ] as const) {
    await page.getByRole('link', { name: 'Agregar integrante' }).click();
    await page.getByLabel('Nombre, como está impreso').fill(name);
    await page.getByLabel('Nombre del puesto').fill(place);
    await fromThere(page);
    if (name.startsWith('Iris')) await look('holder');
    await save(page);
  }
  await look('commission');
}

async function enterObjection(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Ana Ficticia' }).click();
  await page.getByRole('link', { name: 'Agregar una objeción' }).click();
  await page.getByLabel('¿Quién la presentó?').selectOption({ label: 'Una persona' });
  await page.getByLabel('Nombre de la organización').fill('Una vecina');
  await page.getByLabel('Motivo, como se presentó').fill('Falta de idoneidad');
  await page.getByLabel('Respuesta de la persona').fill('Presenté las constancias.');
  await fromThere(page);
  await save(page);
  await look('objection-refused');
  await page.getByLabel('Nombre de la organización').fill('');
  await save(page);
  await look('candidacy');
}

async function enterVotes(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Agregar una ronda' }).click();
  await page.getByLabel('¿Qué se vota?').fill('Integrar la nómina');
  await page.getByLabel('Fecha', { exact: false }).first().fill('2026-03-02');
  await fromThere(page);
  await look('round-form');
  await save(page);
  await page.getByRole('link', { name: 'Ana Ficticia' }).click();
  await page.getByRole('radiogroup', { name: 'Iris Inventada' }).getByLabel('A favor').check();
  await page.getByRole('radiogroup', { name: 'Juno Inventado' }).getByLabel('En contra').check();
  await page.getByText('Razón que dio', { exact: true }).last().click();
  await page.getByLabel('Razón que dio Juno Inventado').fill('No presentó su plan.');
  await look('ballots');
  await save(page);
  await look('round');
  await page.getByRole('link', { name: 'Corregir los datos de la ronda' }).click();
  await page.getByLabel('Están todos los votos').check();
  await page.getByLabel('¿Por qué cambia?').fill('Se leyó el acta entera.');
  await save(page);
}

it.each([{ js: false }, { js: true }])(
  'is written on a phone and read by anybody: %o',
  { timeout: 180_000 },
  async ({ js }) => {
    const { slug, root } = await makeDraft(`Guardián de Ejemplo ${js ? 'con' : 'sin'} guiones`);
    const phone = await browsing.phone({ js });
    await browsing.signIn(phone, (await signInAs(site.deps, 'editor')).cookie);
    const look = async (name: string) => {
      if (!js) await browsing.look(phone, name);
    };
    await phone.goto(root);
    await look('process');
    await enterCommission(phone, look);
    await phone.goto(`${root}/aspirantes`);
    await enterObjection(phone, look);
    await phone.goto(`${root}/votaciones`);
    await enterVotes(phone, look);
    await phone.goto(root);
    await phone.getByRole('button', { name: 'Publicar' }).click();

    const reader = await browsing.phone({ js });
    await reader.goto(`/elecciones/${slug}/comision`);
    expect(await reader.getByText('Juno Inventado').count()).toBeGreaterThan(0);
    await reader.goto(`/elecciones/${slug}/objeciones`);
    expect(await reader.getByText('Falta de idoneidad').count()).toBe(1);
    expect(await reader.getByText('Presenté las constancias.').count()).toBe(1);
    expect(await reader.getByText('Una vecina').count()).toBe(0);
    await reader.goto(`/elecciones/${slug}/votaciones`);
    expect(await reader.getByText('1 a favor').count()).toBeGreaterThan(0);
    expect(await reader.getByText('Registro incompleto').count()).toBe(0);
  },
);

it('is written with the keyboard alone at a desk', { timeout: 180_000 }, async () => {
  const { root } = await makeDraft('Guardián de Ejemplo con teclado');
  const desk = await browsing.wide();
  await browsing.signIn(desk, (await signInAs(site.deps, 'editor')).cookie);
  const wide = (name: string) => browsing.look(desk, `wide-${name}`);
  await desk.goto(root);
  await wide('process');
  await enterCommission(desk, wide);
  await desk.goto(`${root}/tablas/nueva`);
  await wide('rubric');
  await desk.goto(`${root}/votaciones/nueva`);
  await desk.getByLabel('¿Qué se vota?').focus();
  await desk.keyboard.type('Integrar la nómina');
  await desk.getByLabel('Una fuente que el proceso ya cita').focus();
  await desk.keyboard.type('Acta');
  await desk.getByRole('button', { name: 'Guardar' }).focus();
  await desk.keyboard.press('Enter');
  const link = desk.getByRole('link', { name: 'Blas Ficticio' });
  await link.focus();
  await desk.keyboard.press('Enter');
  const first = desk.getByRole('radiogroup', { name: 'Iris Inventada' });
  await first.getByLabel('Sin registrar').focus();
  // One step on from the last choice is the first: in favour.
  await desk.keyboard.press('ArrowRight');
  expect(await first.getByLabel('A favor').isChecked()).toBe(true);
  await desk.keyboard.press('Tab');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('Lo dijo en público.');
  await desk.keyboard.press('Tab');
  const second = desk.getByRole('radiogroup', { name: 'Juno Inventado' });
  await desk.keyboard.press('ArrowLeft');
  expect(await second.getByLabel('Ausente').isChecked()).toBe(true);
  await wide('ballots');
  await desk.getByRole('button', { name: 'Guardar' }).focus();
  await desk.keyboard.press('Enter');
  await desk.getByText('Guardado.').waitFor();
  expect(await desk.getByText('2 de 2').count()).toBe(1);
  await wide('round');
});
