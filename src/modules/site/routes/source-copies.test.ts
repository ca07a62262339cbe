/** Copies of sources: kept, refused, downloaded by who may, never run. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { under, visit } from '../../../../test/harness/visit.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { fetchCopyJob } from '../../../platform/sources/copy-job.ts';
import { insertCitation, insertSource } from '../../../platform/sources/fixtures.ts';
import { insertEdition } from '../../events/fixtures.ts';

const site = useApp();
const OFFICE = '/admin/fuentes';
let editor: Visitor;
let event: { id: string };
beforeAll(async () => {
  editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  event = await insertEdition(site.deps.db, 'publico', { event: { title: 'Encuentro Público' } });
});

/** Sends a file as a browser does. */
async function upload(url: string, bytes: Buffer, fields: Record<string, string> = {}, type = 'text/plain') {
  const edge = 'edge-of-the-parts';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${edge}\r\nContent-Disposition: form-data; name="file"; filename="acta.html"\r\nContent-Type: ${type}\r\n\r\n`;
  return await site.app.inject({
    method: 'POST',
    url,
    headers: {
      cookie: editor.cookie(),
      'content-type': `multipart/form-data; boundary=${edge}`,
      'sec-fetch-site': 'same-origin',
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
  });
}

describe('copies', () => {
  const copyIn = async (source: string) =>
    (
      await site.deps.db
        .selectFrom('source_copies')
        .select(['id', 'state'])
        .where('source_id', '=', source)
        .orderBy('id')
        .execute()
    ).at(-1);

  it('are served as downloads that cannot run: to staff, and to all once they are public', async () => {
    const source = await insertSource(site.deps.db);
    await insertCitation(site.deps.db, { source, record: { kind: 'event', id: event.id } });
    const html = Buffer.from('<script>alert(document.cookie)</script>');
    const kept = await upload(`${OFFICE}/${source}/copias/subir`, html, {}, 'text/html');
    expect(readPage(await editor.follow(kept)).notices).toEqual(['Se guardó la copia.']);
    const copy = (await copyIn(source))?.id ?? '';
    const open = `/fuentes/${source}/copias/${copy}`;
    const office = `${OFFICE}/${source}/copias/${copy}`;
    expect((await visit(site.app, open)).status).toBe(404);
    expect((await site.app.inject(office)).statusCode).toBe(303);
    const isHarmless = (headers: Record<string, unknown>) => ({
      type: headers['content-type'],
      disposition: headers['content-disposition'],
      policy: headers['content-security-policy'],
      sniff: headers['x-content-type-options'],
    });
    const harmless = {
      type: 'application/octet-stream',
      disposition: 'attachment; filename="acta.html"',
      policy: "default-src 'none'; sandbox",
      sniff: 'nosniff',
    };
    const mine = await editor.get(office);
    expect([mine.statusCode, isHarmless(mine.headers), mine.body]).toEqual([200, harmless, html.toString()]);
    await editor.post(office, { do: 'publish' });
    const all = await visit(site.app, open);
    expect([all.status, isHarmless(all.headers)]).toEqual([200, harmless]);
    expect((await visit(site.app, `/fuentes/${source}`)).$(`a[href="${open}"]`).attr('download')).toBe(
      'acta.html',
    );
    await editor.post(office, { do: 'unpublish' });
    expect((await visit(site.app, open)).status).toBe(404);
    expect((await editor.post(office, { do: 'explode' })).statusCode).toBe(400);
    await editor.post(office, { do: 'remove' });
    expect((await editor.get(office)).statusCode).toBe(404);
  });

  it('with numbers of people are refused, and the page says how many', async () => {
    const source = await insertSource(site.deps.db);
    const number = `00000019${(1 * 8 + 9 * 9) % 11}0101`;
    const text = Buffer.from(`DPI ${number}`);
    const refused = await upload(`${OFFICE}/${source}/copias/subir`, text);
    const page = await editor.follow(refused);
    expect(readPage(page).notices).toEqual([
      'No se conservó: tiene números de identidad. Solo se anotó cuántos.',
    ]);
    expect(page.body).toContain('Con números de identidad: 1 CUI');
    expect(page.body).not.toContain(number);
    await upload(`${OFFICE}/${source}/copias/subir`, text, { keep_findings: 'yes' });
    expect((await copyIn(source))?.state).toBe('kept');
    const publish = await editor.post(`${OFFICE}/${source}/copias/${(await copyIn(source))?.id}`, {
      do: 'publish',
    });
    expect(readPage(await editor.follow(publish)).notices[0]).toContain('Solo una copia revisada');
  });

  it('are asked for, and come by the job', async () => {
    const source = await insertSource(site.deps.db);
    const asked = await editor.post(`${OFFICE}/${source}/copias`);
    const page = readPage(await editor.follow(asked));
    expect(page.notices[0]).toContain('Se está trayendo la copia');
    expect(under(page.$, 'Copias')).toContain('En camino');
    const again = await editor.post(`${OFFICE}/${source}/copias`);
    expect(readPage(await editor.follow(again)).notices).toEqual(['Ya hay una copia en camino.']);
    const copy = (await copyIn(source))?.id;
    await fetchCopyJob(async () => ({ ok: false, fault: 'http_404' })).run({ copy }, site.deps);
    expect((await editor.get(`${OFFICE}/${source}`)).body).toContain('El servidor respondió 404.');
    const none = await upload(`${OFFICE}/${source}/copias/subir`, Buffer.alloc(0));
    expect([none.statusCode, readPage(none).faults]).toEqual([422, ['Elija un archivo.']]);
  });

  it('of personal files there are none', async () => {
    const source = await insertSource(site.deps.db, { kind: 'personal_file' });
    const page = readPage(await editor.get(`${OFFICE}/${source}`));
    expect(under(page.$, 'Copias')).toBe('CopiasDe esta fuente se conserva solo el enlace.');
    const kept = await upload(`${OFFICE}/${source}/copias/subir`, Buffer.from('hoja de vida'));
    expect(readPage(await editor.follow(kept)).notices).toEqual([
      'De esta fuente se conserva solo el enlace.',
    ]);
    expect(await copyIn(source)).toBeUndefined();
  });
});
