/** Paper: printed with codes, entered once with a photo that nobody else sees and that goes in time. */
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { sendFile, type SentFile } from '../../../test/harness/send-file.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { decideOn, insertPublished, linkOf, sending } from '../proposals/fixtures.ts';
import { supportCounts } from '../proposals/queries/supports.ts';
import { sheetPath } from './addresses.ts';
import { insertMeeting, insertSheets } from './fixtures.ts';
import { forgetDue } from './jobs.ts';
import { findSheet } from './queries/sheets.ts';
import { spellCode } from './rules/code.ts';
import { MOST_RECEIVED } from './rules/meeting.ts';

const site = useApp();
// Also behind a test that failed: whatever comes next has its clock.
afterEach(() => site.setNow(START));

const facilitator = async (): Promise<Visitor> =>
  makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);

let serial = 0;
const said = (change: Record<string, string> = {}) => ({
  title: `De una hoja ${++serial}`,
  problem: 'Nadie contesta el teléfono.',
  summary: 'Que alguien lo conteste.',
  category: 'acceso-a-justicia',
  authors: 'Equipo 2',
  visibility: 'reserved',
  accept: 'yes',
  ...change,
});

const JPEG = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#eee' } })
  .withExif({ IFD0: { Make: 'Camara-Plantada' }, IFD3: { GPSLatitudeRef: 'N' } })
  .jpeg()
  .toBuffer();

const upload = (visitor: Visitor, url: string, fields: Record<string, string>, file?: SentFile) =>
  sendFile({ app: site.app, visitor }, url, fields, file);

const PHOTO = { name: 'photo', filename: 'IMG_0001.jpg', bytes: JPEG };

const published = () =>
  insertPublished(site.deps, { text: { ...sending().text, title: `Con firmas ${++serial}` } });

