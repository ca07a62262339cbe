import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { expectAccessible } from '../../../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  phonePage,
  screenshots,
} from '../../../../test/harness/browser.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { ANONYMOUS } from '../../../platform/access/access.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { revokeCertificate } from '../commands/one.ts';
import { certifyNamed, type IssuedCertificate } from '../fixtures.ts';
import { spellCode } from '../rules/code.ts';

/** Beside seven other workers a preview may take seconds. */
const PATIENT = { timeout: 20_000 };

const site = useApp();
const web = useBrowser(site);
let folder: string;
let eventId: string;

beforeAll(async () => {
  const event = await insertEdition(site.deps.db, 'en-el-navegador', {
    event: { title: 'Encuentro de Justicia Abierta de prueba' },
  });
  eventId = event.id;
  folder = await mkdtemp(path.join(tmpdir(), 'ja-pagina-'));
}, 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const pathOf = (made: IssuedCertificate, proof = made.proof) => `/verificar/${spellCode(made.code)}#${proof}`;

function alter(proof: string): string {
  const bytes = Buffer.from(proof, 'base64url');
  bytes.write('Z', bytes.indexOf('Persona'));
  return bytes.toString('base64url');
}

async function outcomeOf(page: Page): Promise<string> {
  return await page.locator('[data-verify] .notice-title:visible').innerText();
}

/** Nothing of what a QR says may be asked of the server. */
function watch(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  return asked;
}

describe('a scanned certificate', () => {
  it('is checked in the browser; what it says never reaches the server', { timeout: 60_000 }, async () => {
    const made = await certifyNamed(site.deps, eventId, 'Persona Mostrada <b>Ixʼkik</b>');
    const page = await web.phone();
    const asked = watch(page);
    await page.goto(pathOf(made));
    await page.getByRole('heading', { name: 'Lo que muestra quien la lleva' }).waitFor();
    expect(await outcomeOf(page)).toBe('Constancia válida');
    expect(await page.locator('[data-fact=name]').innerText()).toBe('Persona Mostrada <b>Ixʼkik</b>');
    expect(await page.locator('[data-fact=edition]').innerText()).toBe(
      'Encuentro de Justicia Abierta de prueba',
    );
    expect(asked.join(' ')).not.toContain(made.proof.slice(0, 40));
    await expectAccessible(page);
    await noSidewaysScroll(page);
    await screenshots(page, 'verificar-valida');

    await page.goto(pathOf(made, alter(made.proof)));
    await page.getByText('La firma no coincide: contenido alterado').waitFor();
    expect(await page.locator('[data-fact=name]').isVisible()).toBe(false);
    await screenshots(page, 'verificar-alterada');

    const act = { actor: ANONYMOUS, now: site.deps.now() };
    await withTransaction(site.deps.db, (trx) => revokeCertificate(trx, act, eventId, made.id, 'misuse'));
    await page.goto('/verificar');
    await page.goto(pathOf(made));
    await page.locator('[data-outcome=revoked]').waitFor();
    expect(await outcomeOf(page)).toBe('Constancia revocada');
    await screenshots(page, 'verificar-revocada');
    noPageErrors(page);
    noThirdParty(page);
    await page.close();
  });

  it('is checked too where the browser has no Ed25519 of its own', async () => {
    const made = await certifyNamed(site.deps, eventId, 'Persona Sin Ed25519');
    const page = await web.wide();
    await page.addInitScript('Object.defineProperty(globalThis.crypto, "subtle", { value: undefined })');
    await page.goto(pathOf(made));
    await page.locator('[data-outcome=valid]').waitFor();
    await page.goto(pathOf(made, alter(made.proof)));
    await page.locator('[data-outcome=altered]').waitFor();
    noPageErrors(page);
    await page.close();
  });
});

describe('the page saved to disk', () => {
  it('checks without a network: valid, altered, revoked', { timeout: 60_000 }, async () => {
    const good = await certifyNamed(site.deps, eventId, 'Persona Guardada');
    const bad = await certifyNamed(site.deps, eventId, 'Persona Revocada');
    const act = { actor: ANONYMOUS, now: site.deps.now() };
    await withTransaction(site.deps.db, (trx) => revokeCertificate(trx, act, eventId, bad.id, 'mistake'));
    const answer = await fetch(`${web.baseURL}/verificar/pagina.html`, {
      headers: { 'accept-language': 'es' },
    });
    const file = path.join(folder, 'pagina.html');
    await writeFile(file, Buffer.from(await answer.arrayBuffer()));

    for (const without of [false, true]) {
      const page = await phonePage(web.browser);
      await page.context().setOffline(true);
      if (without)
        await page.addInitScript('Object.defineProperty(globalThis.crypto, "subtle", { value: undefined })');
      await page.goto(pathToFileURL(file).href);
      const check = async (text: string): Promise<string> => {
        await page.getByLabel('Texto completo del código QR').fill(text);
        await page.getByRole('button', { name: 'Comprobar' }).click();
        await page.locator('[data-verify]:visible').waitFor();
        await page.waitForTimeout(150);
        return await outcomeOf(page);
      };
      const site_ = 'http://localhost:3000';
      expect(await check(site_ + pathOf(bad))).toBe('Constancia revocada');
      expect(await check(site_ + pathOf(good, alter(good.proof)))).toBe(
        'La firma no coincide: contenido alterado',
      );
      expect(await check(site_ + pathOf(good))).toBe('Firma válida');
      expect(await page.locator('[data-fact=name]').innerText()).toBe('Persona Guardada');
      expect(await check(pathOf(bad).split('#')[0] + '#' + good.proof)).toBe(
        'La firma no coincide: contenido alterado',
      );
      await check(site_ + pathOf(good));
      await expectAccessible(page);
      await noSidewaysScroll(page);
      if (!without) await screenshots(page, 'verificar-guardada');
      noPageErrors(page);
      await page.close();
    }
  });
});

describe('the desk', () => {
  it('draws the certificate while one types', { timeout: 60_000 }, async () => {
    const { cookie } = await signInAs(site.deps, 'administrator');
    const page = await web.wide();
    await web.signIn(page, cookie);
    await page.goto('/admin/encuentros/en-el-navegador/certificados/plantilla/asistencia');
    const picture = page.locator('[data-certificate-preview]');
    await expect
      .poll(
        () => picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth),
        PATIENT,
      )
      .toBe(842);
    await page.getByLabel('Título').fill('Título que se ve al escribir');
    await expect
      .poll(async () => decodeURIComponent((await picture.getAttribute('src')) ?? ''), PATIENT)
      .toContain('Título que se ve al escribir');
    await page.getByLabel('Nombre de quien firma').first().fill('Firmante Ficticia');
    await expect
      .poll(async () => decodeURIComponent((await picture.getAttribute('src')) ?? ''), PATIENT)
      .toContain('Firmante Ficticia');
    await expectAccessible(page);
    await screenshots(page, 'plantilla');
    await page.getByRole('button', { name: 'Guardar plantilla' }).click();
    await page.getByText('Plantilla guardada.').waitFor();
    await screenshots(page, 'certificados');
    noPageErrors(page);
    await page.close();
  });
});
