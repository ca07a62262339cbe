/** Pictures and documents with a proposal: harmless, seen by nobody before somebody looked, gone with the proposal. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { readDocument } from '../../platform/files/document.ts';
import { makeVariants } from '../../platform/files/variants.ts';
import { putDocument } from '../../platform/files/files.ts';
import { ARCHIVES, PDF, phonePhoto, photo, SVG } from '../../platform/files/fixtures.ts';
import { officeProposalPath, ownPath, proposalPath, PROPOSALS_API } from './addresses.ts';
import { decideOn, insertPublished, insertReceived, linkOf, sending } from './fixtures.ts';
import { findProposal, type ProposalRow } from './queries/own.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);
const moderator = async () => makeVisitor(site.app, (await signInAs(site.deps, 'moderator')).cookie);

let serial = 0;
const text = () => ({ ...sending().text, title: `Con archivos ${++serial}` });

async function upload(row: ProposalRow, file: Buffer, { name = 'foto.jpg', words = 'Una puerta' } = {}) {
  const edge = `edge${randomUUID()}`;
  const part = (head: string, body: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]);
  const payload = Buffer.concat([
    part('name="words"', words),
    part(`name="file"; filename="${name}"\r\ncontent-type: application/octet-stream`, file),
    Buffer.from(`--${edge}--\r\n`),
  ]);
  return await site.app.inject({
    method: 'POST',
    url: `${ownPath(linkOf(site.deps, row))}/archivos`,
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload,
  });
}

const filesOf = (id: string) =>
  site.deps.db.selectFrom('proposal_files').selectAll().where('proposal_id', '=', id).orderBy('id').execute();

const fresh = async ({ id }: { id: string }) =>
  (await findProposal(site.deps.db, id)) ?? { id, version: 0, number: 0 };

async function show(row: ProposalRow, fields: Record<string, string> = { decision: 'show' }) {
  const staff = await moderator();
  for (const { id } of await filesOf(row.id))
    await staff.post(`${officeProposalPath(row.number ?? 0)}/archivos/${id}`, fields);
}

/** Addresses under which anybody finds files on the proposal's page. */
async function publicHrefs({ number }: { number: number | null }): Promise<string[]> {
  const { $ } = readPage(await visitor().get(proposalPath(number ?? 0)));
  return $('main a[href^="/archivos/"], main img[src^="/archivos/"]')
    .map((_i, e) => $(e).attr('href') ?? $(e).attr('src'))
    .get();
}