describe('sheets', () => {
  it('are printed with a code each, in either language; pressed twice they are the same', async () => {
    const meeting = await insertMeeting(site.deps);
    const visitor = await facilitator();
    const path = `/admin/reuniones/${meeting.id}/hojas`;
    const batch =
      readPage(await visitor.get(path))
        .$('input[name=batch]')
        .attr('value') ?? '';
    const order = { kind: 'proposal', count: '3', batch };
    const [one, other] = await Promise.all([visitor.post(path, order), visitor.post(path, order)]);
    expect([one.headers.location, other.headers.location]).toEqual([`${path}/${batch}`, `${path}/${batch}`]);
    const sheets = await visitor.get(`${path}/${batch}`);
    const { $ } = readPage(sheets);
    const codes = $('.paper-code p')
      .toArray()
      .map((p) => $(p).text());
    expect([codes.length, new Set(codes).size, $('svg.qr').length]).toEqual([3, 3, 3]);
    expect(sheets.body).toContain('Mi propuesta para la justicia');
    expect((await visitor.get(`${path}/${batch}?idioma=en`)).body).toContain('My proposal for justice');
    // What is printed in English leaves the desk as it was.
    expect((await visitor.get(path)).body).toContain('Hojas entregadas');
    const { number, title } = await published();
    const none = await visitor.post(path, { kind: 'supports', count: '1' });
    expect([none.statusCode, readPage(none).faults]).toEqual([
      422,
      ['Escriba el número de una propuesta publicada.'],
    ]);
    const signed = readPage(
      await visitor.follow(
        await visitor.post(path, { kind: 'supports', number: String(number), count: '2' }),
      ),
    );
    expect([
      signed.$('.paper-table').length,
      signed.$('.paper-table').first().find('tbody tr').length,
    ]).toEqual([2, 20]);
    expect(signed.$('.paper-proposal').first().text()).toContain(title);
    const given = readPage(await visitor.get(path))
      .$('tbody tr')
      .toArray().length;
    expect(given).toBe(2);
  });

  it('of proposals are entered once, with where they are from; the second time says when and by whom', async () => {
    const meeting = await insertMeeting(site.deps);
    const { codes } = await insertSheets(site.deps, meeting.id);
    const code = codes[0] ?? '';
    const visitor = await facilitator();
    const typed = await visitor.get(`/admin/reuniones/hojas?codigo=${code.toLowerCase()}`);
    expect(typed.headers.location).toBe(sheetPath(code));
    const values = said();
    const [one, other] = await Promise.all([
      upload(visitor, sheetPath(code), values, PHOTO),
      upload(visitor, sheetPath(code), said(), PHOTO),
    ]);
    expect([one.headers.location, other.headers.location].toSorted()).toEqual([
      `${sheetPath(code)}?hecho=already`,
      `${sheetPath(code)}?hecho=entered`,
    ]);
    const rows = await site.deps.db
      .selectFrom('meeting_proposals as m')
      .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
      .selectAll('p')
      .select('m.via')
      .where('m.meeting_id', '=', meeting.id)
      .execute();
    expect(rows.map(({ via, origin, department, state }) => [via, origin, department, state])).toEqual([
      ['sheet', 'paper', 'jalapa', 'received'],
    ]);
    const page = readPage(await visitor.get(sheetPath(code)));
    expect(page.notices).toEqual([
      'Ya se ingresó el lunes, 23 de noviembre de 2026, 09:00, en el papel de facilitación',
    ]);
    expect(page.$('form').length).toBe(page.$('form[action="/admin/salir"]').length);
    const sheets = readPage(await visitor.get(`/admin/reuniones/${meeting.id}/hojas`));
    expect(
      sheets
        .$('tbody tr')
        .first()
        .find('td')
        .toArray()
        .slice(-3)
        .map((td) => sheets.$(td).text()),
    ).toEqual(['1', '1', '0']);
  });

  it('of supports become supports on paper, each sheet its own; a mistake is taken back and entered anew', async () => {
    const meeting = await insertMeeting(site.deps);
    const { id, number } = await published();
    const { codes } = await insertSheets(site.deps, meeting.id, {
      kind: 'supports',
      proposalId: id,
      count: 2,
    });
    const visitor = await facilitator();
    const lines = { seen: '20', discarded: '2', reason: 'Sin firma' };
    const bare = await upload(visitor, sheetPath(codes[0] ?? ''), lines);
    expect([bare.statusCode, readPage(bare).faults]).toEqual([
      422,
      ['Agregue la foto de la hoja: es lo que respalda las firmas.'],
    ]);
    for (const code of codes) await upload(visitor, sheetPath(code), lines, PHOTO);
    const twice = await upload(visitor, sheetPath(codes[0] ?? ''), { ...lines, seen: '19' }, PHOTO);
    expect(twice.headers.location).toBe(`${sheetPath(codes[0] ?? '')}?hecho=already`);
    // Two sheets of one place and day with as many lines are two.
    expect(await supportCounts(site.deps.db, id)).toMatchObject({ paper: 36, discarded: 4 });
    const noted = await site.deps.db
      .selectFrom('proposal_attestations')
      .select(['id', 'sheet'])
      .where('proposal_id', '=', id)
      .execute();
    expect(noted.map(({ sheet }) => sheet).toSorted()).toEqual(codes.toSorted());
    expect((await visitor.get(`/admin/propuestas/${number}/apoyos`)).body).toContain(`hoja ${codes[0]}`);
    const first = noted.find(({ sheet }) => sheet === codes[0]);
    await visitor.post(`/admin/propuestas/${number}/apoyos/${first?.id}`);
    await upload(visitor, sheetPath(codes[0] ?? ''), { seen: '12' }, PHOTO);
    expect(await supportCounts(site.deps.db, id)).toMatchObject({ paper: 30, discarded: 2 });
  });

  it('of a proposal that is not shown any more wait', async () => {
    const meeting = await insertMeeting(site.deps);
    const row = await published();
    const { codes } = await insertSheets(site.deps, meeting.id, { kind: 'supports', proposalId: row.id });
    await decideOn(site.deps, row, 'hide');
    const visitor = await facilitator();
    const lines = { seen: '3', discarded: '1', reason: 'Una firma repetida' };
    const answer = await upload(visitor, sheetPath(codes[0] ?? ''), lines, PHOTO);
    const { $, faults } = readPage(answer);
    expect([answer.statusCode, faults]).toEqual([409, ['Esa propuesta no está publicada']]);
    expect([$('input[name=seen]').attr('value'), $('input[name=reason]').attr('value')]).toEqual([
      '3',
      'Una firma repetida',
    ]);
    expect((await findSheet(site.deps.db, codes[0] ?? ''))?.entered_at).toBe(null);
  });
});

