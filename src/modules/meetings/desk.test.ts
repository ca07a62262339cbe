/** A meeting at the desk: opened and changed, what is typed for others, hands that are raised, what was born there. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { decideOn, insertPublished, sending } from '../proposals/fixtures.ts';
import { findByNumber, findProposal } from '../proposals/queries/own.ts';
import { openText } from '../proposals/index.ts';
import { tablePath } from './addresses.ts';
import { broughtBy, insertMeeting, tableText } from './fixtures.ts';
import { findMeeting, type MeetingRow } from './queries/meetings.ts';
import { MOST_RECEIVED, nextTeam } from './rules/meeting.ts';

const site = useApp();

const desk = async (...roles: Parameters<typeof signInAs>[1][]): Promise<Visitor> =>
  makeVisitor(
    site.app,
    (await signInAs(site.deps, ...(roles.length > 0 ? roles : ['facilitator' as const]))).cookie,
  );

const send = (meeting: Pick<MeetingRow, 'code'>, values = tableText()) =>
  makeVisitor(site.app).post(tablePath(meeting.code), values);

const FACTS = {
  title: 'Taller de propuestas',
  place: 'Salón comunal inventado',
  on_date: '2026-11-23',
  department: 'jalapa',
  visibility: 'reserved',
};

describe('opening a meeting', () => {
  it('is for those who run them, gives a code, and pressed twice opens one', async () => {
    const outsider = await desk('observer');
    expect((await outsider.get('/admin/reuniones')).statusCode).toBe(403);
    const facilitator = await desk();
    const [one, other] = await Promise.all([
      facilitator.post('/admin/reuniones/nueva', FACTS),
      facilitator.post('/admin/reuniones/nueva', FACTS),
    ]);
    expect([one.statusCode, other.headers.location]).toEqual([303, one.headers.location]);
    const page = await facilitator.follow(one);
    const { $, title, notices } = readPage(page);
    expect([title, notices]).toEqual([
      FACTS.title,
      ['La reunión está abierta: muestre el cartel o dicte el código'],
    ]);
    const code = $('.meeting-code-signs').text();
    expect(code).toMatch(/^[3479CDFHJKMNPRTVWXY]{3}-[3479CDFHJKMNPRTVWXY]{4}$/);
    const [typed] = [code.toLowerCase().replace('-', ' ')];
    const found = await makeVisitor(site.app).get(`/mesa?codigo=${encodeURIComponent(typed)}`);
    expect(found.headers.location).toBe(`/mesa/${code}`);
    const poster = await facilitator.get(`${String(one.headers.location).split('?')[0]}/cartel?idioma=en`);
    expect(poster.body).toContain('Scan and write your proposal');
    expect((await facilitator.get('/admin/reuniones')).body).toContain('Reuniones');
  });

  it('says what is missing, and whoever saves over newer changes is told', async () => {
    const facilitator = await desk();
    const none = await facilitator.post('/admin/reuniones/nueva', { title: 'Taller', event: 'x' });
    expect([none.statusCode, readPage(none).faults.length]).toEqual([422, 3]);
    const { id } = await insertMeeting(site.deps);
    const path = `/admin/reuniones/${id}/cambiar`;
    const first = await facilitator.post(path, { ...FACTS, version: '1', title: 'Taller corregido' });
    expect(first.headers.location).toBe(`/admin/reuniones/${id}?hecho=saved`);
    const late = await facilitator.post(path, { ...FACTS, version: '1', title: 'Otro título' });
    const again = readPage(late);
    expect([late.statusCode, again.faults]).toEqual([
      422,
      [
        'Alguien guardó otros cambios mientras tanto. Lo que usted escribió sigue abajo: si lo guarda, queda lo suyo.',
      ],
    ]);
    expect((await findMeeting(site.deps.db, id))?.title).toBe('Taller corregido');
    expect([
      again.$('input[name=title]').attr('value'),
      again.$('input[name=version]').attr('value'),
    ]).toEqual(['Otro título', '2']);
  });
});

describe('one phone for all', () => {
  it('receives what is typed one after the other, and knows which team is next', async () => {
    const meeting = await insertMeeting(site.deps);
    const facilitator = await desk();
    const path = `/admin/reuniones/${meeting.id}/escribir`;
    const answer = await facilitator.post(path, tableText({ authors: 'Equipo 4' }));
    const next = readPage(await facilitator.follow(answer));
    const [row] = await broughtBy(site.deps, meeting.id);
    expect([row?.via, row?.origin]).toEqual(['desk', 'meeting']);
    expect(next.notices).toEqual([`Recibida con el n.º ${row?.number}`]);
    expect(next.$('textarea[name=authors]').text().trim()).toBe('Equipo 5');
    const link = next.$('.notice a').attr('href') ?? '';
    expect(readPage(await makeVisitor(site.app).get(link)).title).toBe(`Recibida con el n.º ${row?.number}`);
    await facilitator.post(path, tableText({ authors: 'Rosa Ficticia' }));
    expect(
      readPage(await facilitator.get(path))
        .$('textarea[name=authors]')
        .text()
        .trim(),
    ).toBe('');
    // Somebody who came late tells them after the code was closed.
    await facilitator.post(`/admin/reuniones/${meeting.id}/estado`, { open: 'no' });
    expect((await facilitator.post(path, tableText())).headers.location).toContain(`${path}?hecho=sent&`);
    const bad = await facilitator.post(path, { title: 'Sin más' });
    expect([bad.statusCode, readPage(bad).faults.length]).toEqual([422, 4]);
  });

  it('shows the link of what one typed to oneself, for some minutes, and of nothing else', async () => {
    const meeting = await insertMeeting(site.deps);
    const [one, other] = [await desk(), await desk()];
    const path = `/admin/reuniones/${meeting.id}/escribir`;
    const values = tableText();
    const typed = await one.post(path, values);
    const twice = await one.post(path, values);
    expect(twice.headers.location).toBe(typed.headers.location);
    const [row] = await broughtBy(site.deps, meeting.id);
    const shown = async (visitor: Visitor, url: string) =>
      readPage(await visitor.get(url))
        .$('.notice a')
        .toArray().length;
    // Somebody else has typed theirs since.
    await other.post(path, tableText());
    const { notices } = readPage(await one.get(String(typed.headers.location)));
    expect(notices).toEqual([`Recibida con el n.º ${row?.number}`]);
    expect(await shown(other, String(typed.headers.location))).toBe(0);
    expect(await shown(one, `${path}?hecho=sent`)).toBe(0);
    await send(meeting);
    const phone = (await broughtBy(site.deps, meeting.id)).find(({ via }) => via === 'phone');
    expect(await shown(one, `${path}?hecho=sent&recibida=${phone?.id}`)).toBe(0);
    const elsewhere = await insertMeeting(site.deps);
    expect(await shown(one, `/admin/reuniones/${elsewhere.id}/escribir?hecho=sent&recibida=${row?.id}`)).toBe(
      0,
    );
    // The same words, typed by somebody else: theirs are not a way to the link of the first.
    const same = await other.post(path, values);
    expect(await shown(other, String(same.headers.location))).toBe(0);
    expect(readPage(await other.follow(same)).notices).toEqual([
      'Esa propuesta ya se había recibido: no se guardó otra vez',
    ]);
    site.setNow(site.deps.now().add({ minutes: 11 }));
    expect(await shown(one, String(typed.headers.location))).toBe(0);
    site.setNow('2026-11-23T15:00:00Z');
  });

  it('gives back what finds no room, to be sent in another meeting', async () => {
    const meeting = await insertMeeting(site.deps);
    await site.deps.db
      .updateTable('meetings')
      .set({ received: MOST_RECEIVED })
      .where('id', '=', meeting.id)
      .execute();
    const values = tableText();
    const answer = await (await desk()).post(`/admin/reuniones/${meeting.id}/escribir`, values);
    const { $, faults } = readPage(answer);
    expect([answer.statusCode, faults]).toEqual([
      409,
      ['La reunión ya recibió todas las propuestas que puede: abra otra'],
    ]);
    expect([$('input[name=title]').attr('value'), $('textarea[name=summary]').text().trim()]).toEqual([
      values.title,
      values.summary,
    ]);
  });

  it.each([
    [['Equipo 4'], 'Equipo 5'],
    [['Mesa 9'], 'Mesa 10'],
    [['Equipo 2', 'Equipo 3'], ''],
    [['Rosa Ficticia 2'], ''],
    [['Equipo verde'], ''],
    [[], ''],
  ])('after %j comes %j', (names, team) => {
    expect(nextTeam(names)).toBe(team);
  });

  it('shows what came in, with its title, to those who run the meeting', async () => {
    const meeting = await insertMeeting(site.deps);
    const values = tableText();
    await send(meeting, values);
    const page = readPage(await (await desk()).get(`/admin/reuniones/${meeting.id}`));
    expect(page.$('tbody tr').text()).toContain(values.title);
    expect(page.$('tbody tr').text()).toContain('Desde su teléfono');
    // Whoever may moderate is led on.
    const moderator = readPage(await (await desk('moderator')).get(`/admin/reuniones/${meeting.id}`));
    const [row] = await broughtBy(site.deps, meeting.id);
    expect(moderator.$(`a[href="/admin/propuestas/${row?.number}"]`).length).toBe(1);
    expect(page.$(`a[href="/admin/propuestas/${row?.number}"]`).length).toBe(0);
  });
});

describe('raised hands', () => {
  it('are noted for a published proposal with the place and day of the meeting, a double click once', async () => {
    const meeting = await insertMeeting(site.deps);
    const text = { ...sending().text, title: 'Manos que se levantan' };
    const { id, number } = await insertPublished(site.deps, { text });
    const facilitator = await desk();
    const path = `/admin/reuniones/${meeting.id}/apoyos`;
    const hands = { number: String(number), seen: '31', discarded: '1', reason: 'Se contó dos veces' };
    const [one] = await Promise.all([facilitator.post(path, hands), facilitator.post(path, hands)]);
    expect(one.headers.location).toBe(`${path}?hecho=attested`);
    const rows = await site.deps.db
      .selectFrom('proposal_attestations')
      .selectAll()
      .where('proposal_id', '=', id)
      .execute();
    expect(
      rows.map(({ kind, seen, discarded, place, on_date: day }) => [
        kind,
        seen,
        discarded,
        place,
        String(day),
      ]),
    ).toEqual([['meeting', 31, 1, `${meeting.title}, Salón comunal inventado`, '2026-11-23']]);
    const faults = await facilitator.post(path, { number: '999999', seen: '2', discarded: '3' });
    expect([faults.statusCode, readPage(faults).faults]).toEqual([
      422,
      [
        'Escriba el número de una propuesta publicada.',
        'No pueden ser más que los que hay.',
        'Diga por qué no cuentan.',
      ],
    ]);
  });
});

describe('what was born there', () => {
  it('says where on its public page, and the meeting has a past once somebody can read of it', async () => {
    const meeting = await insertMeeting(site.deps, { title: 'Taller con pasado' });
    await send(meeting);
    const [sent] = await broughtBy(site.deps, meeting.id);
    const row = sent && (await findProposal(site.deps.db, sent.id));
    if (!row) throw new Error('nothing was received');
    const visitor = makeVisitor(site.app);
    expect((await visitor.get(`/historial/reunion/${meeting.id}`)).statusCode).toBe(404);
    await decideOn(site.deps, row, 'publish');
    const page = await visitor.get(`/propuestas/${row.number}`);
    expect(page.body).toContain('Nació en «Taller con pasado»');
    expect(page.body).toContain('Salón comunal inventado · Lunes, 23 de noviembre de 2026');
    expect((await visitor.get(`/historial/reunion/${meeting.id}`)).statusCode).toBe(200);
    const found = await findByNumber(site.deps.db, row.number ?? 0);
    expect(found && openText(site.deps.vault, found)?.title).toBe(found?.title);
  });
});
