/** What a reader finds in the pages, from the samples alone. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { importKind } from '../import/kind-import.ts';
import { importProcess } from '../import/process-import.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'reading' });

const FOLDER = path.resolve(import.meta.dirname, '../../../../samples/selections');
const KINDS = ['fiscal-general', 'corte-suprema'];
const PROCESSES = ['fiscal-general-2018', 'fiscal-general-2022', 'fiscal-general-2026', 'corte-suprema-2024'];

beforeAll(async () => {
  const actor = { kind: 'system', what: 'test' } as const;
  for (const name of KINDS) {
    const { outcome } = await importKind(
      site.deps,
      actor,
      await readFile(path.join(FOLDER, 'kinds', `${name}.json`)),
    );
    if (outcome === undefined) throw new Error(`the kind was refused: ${name}`);
  }
  for (const name of PROCESSES) {
    const { ok } = await importProcess(site.deps, actor, await readFile(path.join(FOLDER, `${name}.json`)));
    if (!ok) throw new Error(`the process was refused: ${name}`);
  }
}, 120_000);

const words = async (url: string): Promise<string> => {
  const { body, statusCode } = await site.app.inject({ url, headers: { 'accept-language': 'es' } });
  expect([url, statusCode]).toEqual([url, 200]);
  return body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
};

describe('a reader finds', () => {
  it('how the table of grades of 2026 changed, when, and that files were in', async () => {
    const page = await words('/elecciones/fiscal-general-2026/comision');
    expect(page).toContain('Los años cuentan a partir del año 11.');
    expect(page).toContain('se sumarán dos puntos por cada año de experiencia');
    expect(page).toContain('aprobada el 26 de febrero de 2026');
    expect(page).toContain('La tabla cambió después de recibir expedientes');
    expect(page).toContain('la recepción de expedientes que consta terminó el 20 de febrero de 2026');
    expect(page).toContain('Propuestas que no se aprobaron');
  });

  it('which commissioners sat in 2018 and in 2022', async () => {
    const page = await words('/elecciones/fiscal-general-2022/comision');
    expect(page).toMatch(/Fiscal General 2018: \d+ nombres/);
    expect(page).toContain('El mismo nombre no prueba que sea la misma persona');
  });

  it('in which round the sixth place of 2022 was filled, and by what votes', async () => {
    const page = await words('/elecciones/fiscal-general-2022/votaciones');
    expect(page).toContain('15 a favor');
    expect(page).toMatch(/ronda 10/);
    expect(page).toMatch(/se necesitan 10 de 15 votos \(2\/3 × 15; cálculo nuestro\)/);
  });

  it('the votes of the plenary for the court of 2024', async () => {
    const page = await words('/elecciones/corte-suprema-2024/votaciones');
    for (const votes of ['159 a favor', '158 a favor', '104 a favor']) expect(page).toContain(votes);
  });

  it('where the sources of 2026 differ, each value with its source', async () => {
    const page = await words('/elecciones/fiscal-general-2026/contradicciones');
    expect(page).toContain('Rodemiro');
    expect(page).toContain('Dos notas del mismo día dan el 13 de enero.');
  });

  it('all of it on a phone and at a desk', { timeout: 180_000 }, async () => {
    for (const open of [browsing.phone, browsing.wide]) {
      const page = await open();
      for (const [url, name] of [
        ['/elecciones/fiscal-general-2022/aspirantes', 'candidacies'],
        ['/elecciones/fiscal-general-2022/votaciones', 'rounds'],
        ['/elecciones/fiscal-general-2026/comision', 'commission'],
        ['/elecciones/corte-suprema-2024/comision', 'commission-37'],
        ['/elecciones/fiscal-general-2026/contradicciones', 'contradictions'],
        ['/elecciones/fiscal-general-2026/objeciones', 'objections'],
      ] as const) {
        await page.goto(url);
        await browsing.look(page, name);
      }
      await page.goto('/elecciones/fiscal-general-2022/votaciones');
      await page.getByRole('link', { name: /Quién votó cómo en: .*ronda 10$/ }).click();
      await browsing.look(page, 'round');
      await page.goto((await page.locator('.vote-matrix a').first().getAttribute('href')) ?? '');
      await browsing.look(page, 'commissioner');
      await page.close();
    }
  });
});
