/** A meeting in a real browser, on small phones without scripts: a code, three teams, one who speaks, one who writes. */
import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { insertPublished, sending } from '../proposals/fixtures.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'meeting' });

async function staff(role: 'facilitator' | 'moderator', wide = false): Promise<Page> {
  const { cookie } = await signInAs(site.deps, role);
  const page = wide ? await web.wide() : await web.phone({ js: false });
  await web.signIn(page, cookie);
  return page;
}

async function say(page: Page, title: string, team?: string): Promise<void> {
  await page.getByLabel('Título').fill(title);
  await page.getByLabel('Qué problema hay').fill('Quien llega de lejos no sabe si lo van a atender.');
  await page.getByLabel('Qué se propone').fill('Que cada juzgado diga a qué hora atiende, y lo cumpla.');
  await page.getByLabel('Tema').selectOption({ label: 'Acceso a la justicia' });
  if (team !== undefined) await page.getByLabel('Nombres de quienes proponen').fill(team);
  await page.getByRole('checkbox', { name: /acept|marcaron/i }).check();
}

/** How many sheets of paper the page takes, of either kind in use. */
async function sheetsOfPaper(page: Page): Promise<number[]> {
  const counts: number[] = [];
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    counts.push((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length);
  }
  return counts;
}

const PHOTO = {
  name: 'IMG_2041.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 600, height: 850, channels: 3, background: '#f4f1e8' } })
    .jpeg()
    .toBuffer(),
};