describe('a meeting that took all that it takes', () => {
  it('gives back what was typed from a sheet, which stays to be entered', async () => {
    const meeting = await insertMeeting(site.deps);
    const { codes } = await insertSheets(site.deps, meeting.id);
    const code = codes[0] ?? '';
    await site.deps.db
      .updateTable('meetings')
      .set({ received: MOST_RECEIVED })
      .where('id', '=', meeting.id)
      .execute();
    const values = said();
    const answer = await upload(await facilitator(), sheetPath(code), values, PHOTO);
    const { $, faults } = readPage(answer);
    expect([answer.statusCode, faults]).toEqual([
      409,
      ['La reunión ya recibió todas las propuestas que puede: abra otra'],
    ]);
    expect([$('input[name=title]').attr('value'), $('textarea[name=summary]').text().trim()]).toEqual([
      values.title,
      values.summary,
    ]);
    expect((await findSheet(site.deps.db, code))?.entered_at).toBe(null);
  });
});

describe('the photo of a sheet', () => {
  it('is made anew, sealed, seen by the desk only, and goes with its term or with what was taken back', async () => {
    const meeting = await insertMeeting(site.deps);
    const { codes } = await insertSheets(site.deps, meeting.id, { count: 2 });
    const visitor = await facilitator();
    // Those of the tests before.
    await site.deps.db.deleteFrom('meeting_sheet_photos').execute();
    for (const code of codes) {
      const entered = await upload(visitor, sheetPath(code), said(), PHOTO);
      // What a busy machine refused (503) is told here, not by a photo that is missing below.
      expect([entered.statusCode, readPage(entered).faults]).toEqual([303, []]);
    }
    const kept = await site.deps.db.selectFrom('meeting_sheet_photos').selectAll().execute();
    expect(kept.map(({ sealed }) => sealed.includes(Buffer.from('Camara-Plantada')))).toEqual([false, false]);
    const path = `${sheetPath(codes[0] ?? '')}/foto`;
    const photo = await site.app.inject({ url: path, headers: { cookie: visitor.cookie() } });
    expect([photo.statusCode, photo.headers['content-type'], photo.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'no-store',
    ]);
    const facts = await sharp(photo.rawPayload).metadata();
    expect([facts.width, facts.height, facts.exif]).toEqual([60, 80, undefined]);
    // Neither for strangers nor among the files of the site.
    expect((await makeVisitor(site.app).get(path)).statusCode).toBe(303);
    const other = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
    expect((await other.get(path)).statusCode).toBe(403);
    expect(await site.deps.db.selectFrom('files').select('id').execute()).toEqual([]);

    const sheet = await findSheet(site.deps.db, codes[1] ?? '');
    const row = await site.deps.db
      .selectFrom('proposals')
      .selectAll()
      .where('id', '=', sheet?.proposal_id ?? '')
      .executeTakeFirstOrThrow();
    await makeVisitor(site.app).post(`/propuestas/propia/${linkOf(site.deps, row)}`, { action: 'withdraw' });
    const left = () => site.deps.db.selectFrom('meeting_sheet_photos').select('sheet_id').execute();
    expect((await left()).map(({ sheet_id: id }) => id)).not.toContain(sheet?.id);
    expect(await forgetDue(site.deps)).toEqual({ photos: 0, lists: 0 });
    expect((await left()).length).toBe(1);
    site.setNow(site.deps.now().add({ hours: 24 * 366 }));
    expect(await forgetDue(site.deps)).toEqual({ photos: 1, lists: 0 });
    expect(await left()).toEqual([]);
    // It stays entered.
    expect((await findSheet(site.deps.db, codes[0] ?? ''))?.entered_at).not.toBe(null);
  });

  it('that is no picture is refused in words, and nothing is entered', async () => {
    const meeting = await insertMeeting(site.deps);
    const { codes } = await insertSheets(site.deps, meeting.id);
    const code = codes[0] ?? '';
    const answer = await upload(await facilitator(), sheetPath(code), said(), {
      ...PHOTO,
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    });
    expect([answer.statusCode, readPage(answer).faults.length]).toEqual([422, 1]);
    expect((await findSheet(site.deps.db, code))?.entered_at).toBe(null);
    const wrong = await (await facilitator()).get('/admin/reuniones/hojas?codigo=KTM');
    expect([wrong.statusCode, readPage(wrong).faults]).toEqual([
      422,
      ['Ninguna hoja tiene ese código. Revise letra por letra.'],
    ]);
    expect(
      (await (await facilitator()).get(`/admin/reuniones/hojas/${spellCode('KTM4RVX')}`)).statusCode,
    ).toBe(404);
  });
});
