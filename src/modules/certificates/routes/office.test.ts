import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { ANONYMOUS } from '../../../platform/access/access.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { recordAttendance } from '../../attendance/index.ts';
import { registerPerson } from '../../events/commands/registration/register.ts';
import { insertEdition, registering } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { purgeCertificates } from '../commands/forget.ts';
import { certifyNamed, type IssuedCertificate, stepOnce } from '../fixtures.ts';
import { listRuns } from '../queries/runs.ts';
import { spellCode } from '../rules/code.ts';

const site = useApp();
let staff: Visitor;
let event: RegistrationEvent;
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
  await register('a', 'Ixʼkik Ejemplo');
  await register('b', 'Persona Ejemplo <b>Dos</b>');
  root = `/admin/encuentros/${event.slug}/certificados`;
});

const pathTo = (made: IssuedCertificate) => `/verificar/${spellCode(made.code)}`;
const paste = (content: string) => makeVisitor(site.app).post('/verificar', { content });
const outcome = async (content: string) => {
  const answer = await paste(content);
  return [answer.statusCode, readPage(answer).notices[0]];
};

async function pdfText(file: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

describe('the desk', () => {
  const TEMPLATE = {
    title: 'Constancia de prueba',
    lead: 'Se otorga a',
    body: 'por asistir a [encuentro] ([fechas]), con [horas] en [sesiones].',
    details: 'yes',
    language: 'es',
    paper: 'letter',
    logo: 'none',
    signature1_name: 'Firmante Ficticia',
    signature1_position: 'Dirección',
  };

  /** A multipart body: what a form with files sends. */
  function multipart(fields: Record<string, string>, files: Record<string, Buffer> = {}) {
    const mark = 'ficticio';
    const parts = [
      ...Object.entries(fields).map(([name, value]) =>
        Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      ),
      ...Object.entries(files).map(([name, bytes]) =>
        Buffer.concat([
          Buffer.from(
            `--${mark}\r\ncontent-disposition: form-data; name="${name}"; filename="x.png"\r\ncontent-type: image/png\r\n\r\n`,
          ),
          bytes,
          Buffer.from('\r\n'),
        ]),
      ),
    ];
    return {
      headers: {
        cookie: staff.cookie(),
        'content-type': `multipart/form-data; boundary=${mark}`,
        'sec-fetch-site': 'same-origin',
      },
      payload: Buffer.concat([...parts, Buffer.from(`--${mark}--\r\n`)]),
    };
  }

  it('keeps a template, shows it before, and refuses what it cannot use beside the field', async () => {
    const url = `${root}/plantilla/asistencia`;
    const send = (fields: Record<string, string>, files?: Record<string, Buffer>) =>
      site.app.inject({ method: 'POST', url, ...multipart({ version: '0', ...fields }, files) });
    const preview = await send({ ...TEMPLATE, accion: 'vista' });
    expect(preview.statusCode).toBe(200);
    const svg = readPage(preview).$('[data-certificate-preview]').attr('src') ?? '';
    expect(Buffer.from(svg.split(',')[1] ?? '', 'base64').toString()).toContain('Constancia de prueba');

    const huge = Buffer.alloc(33);
    huge.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
    huge.write('IHDR', 12);
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    const faults = async (fields: Record<string, string>, files?: Record<string, Buffer>) => {
      const answer = await send(fields, files);
      return [answer.statusCode, ...readPage(answer).faults];
    };
    expect(await faults(TEMPLATE, { signature1_file: huge })).toEqual([
      422,
      'La imagen es demasiado grande: como mucho 4000 píxeles por lado y 6 millones en total. Redúzcala.',
    ]);
    expect(await faults(TEMPLATE, { signature1_file: Buffer.alloc(2_000_000, 1) })).toEqual([
      422,
      'La imagen pesa más de 1 MB. Guárdela más pequeña.',
    ]);
    expect(await faults({ ...TEMPLATE, body: 'Hola [nombr]' })).toEqual([
      422,
      'No existe [nombr]. Use solo las palabras entre corchetes que se indican.',
    ]);
    expect(await faults({ ...TEMPLATE, logo: 'own' })).toEqual([
      422,
      'Suba el logotipo propio o elija otra opción.',
    ]);
    expect(await faults({ ...TEMPLATE, title: '' })).toHaveLength(2);

    expect((await send(TEMPLATE)).headers.location).toBe(`${root}?hecho=template`);
    // Somebody else's form of the version before.
    expect((await send(TEMPLATE)).statusCode).toBe(422);
    const pdf = await staff.get(`${url}/muestra.pdf`);
    expect(await pdfText(pdf.rawPayload)).toContain('con 7 horas y 30 minutos en 6 sesiones.');
    const live = await site.app.inject({
      method: 'POST',
      url: `${url}/vista`,
      ...multipart({ ...TEMPLATE, title: 'A medio escr' }),
    });
    expect([live.headers['content-type'], live.body.includes('A medio escr')]).toEqual([
      'image/svg+xml; charset=utf-8',
      true,
    ]);
  });

  it('issues to all by rule, shows how far it is, and lets a thousand be had as one file', async () => {
    const answer = await staff.post(`${root}/emitir/asistencia`, { minutes: '', tell: 'yes' });
    expect(answer.headers.location).toBe(`${root}?hecho=started_issue`);
    const second = await staff.post(`${root}/emitir/asistencia`, {});
    expect(second.headers.location).toBe(`${root}?hecho=under_way`);
    const [run] = await listRuns(site.deps.db, event.id);
    await stepOnce(site.deps, run?.id ?? '');
    const overview = readPage(await staff.get(root));
    expect(overview.$('.certificate-run').first().text()).toContain('2 emitidas de 2');
    const zip = await staff.get(`${root}/lista/asistencia/todas.zip`);
    const files = unzipSync(new Uint8Array(zip.rawPayload));
    const names = Object.keys(files).toSorted();
    expect(names.map((name) => name.replace(/-[0-9A-Z-]{19}\.pdf$/, ''))).toEqual([
      'ix-kik-ejemplo',
      'persona-ejemplo-b-dos-b',
    ]);
    const texts = await Promise.all(names.map((name) => pdfText(Buffer.from(files[name] ?? []))));
    expect(texts[1]).toContain('Persona Ejemplo <b>Dos</b>');
    expect(texts[0]).toContain('Constancia de prueba');
    const list = readPage(await staff.get(`${root}/lista/asistencia?q=ejemplo dos`));
    expect(list.$('tbody tr').length).toBe(0);
    expect(readPage(await staff.get(`${root}/lista/asistencia?q=<b>dos`)).$('tbody tr').length).toBe(1);
  });

  it('corrects and revokes on a page that asks, and refuses names too long', async () => {
    const made = await certifyNamed(site.deps, event.id, 'Nombre Equivocado');
    const href = `${root}/constancia/${made.id}`;
    const long = await staff.post(`${href}/corregir`, { name: 'a'.repeat(10_000) });
    expect([long.statusCode, readPage(long).faults.length]).toEqual([422, 1]);
    const done = await staff.post(`${href}/corregir`, { name: 'Nombre Bien Escrito', role: 'logística' });
    const next = String(done.headers.location).split('?')[0] ?? '';
    expect(readPage(await staff.get(next)).title).toBe('Nombre Bien Escrito');
    expect(
      readPage(await staff.get(href))
        .$('main')
        .text(),
    ).toContain('Reemplazada');
    const none = await staff.post(`${next}/revocar`, {});
    expect(none.statusCode).toBe(422);
    expect((await staff.post(`${next}/revocar`, { reason: 'wrong_data' })).headers.location).toBe(
      `${next}?hecho=revoked`,
    );
    expect((await staff.post(`${next}/revocar`, { reason: 'misuse' })).headers.location).toBe(
      `${next}?hecho=not_possible`,
    );
  });

  it('says when a name has letters that the printed font lacks', async () => {
    const shown = async (name: string) => {
      const made = await certifyNamed(site.deps, event.id, name);
      return readPage(await staff.get(`${root}/constancia/${made.id}`)).$('.notice').length;
    };
    expect([await shown('Ixʼkik Tẍä'), await shown('محمد Ficticio')]).toEqual([0, 1]);
  });

  it('issues to people by name, each line one, and says of too many', async () => {
    const url = `${root}/emitir/organizacion`;
    const done = await staff.post(url, { people: 'Ana Ficticia | logística\n\nBeto Ficticio\nAna Ficticia' });
    expect(done.headers.location).toBe(`${root}/lista/organizacion?hecho=issued`);
    const many = await staff.post(url, {
      people: Array.from({ length: 201 }, (_, n) => `P ${n}`).join('\n'),
    });
    expect(readPage(many).faults).toEqual(['Son 201: emita hasta 200 a la vez.']);
    const long = await staff.post(url, { people: `Ana\n${'x'.repeat(201)}` });
    expect(readPage(long).faults[0]).toContain('La línea 2 es demasiado larga');
  });

  it('is for those who may: an editor sees, a facilitator issues, only an administrator changes keys', async () => {
    const [editor, facilitator] = [
      makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie),
      makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie),
    ];
    expect((await editor.get(root)).statusCode).toBe(200);
    expect((await editor.get(`${root}/emitir/asistencia`)).statusCode).toBe(403);
    expect((await facilitator.get(`${root}/emitir/asistencia`)).statusCode).toBe(200);
    expect((await facilitator.get('/admin/certificados')).statusCode).toBe(403);
    expect((await staff.post('/admin/certificados/clave', {})).headers.location).toBe(
      '/admin/certificados?hecho=key_changed',
    );
  });

  it('after the purge shows codes and states, and offers nothing that is gone', async () => {
    const gone = await insertEdition(site.deps.db, 'ya-borrada');
    const made = await certifyNamed(site.deps, gone.id, 'Persona Borrada');
    await withTransaction(site.deps.db, (trx) => purgeCertificates(trx, gone.id));
    const base = `/admin/encuentros/${gone.slug}/certificados`;
    const list = await staff.get(`${base}/lista/organizacion`);
    expect(list.body).toContain(spellCode(made.code));
    expect(list.body).not.toContain('Borrada');
    expect((await staff.get(`${base}/constancia/${made.id}/pdf`)).statusCode).toBe(404);
    expect((await staff.get(`${base}/constancia/${made.id}`)).statusCode).toBe(200);
    expect(await outcome(`${pathTo(made)}#${made.proof}`)).toEqual([200, 'Constancia válida']);
  });
});