describe('a meeting', () => {
  it(
    'takes what teams send by its code, what is told and what is written on paper; all of it waits at moderation',
    { timeout: 300_000 },
    async () => {
      const desk = await staff('facilitator');
      await desk.goto('/admin/reuniones');
      await web.look(desk, 'list-empty');
      await desk.getByRole('link', { name: 'Abrir una reunión' }).click();
      await web.look(desk, 'new');
      await desk.getByLabel('Título').fill('Taller de propuestas de prueba');
      await desk.getByLabel('Lugar').fill('Salón comunal inventado, Jalapa');
      await desk.getByLabel('Departamento').selectOption({ label: 'Jalapa' });
      await desk.getByRole('button', { name: 'Abrir la reunión' }).click();
      await desk.getByText('La reunión está abierta').waitFor();
      await web.look(desk, 'desk-empty');
      const meeting = new URL(desk.url()).pathname;
      const code = (await desk.locator('.meeting-code-signs').textContent()) ?? '';
      await desk.getByRole('link', { name: 'Cartel con el código' }).click();
      await web.look(desk, 'poster');

      for (const team of [1, 2, 3]) {
        const phone = await web.phone({ js: false });
        await phone.goto('/mesa');
        if (team === 1) await web.look(phone, 'type-code');
        await phone.getByRole('textbox', { name: 'Código' }).fill(code.toLowerCase().replace('-', ''));
        await phone.getByRole('button', { name: 'Seguir' }).click();
        await phone.getByText('Salón comunal inventado').first().waitFor();
        if (team === 1) await web.look(phone, 'form');
        await say(phone, `Horarios a la vista, equipo ${team}`, `Equipo ${team}`);
        await phone.getByRole('button', { name: 'Enviar la propuesta' }).click();
        await phone.getByRole('heading', { name: /^Recibida con el n.º/ }).waitFor();
        if (team === 1) await web.look(phone, 'sent');
        if (team === 2) {
          await phone.getByRole('link', { name: 'Ver mi propuesta' }).click();
          await phone.getByRole('heading', { name: 'Horarios a la vista, equipo 2' }).waitFor();
        }
        await phone.close();
      }

      await desk.goto(`${meeting}/escribir`);
      await say(desk, 'Un número que alguien conteste', 'Equipo 4');
      await desk.getByRole('button', { name: 'Enviar la propuesta' }).click();
      await desk.getByText(/^Recibida con el n.º/).waitFor();
      expect(await desk.getByLabel('Nombres de quienes proponen').inputValue()).toBe('Equipo 5');
      await web.look(desk, 'write');

      await desk.goto(`${meeting}/hojas`);
      await desk.getByLabel('Cuántas hojas').fill('2');
      await desk.getByRole('button', { name: 'Preparar las hojas' }).click();
      await desk.getByRole('heading', { name: '2 hojas para imprimir' }).waitFor();
      const sheet = (await desk.locator('.paper-code p').first().textContent()) ?? '';
      expect(await sheetsOfPaper(desk)).toEqual([2, 2]);
      await web.look(desk, 'print');
      await desk.emulateMedia({ media: 'print' });
      await web.look(desk, 'proposal-on-paper');
      await desk.emulateMedia({ media: null });
      await desk.goto('/admin/reuniones/hojas');
      await web.look(desk, 'type-sheet');
      await desk.getByLabel('Código de la hoja').fill(sheet);
      await desk.getByRole('button', { name: 'Buscar la hoja' }).click();
      await desk.getByRole('heading', { name: `Hoja ${sheet}` }).waitFor();
      await web.look(desk, 'sheet-form');
      await say(desk, 'Lo que se escribió en papel', 'Equipo 5');
      await desk.getByLabel('Foto de la hoja').setInputFiles(PHOTO);
      await desk.getByRole('button', { name: 'Enviar la propuesta' }).click();
      await desk.getByText('La hoja está ingresada').waitFor();
      await desk.getByRole('link', { name: 'Ver la foto de la hoja' }).waitFor();
      await web.look(desk, 'sheet-entered');
      await desk.goto(`${meeting}/hojas`);
      await web.look(desk, 'sheets');

      await desk.goto(meeting);
      expect(await desk.locator('tbody tr').count()).toBe(5);
      await web.look(desk, 'desk');
      await desk.getByRole('button', { name: 'Cerrar la reunión' }).click();
      await desk.getByText('La reunión está cerrada').waitFor();
      const late = await web.phone({ js: false });
      await late.goto(`/mesa/${code}`);
      await late.getByRole('heading', { name: 'Esta reunión está cerrada' }).waitFor();
      await web.look(late, 'closed');
      await late.close();
      await desk.close();

      const moderator = await staff('moderator', true);
      await moderator.goto('/admin/propuestas');
      for (const title of [
        'equipo 1',
        'equipo 2',
        'equipo 3',
        'Un número que alguien conteste',
        'Lo que se escribió en papel',
      ])
        await moderator.getByRole('link', { name: title }).waitFor();
      await moderator.goto(meeting);
      await web.look(moderator, 'desk-wide');
      await moderator.getByRole('link', { name: 'Lo que se escribió en papel' }).click();
      await moderator.getByRole('button', { name: 'Publicar', exact: true }).click();
      await moderator.getByRole('link', { name: 'Ver la página pública' }).click();
      await moderator.getByText('Nació en «Taller de propuestas de prueba»').waitFor();
      await web.look(moderator, 'public-wide');
      await moderator.close();
    },
  );

  it(
    'counts hands and signatures, and looks at a list before it takes it',
    { timeout: 240_000 },
    async () => {
      const { number } = await insertPublished(site.deps, {
        text: { ...sending().text, title: 'Intérpretes en cada juzgado' },
      });
      const desk = await staff('facilitator', true);
      await desk.goto('/admin/reuniones/nueva');
      await desk.getByLabel('Título').fill('Reunión de apoyos');
      await desk.getByLabel('Lugar').fill('Escuela inventada');
      await desk.getByRole('button', { name: 'Abrir la reunión' }).click();
      await desk.getByText('La reunión está abierta').waitFor();
      const meeting = new URL(desk.url()).pathname;
      await desk.getByRole('link', { name: 'Apoyos' }).click();
      await desk.getByLabel('Número de la propuesta').fill(String(number));
      await desk.getByLabel(/^Cuántos(?! no)/).fill('25');
      await web.look(desk, 'hands');
      await desk.getByRole('button', { name: 'Anotar los apoyos' }).click();
      await desk.getByText('Los apoyos están anotados').waitFor();
      await desk.getByRole('link', { name: 'Hojas' }).click();
      await desk.getByLabel('Hoja de firmas de apoyo').check();
      await desk.getByLabel('Número de la propuesta').fill(String(number));
      await desk.getByLabel('Cuántas hojas').fill('1');
      await web.look(desk, 'sheets-wide');
      await desk.getByRole('button', { name: 'Preparar las hojas' }).click();
      await desk.getByRole('heading', { name: '1 hoja para imprimir' }).waitFor();
      expect(await sheetsOfPaper(desk)).toEqual([1, 1]);
      await web.look(desk, 'print-supports');
      await desk.emulateMedia({ media: 'print' });
      await web.look(desk, 'print-on-paper');
      await desk.emulateMedia({ media: null });
      const sheet = (await desk.locator('.paper-code p').first().textContent()) ?? '';
      await desk.goto(`/admin/reuniones/hojas/${sheet}`);
      await desk.getByLabel(/^Cuántos(?! no)/).fill('18');
      await desk.getByLabel('Foto de la hoja').setInputFiles(PHOTO);
      await web.look(desk, 'lines');
      await desk.getByRole('button', { name: 'Anotar los apoyos' }).click();
      await desk.getByText('La hoja está ingresada').waitFor();
      await desk.goto(`/propuestas/${number}`);
      await desk.getByText('De dónde vienen los atestiguados').click();
      await desk.getByText('25 manos en Reunión de apoyos, Escuela inventada').waitFor();
      await desk.getByText('18 líneas en hojas de Reunión de apoyos, Escuela inventada').waitFor();

      await desk.goto(`${meeting}/lista`);
      await web.look(desk, 'list-form');
      await desk.getByLabel('Archivo de la lista').setInputFiles({
        name: 'taller.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'titulo,resumen,categoria,departamento,autores\nMedir los plazos,Publicarlos,Mediciones,Zacapa,Equipo 1\n' +
            'Mirar el cielo,Mirarlo,Astronomía,,Equipo 2\n',
        ),
      });
      await desk.getByRole('button', { name: 'Mirarla antes' }).click();
      await desk.getByText('Entraría 1 propuesta').waitFor();
      await web.look(desk, 'list-preview');
      await desk.getByRole('button', { name: 'Recibir estas propuestas' }).click();
      await desk.getByText('La lista entró').waitFor();
      await desk.goto(`${meeting}/cartel`);
      await web.look(desk, 'poster-wide');
      await desk.goto('/admin/reuniones');
      await web.look(desk, 'list-wide');
      await desk.close();
    },
  );
});