describe('a picture', () => {
  it('is made anew without what telephones write into it, and lies sealed until it was looked at', async () => {
    const row = await insertReceived(site.deps, { text: text() });
    const sent = await upload(row, await phonePhoto());
    expect(sent.headers.location).toBe(`${ownPath(linkOf(site.deps, row))}?hecho=file#archivos`);
    const [kept] = await filesOf(row.id);
    expect([kept?.state, kept?.file_id]).toEqual(['waiting', null]);
    const own = await visitor().get(`${ownPath(linkOf(site.deps, row))}/archivos/${kept?.id}`);
    expect(own.headers['content-type']).toBe('image/jpeg');
    expect(own.rawPayload.toString('latin1')).not.toContain('Persona Secreta');
    const stored = kept?.sealed_bytes?.toString('latin1') ?? '';
    expect(stored.includes(own.rawPayload.subarray(0, 200).toString('latin1'))).toBe(false);
    // Published, but not looked at: nobody sees it.
    await decideOn(site.deps, row, 'publish');
    expect(await publicHrefs(row)).toEqual([]);
    await show(row);
    const hrefs = await publicHrefs(row);
    expect(hrefs.length).toBe(1);
    expect((await visitor().get(hrefs[0] ?? '')).statusCode).toBe(200);
    const { $ } = readPage(await visitor().get(proposalPath(row.number ?? 0)));
    const img = $('main img[src^="/archivos/"]');
    expect([img.attr('alt'), img.attr('loading')]).toEqual(['Una puerta', 'lazy']);
    expect(img.attr('src')).toContain(`propuesta-${row.number}`);
    expect((await filesOf(row.id))[0]?.sealed_bytes).toBe(null);
  });

  it('looked at before the proposal is shown stays with it: out when published, back when hidden', async () => {
    const row = await insertReceived(site.deps, { text: text() });
    await upload(row, await (await photo()).jpeg().toBuffer());
    await show(row);
    expect((await filesOf(row.id))[0]?.file_id).toBe(null);
    const published = await decideOn(site.deps, await fresh(row), 'publish');
    const [href = ''] = await publicHrefs(row);
    const shown = await visitor().get(href);
    expect([shown.statusCode, shown.headers['cache-control']]).toEqual([200, 'no-cache']);
    // A cache that kept it asks each time, and is told when it is gone.
    const ask = () =>
      site.app.inject({ url: href, headers: { 'if-none-match': String(shown.headers['etag']) } });
    expect((await ask()).statusCode).toBe(304);
    // One picture at a time: there is another one before it.
    for (let pictures = 0; pictures < 2; pictures++) await makeVariants(site.deps);
    const wide = href.replace(/\/(propuesta-\d+)\.jpg$/, '/320/$1.webp');
    const smaller = await visitor().get(wide);
    expect([smaller.headers['content-type'], smaller.headers['cache-control']]).toEqual([
      'image/webp',
      'no-cache',
    ]);
    const hidden = await decideOn(site.deps, published, 'hide');
    expect([(await ask()).statusCode, (await visitor().get(wide)).statusCode]).toEqual([404, 404]);
    const ids = await site.deps.db.selectFrom('files').select('id').execute();
    expect(ids.filter(({ id }) => href.includes(id))).toEqual([]);
    expect((await filesOf(row.id))[0]?.sealed_bytes).not.toBe(null);
    await decideOn(site.deps, hidden, 'publish');
    const [again = ''] = await publicHrefs(row);
    expect((await visitor().get(again)).statusCode).toBe(200);
    await visitor().post(ownPath(linkOf(site.deps, row)), { action: 'withdraw' });
    expect((await visitor().get(again)).statusCode).toBe(404);
    expect(await filesOf(row.id)).toEqual([]);
  });

  it('needs words for those who do not see it; the same twice is one, and more than five do not fit', async () => {
    const row = await insertReceived(site.deps, { text: text() });
    const jpeg = await (await photo()).jpeg().toBuffer();
    const mute = await upload(row, jpeg, { words: '' });
    expect(mute.statusCode).toBe(422);
    expect(readPage(mute).$('.error-summary a').attr('href')).toBe('#archivo-words');
    await Promise.all([upload(row, jpeg), upload(row, jpeg)]);
    expect((await filesOf(row.id)).length).toBe(1);
    for (const size of [100, 101, 102, 103])
      await upload(row, await (await photo(size, 80)).jpeg().toBuffer());
    const sixth = await upload(row, await (await photo(104, 80)).jpeg().toBuffer());
    expect([sixth.statusCode, (await filesOf(row.id)).length]).toEqual([422, 5]);
    const [first] = await filesOf(row.id);
    await visitor().post(`${ownPath(linkOf(site.deps, row))}/archivos/${first?.id}`, {});
    expect((await filesOf(row.id)).length).toBe(4);
  });

  it('that is refused leaves its bytes nowhere, and everybody is told why', async () => {
    const row = await insertPublished(site.deps, { text: text() });
    await upload(row, await (await photo()).jpeg().toBuffer());
    await show(row);
    const [href = ''] = await publicHrefs(row);
    await show(row, { decision: 'refuse', reason: 'personal_data' });
    expect((await visitor().get(href)).statusCode).toBe(404);
    const [kept] = await filesOf(row.id);
    expect([kept?.state, kept?.sealed_bytes, kept?.file_id]).toEqual(['refused', null, null]);
    const page = readPage(await visitor().get(proposalPath(row.number ?? 0)));
    expect(page.$('main').text()).toContain('Un archivo no se muestra: ');
  });
});

