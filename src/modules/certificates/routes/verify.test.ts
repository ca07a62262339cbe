import { createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { each, visit, words } from '../../../../test/harness/visit.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { ANONYMOUS } from '../../../platform/access/access.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { recordAttendance } from '../../attendance/index.ts';
import { registerPerson } from '../../events/commands/registration/register.ts';
import { insertEdition, registering } from '../../events/fixtures.ts';
import { linkToken, type RegistrationEvent } from '../../events/index.ts';
import { revokeCertificate } from '../commands/one.ts';
import { certify, certifyNamed, type IssuedCertificate } from '../fixtures.ts';
import { HANDED_LINK } from '../kept.ts';
import { certificateMails } from '../mails.ts';
import { spellCode } from '../rules/code.ts';
import type { Reason } from '../tables.ts';

const site = useApp();
let staff: Visitor;
let event: RegistrationEvent;
let people: string[];
let root: string;

async function register(n: string, name: string): Promise<string> {
  const { db, vault } = site.deps;
  const c = { actor: ANONYMOUS, vault, now: site.deps.now() };
  return await withTransaction(db, async (trx) => {
    const given = registering(n, { addressKnown: true });
    const made = await registerPerson(trx, c, event, { ...given, person: { ...given.person, name } });
    if (!made.ok) throw new Error(made.refused);
    const at = event.starts_at;
    await recordAttendance(trx, {
      eventId: event.id,
      sessionId: null,
      registrationId: made.id,
      via: 'door',
      at,
    });
    return made.id;
  });
}

beforeAll(async () => {
  staff = makeVisitor(site.app, (await signInAs(site.deps, 'administrator')).cookie);
  event = await insertEdition(site.deps.db, 'con-certificados');
  people = [await register('a', 'Ixʼkik Ejemplo'), await register('b', 'Persona Ejemplo <b>Dos</b>')];
  root = `/admin/encuentros/${event.slug}/certificados`;
});

const pathTo = (made: IssuedCertificate) => `/verificar/${spellCode(made.code)}`;
const revoke = (made: IssuedCertificate, reason: Reason) =>
  withTransaction(site.deps.db, (trx) =>
    revokeCertificate(trx, { actor: ANONYMOUS, now: site.deps.now() }, event.id, made.id, reason),
  );
const paste = (content: string) => makeVisitor(site.app).post('/verificar', { content });
const outcome = async (content: string) => {
  const answer = await paste(content);
  return [answer.statusCode, readPage(answer).notices[0]];
};

async function pdfText(file: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

describe('checking a code', () => {
  it('says what the registry knows, and never whose it is', async () => {
    const made = await certifyNamed(site.deps, event.id, 'Persona Por Comprobar');
    const page = await visit(site.app, pathTo(made));
    expect(page.status).toBe(200);
    expect(each(page.$, '[data-without-content] h2')).toEqual([
      'Lo que dice el registro',
      'Comprobar también el contenido',
    ]);
    expect(words(page.$, 'section .notice-title')).toContain('El código existe y su constancia está vigente');
    expect(page.body).not.toContain('Por Comprobar');
    expect((await visit(site.app, `/verificar/${made.code.toLowerCase()}`)).status).toBe(200);
    await revoke(made, 'misuse');
    const revoked = await visit(site.app, pathTo(made));
    expect(words(revoked.$, '.outcome-revoked > .notice').replaceAll(/\s+/g, ' ')).toContain(
      'Motivo: Por uso indebido.',
    );
  });

  it('knows codes that were never given out from what is no code', async () => {
    const page = await visit(site.app, '/verificar/K7QM-4T2X-9BRE-0WNA');
    expect(page.status).toBe(404);
    expect(words(page.$, 'section .notice-title')).toContain('Código desconocido');
    expect((await visit(site.app, '/verificar/hola')).status).toBe(404);
    const answer = await paste('hola');
    expect([answer.statusCode, readPage(answer).faults]).toEqual([
      422,
      ['Aquí no hay ningún código. Son 16 letras y cifras, como K7QM-4T2X-9BRE-0WNA.'],
    ]);
    expect((await paste(' k7qm 4t2x 9bre 0wna ')).headers.location).toBe('/verificar/K7QM-4T2X-9BRE-0WNA');
  });
});

describe('checking a content without scripts', () => {
  it('tells the valid, the altered, the copied together, the revoked and the unknown apart', async () => {
    const made = await certifyNamed(site.deps, event.id, 'Persona <i>Mostrada</i>');
    const other = await certifyNamed(site.deps, event.id, 'Otra Persona');
    const whole = `http://localhost:3000${pathTo(made)}#${made.proof}`;
    const valid = await paste(whole);
    const page = readPage(valid);
    expect(page.notices).toEqual(['Constancia válida']);
    expect(page.$('[data-fact=name]').text()).toBe('Persona <i>Mostrada</i>');
    expect(valid.body).toContain('Persona &lt;i>Mostrada');
    expect(valid.body).toContain('pida un documento de identidad');
    expect(valid.headers['cache-control']).toBe('no-store');

    // A real code and a real signature that do not belong together, and a name changed by one letter.
    expect(await outcome(`${pathTo(other)}#${made.proof}`)).toEqual([
      200,
      'La firma no coincide: contenido alterado',
    ]);
    const bytes = Buffer.from(made.proof, 'base64url');
    const at = bytes.indexOf('Mostrada');
    bytes.write('N', at);
    const forged = await paste(`${pathTo(made)}#${bytes.toString('base64url')}`);
    expect(readPage(forged).notices).toEqual(['La firma no coincide: contenido alterado']);
    expect(forged.body).not.toContain('Nostrada');
    const stranger = Buffer.from(made.proof, 'base64url');
    stranger.fill(0, 1, 5);
    expect(await outcome(`#${stranger.toString('base64url')}`)).toEqual([200, 'Clave desconocida o anulada']);

    await revoke(made, 'requested');
    expect(await outcome(whole)).toEqual([200, 'Constancia revocada']);
    await site.deps.db.deleteFrom('certificates').where('id', '=', other.id).execute();
    expect(await outcome(`${pathTo(other)}#${other.proof}`)).toEqual([200, 'Código desconocido']);
  });
});

describe('what is published', () => {
  it('lets others check: keys, and a signed list of what no longer counts', async () => {
    const { keys, ...rest } = (await site.app.inject('/verificar/claves.json')).json() as {
      keys: Record<string, string>[];
    };
    expect(rest).toEqual({
      format: 'justicia-abierta-certificate-keys',
      version: 1,
      issuer: 'Justicia Abierta',
    });
    expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', use: 'sig', state: 'active', until: null });
    const answer = await site.app.inject('/verificar/revocadas.json');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const list = answer.json() as {
      issued: string;
      key: string;
      signature: string;
      revoked: { code: string; state: string; date: string; reason: string | null }[];
    };
    expect(list.key).toBe(keys[0]?.['kid']);
    expect(list.revoked.length).toBeGreaterThan(0);
    // By the letter of the document, with nothing of ours.
    const text =
      `justicia-abierta-revocations 1 ${list.issued}\n` +
      list.revoked.map((r) => `${r.code} ${r.state} ${r.date} ${r.reason ?? '-'}\n`).join('');
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: keys[0]?.['x'] ?? '' };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signature = Buffer.from(list.signature, 'base64url');
    expect(verify(null, Buffer.from(text), key, signature)).toBe(true);
    expect(verify(null, Buffer.from(text.replace('revoked', 'valid')), key, signature)).toBe(false);
  });

  it('includes a page that runs only its own scripts and asks nobody', async () => {
    const answer = await site.app.inject({
      url: '/verificar/pagina.html',
      headers: { 'accept-language': 'es' },
    });
    const policy = String(answer.headers['content-security-policy']);
    expect(answer.body).toContain(`content="${policy}"`);
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-/,
    );
    expect(answer.body).not.toMatch(/<(?:link|img|script)[^>]+(?:src|href)=/);
    expect(answer.body.length).toBeLessThan(90_000);
  });
});