describe('a document', () => {
  it('is only ever downloaded, and the same one of two proposals goes with each', async () => {
    const [one, other] = [
      await insertPublished(site.deps, { text: text() }),
      await insertPublished(site.deps, { text: text() }),
    ];
    for (const row of [one, other]) {
      await upload(row, PDF, { name: 'Cédula de Persona Ficticia.pdf', words: 'El acta' });
      await show(row);
    }
    const [href = ''] = await publicHrefs(one);
    expect(href).not.toContain('persona');
    const { headers } = await visitor().get(href);
    expect(headers['content-disposition']).toContain('attachment');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain('sandbox');
    const page = readPage(await visitor().get(proposalPath(one.number ?? 0)));
    expect(page.$('.proposal-documents').text()).toMatch(/El acta \(PDF, \d+\sB\)/);
    await visitor().post(ownPath(linkOf(site.deps, one)), { action: 'withdraw' });
    const [theirs = ''] = await publicHrefs(other);
    const statuses = async () => [
      (await visitor().get(href)).statusCode,
      (await visitor().get(theirs)).statusCode,
    ];
    expect(await statuses()).toEqual([404, 200]);
    await decideOn(site.deps, await fresh(other), 'hide');
    expect(await statuses()).toEqual([404, 404]);
  });

  it('is of its proposal alone: the same bytes kept by the desk stay when it is withdrawn', async () => {
    const row = await insertPublished(site.deps, { text: text() });
    await upload(row, PDF, { name: 'acta.pdf' });
    await show(row);
    const [href = ''] = await publicHrefs(row);
    const read = readDocument(PDF, 'acta.pdf');
    if (!read.ok) throw new Error(read.fault);
    const keeping = { actor: { kind: 'system', what: 'test' } as const, now: site.deps.now() };
    const kept = await withTransaction(site.deps.db, (trx) =>
      putDocument(trx, read.document, { name: 'acta', kept: true }, keeping),
    );
    expect(kept.href).not.toBe(href);
    await visitor().post(ownPath(linkOf(site.deps, row)), { action: 'withdraw' });
    const statuses = [(await visitor().get(href)).statusCode, (await visitor().get(kept.href)).statusCode];
    expect(statuses).toEqual([404, 200]);
  });

  it.each([
    ['a drawing with a script', SVG, 'dibujo.svg'],
    ['a program', Buffer.from('MZ\u0000\u0001'), 'programa.exe'],
    ['a program called a document', Buffer.from('MZ\u0000\u0001'), 'informe.pdf'],
    ['a page called a table', Buffer.from('<script>alert(1)</script>'), 'datos.csv'],
    ['a table with macros', ARCHIVES.macros, 'tabla.xlsx'],
    ['a plain archive', ARCHIVES.plain, 'todo.zip'],
    ['half a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]), 'foto.jpg'],
    ['a document that is too large', Buffer.concat([PDF, Buffer.alloc(10_000_000, 32), PDF]), 'acta.pdf'],
    ['nothing', Buffer.alloc(0), 'vacio.pdf'],
  ])('%s is refused with words', async (_what, file, name) => {
    const row = await insertReceived(site.deps, { text: text() });
    const answer = await upload(row, file, { name });
    expect(answer.statusCode).toBe(422);
    expect(readPage(answer).$('.error-summary a').attr('href')).toBe('#archivo-file');
    expect(await filesOf(row.id)).toEqual([]);
  });

  it('is not read from whoever has no link, nor taken with a proposal that is not shown', async () => {
    const row = await insertReceived(site.deps, { text: text() });
    const wrong = await upload({ ...row, link_version: 2 }, PDF, { name: 'acta.pdf' });
    expect(wrong.statusCode).toBe(404);
    const refused = await decideOn(site.deps, row, 'refuse');
    const late = await upload(refused, PDF, { name: 'acta.pdf' });
    expect(late.headers.location).toContain('hecho=refused');
    expect(await filesOf(row.id)).toEqual([]);
  });

  it('is not taken while too much waits to be looked at, by whomever it was sent', async () => {
    const [flooding, row] = [
      await insertReceived(site.deps, { text: text() }),
      await insertReceived(site.deps, { text: text() }),
    ];
    await upload(flooding, PDF, { name: 'acta.pdf' });
    const sized = (size: number) =>
      site.deps.db
        .updateTable('proposal_files')
        .set({ size })
        .where('proposal_id', '=', flooding.id)
        .execute();
    await sized(2_000_000_000);
    const busy = await upload(row, PDF, { name: 'acta.pdf' });
    expect([busy.statusCode, await filesOf(row.id)]).toEqual([422, []]);
    await sized(1_900_000_000);
    expect((await upload(row, PDF, { name: 'acta.pdf' })).statusCode).toBe(303);
    await sized(PDF.length);
  });

  it('is seen before others by whoever moderates alone', async () => {
    const row = await insertReceived(site.deps, { text: text() });
    await upload(row, PDF, { name: 'acta.pdf', words: 'El acta' });
    const [kept] = await filesOf(row.id);
    const path = `${officeProposalPath(row.number ?? 0)}/archivos/${kept?.id}`;
    const staff = await moderator();
    expect((await staff.get(path)).rawPayload.equals(PDF)).toBe(true);
    expect((await visitor().get(path)).statusCode).toBe(303);
    const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
    expect((await editor.get(path)).statusCode).toBe(403);
    const other = await insertReceived(site.deps, { text: text() });
    const foreign = `${officeProposalPath(other.number ?? 0)}/archivos/${kept?.id}`;
    expect((await staff.get(foreign)).statusCode).toBe(404);
    expect((await staff.post(foreign, { decision: 'show' })).statusCode).toBe(404);
  });
});

describe('for programs', () => {
  it('there is what everybody may fetch: no more before it was looked at than after it was taken away', async () => {
    const row = await insertPublished(site.deps, { text: text() });
    const answered = async () => {
      const { number } = row;
      const one = (await visitor().get(`${PROPOSALS_API}/${number}`)).json<Record<string, unknown>>();
      const list = (await visitor().get(`${PROPOSALS_API}?limit=1`)).json<{
        data: Record<string, unknown>[];
      }>();
      expect(list.data).toEqual([one]);
      return one['files'];
    };
    await upload(row, PDF, { name: 'Cédula de Persona Ficticia.pdf', words: 'El acta' });
    expect(await answered()).toEqual([]);
    await show(row);
    await upload(row, await (await photo()).jpeg().toBuffer(), { words: 'Una puerta' });
    const [href = ''] = await publicHrefs(row);
    const document = {
      kind: 'document',
      name: href.split('/').at(-1),
      description: 'El acta',
      media_type: 'application/pdf',
      size: PDF.length,
      url: `http://localhost:3000${href}`,
    };
    expect(await answered()).toEqual([document]);
    const [, second] = await filesOf(row.id);
    const office = `${officeProposalPath(row.number ?? 0)}/archivos/${second?.id}`;
    await (await moderator()).post(office, { decision: 'show' });
    const [, picture] = (await answered()) as { url: string; size: number }[];
    expect(picture).toMatchObject({ kind: 'picture', description: 'Una puerta', media_type: 'image/jpeg' });
    const fetched = await visitor().get(new URL(picture?.url ?? '').pathname);
    expect([fetched.statusCode, fetched.rawPayload.length]).toEqual([200, picture?.size]);
    await (await moderator()).post(office, { decision: 'refuse', reason: 'personal_data' });
    expect(await answered()).toEqual([document]);
    await visitor().post(ownPath(linkOf(site.deps, row)), { action: 'withdraw' });
    const gone = await visitor().get(`${PROPOSALS_API}/${row.number}`);
    expect([gone.statusCode, gone.body.includes('/archivos/')]).toEqual([410, false]);
  });
});