describe('one’s own', () => {
  it('is behind the link of one’s registration, with a note there, and in the mail', async () => {
    const [id = ''] = people;
    const token = linkToken(site.deps.vault, { id, link_version: 1 });
    const own = `/registro/${token}/certificado`;
    expect((await site.app.inject(own)).statusCode).toBe(404);
    const made = await certify(site.deps, event.id, id);
    const answer = await site.app.inject(own);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    expect(await pdfText(answer.rawPayload)).toContain('Ixʼkik Ejemplo');
    expect((await site.app.inject(own)).rawPayload.equals(answer.rawPayload)).toBe(true);
    const page = await visit(site.app, `/registro/${token}`);
    expect(page.$(`a[href="${own}"]`).text()).toBe('Descargar mi constancia (PDF)');

    const [ready] = certificateMails(site.deps);
    const mail = await ready?.compose(id, { certificateId: made.id }, site.deps.db);
    expect(mail?.subject).toBe('Su constancia de Encuentro de prueba');
    expect(mail?.text).toContain(`http://localhost:3000${own}`);
    expect(mail?.text).toContain('Guarde el PDF.');
    expect(await ready?.compose(people[1] ?? '', { certificateId: made.id }, site.deps.db)).toBeUndefined();

    await revoke(made, 'mistake');
    expect((await site.app.inject(own)).statusCode).toBe(404);
    expect((await visit(site.app, `/registro/${token}`)).body).not.toContain(own);
    expect(await ready?.compose(id, { certificateId: made.id }, site.deps.db)).toBeUndefined();
  });

  it('goes to an address typed at the desk for those who did not register', async () => {
    const made = await certifyNamed(site.deps, event.id, 'Ponente Invitada', 'speaker');
    const href = `${root}/constancia/${made.id}`;
    const wrong = await staff.post(`${href}/enviar`, { email: 'no es' });
    expect([wrong.statusCode, readPage(wrong).faults.length]).toEqual([422, 1]);
    const sent = await staff.post(`${href}/enviar`, { email: 'ponente@ejemplo.test' });
    expect(sent.headers.location).toBe(`${href}?hecho=sent`);
    const [, handed] = certificateMails(site.deps);
    const mail = await handed?.compose(made.id, {}, site.deps.db);
    const link = `/certificados/${site.deps.vault.token(HANDED_LINK, made.id)}`;
    expect(mail?.to).toEqual({ name: 'Ponente Invitada', address: 'ponente@ejemplo.test' });
    expect(mail?.text).toContain(`http://localhost:3000${link}`);
    expect(await pdfText((await site.app.inject(link)).rawPayload)).toContain('Ponente Invitada');
    const forged = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    expect((await site.app.inject(forged)).statusCode).toBe(404);
    // Nothing of the address stands outside the vault.
    const rows = await site.deps.db.selectFrom('mails').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('ponente@');
  });
});
