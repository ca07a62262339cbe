/** A meeting: a room that sends behind one address, a mailbox for whoever likes. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { ANONYMOUS } from '../../platform/access/access.ts';
import { insertEdition } from '../events/fixtures.ts';
import { linkOf } from '../proposals/fixtures.ts';
import { tablePath } from './addresses.ts';
import { setOpen } from './commands/meetings.ts';
import { broughtBy, insertMeeting, tableText } from './fixtures.ts';
import { forgetDue } from './jobs.ts';
import { LINK_MAIL } from './kinds.ts';
import { meetingMails } from './mails.ts';
import { findMeeting, type MeetingRow } from './queries/meetings.ts';
import { spellCode } from './rules/code.ts';
import { MOST_RECEIVED } from './rules/meeting.ts';

const site = useApp();

const desk = async (...roles: Parameters<typeof signInAs>[1][]): Promise<Visitor> =>
  makeVisitor(
    site.app,
    (await signInAs(site.deps, ...(roles.length > 0 ? roles : ['facilitator' as const]))).cookie,
  );

const send = (meeting: Pick<MeetingRow, 'code'>, values = tableText()) =>
  makeVisitor(site.app).post(tablePath(meeting.code), values);

describe('a room', () => {
  it('sends behind one address as many as it has, two at a time, each once, numbers without gaps', async () => {
    const meeting = await insertMeeting(site.deps);
    const before = Number(
      (await site.deps.db.selectFrom('proposal_numbers').select('last').executeTakeFirst())?.last ?? 0,
    );
    const values = Array.from({ length: 300 }, () => tableText());
    const codes: number[] = [];
    const queue = [...values];
    const work = async (): Promise<void> => {
      for (let one = queue.pop(); one; one = queue.pop()) codes.push((await send(meeting, one)).statusCode);
    };
    await Promise.all([work(), work()]);
    expect(codes.filter((code) => code === 303).length).toBe(300);
    const rows = await broughtBy(site.deps, meeting.id);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 300 }, (_, n) => before + n + 1));
    expect((await findMeeting(site.deps.db, meeting.id))?.received).toBe(300);
  }, 120_000);

  it('fills in where it is from, and gives the secret link to be photographed; sent twice it is one', async () => {
    const event = await insertEdition(site.deps.db, 'encuentro-con-mesa');
    const meeting = await insertMeeting(site.deps, {
      eventId: event.id,
      category: 'mediciones',
      visibility: 'name',
    });
    const form = readPage(await makeVisitor(site.app).get(tablePath(meeting.code)));
    expect([
      form.$('select[name=category] option[selected]').attr('value'),
      form.$('input[name=visibility][checked]').attr('value'),
    ]).toEqual(['mediciones', 'name']);
    // What the form does not ask for changes nothing, whoever sends it.
    const values = tableText({ department: 'zacapa', from_event: 'no' });
    const [one, other] = await Promise.all([send(meeting, values), send(meeting, values)]);
    expect(other.headers.location).toBe(one.headers.location);
    expect(one.headers.location).toMatch(
      new RegExp(`^/mesa/${spellCode(meeting.code)}/recibida/[\\w-]{43}$`),
    );
    const [row, ...more] = await broughtBy(site.deps, meeting.id);
    expect(more).toEqual([]);
    expect([
      row?.state,
      row?.origin,
      row?.from_event,
      row?.event_id,
      row?.department,
      row?.address_hash,
    ]).toEqual(['received', 'meeting', true, event.id, 'jalapa', null]);
    const sent = await makeVisitor(site.app).get(String(one.headers.location));
    expect(sent.headers['cache-control']).toBe('no-store');
    const { $, title } = readPage(sent);
    expect(title).toBe(`Recibida con el n.º ${row?.number}`);
    expect($('svg.qr').length).toBe(1);
    const own = $('.meeting-link').text().replace('http://localhost:3000', '');
    expect((await makeVisitor(site.app).get(own)).body).toContain(values.title);
    // The link of one meeting is none of another.
    const elsewhere = await insertMeeting(site.deps);
    const token = String(one.headers.location).split('/').at(-1);
    expect(
      (await makeVisitor(site.app).get(`${tablePath(elsewhere.code)}/recibida/${token}`)).statusCode,
    ).toBe(404);
  });

  it('leads whoever sent the same before, elsewhere, to what is theirs', async () => {
    const [here, there] = [await insertMeeting(site.deps), await insertMeeting(site.deps)];
    const values = tableText();
    const first = await send(there, values);
    const token = String(first.headers.location).split('/').at(-1);
    expect((await send(here, values)).headers.location).toBe(`/propuestas/propia/${token}`);
    expect(await broughtBy(site.deps, here.id)).toEqual([]);
  });

  it('that is closed says so and keeps nothing; open again it takes; a wrong code is led back', async () => {
    const meeting = await insertMeeting(site.deps);
    const facilitator = await desk();
    const state = `/admin/reuniones/${meeting.id}/estado`;
    await Promise.all([facilitator.post(state, { open: 'no' }), facilitator.post(state, { open: 'no' })]);
    const closed = await makeVisitor(site.app).get(tablePath(meeting.code));
    expect([closed.statusCode, readPage(closed).title]).toEqual([200, 'Esta reunión está cerrada']);
    const refused = await send(meeting);
    expect([refused.statusCode, readPage(refused).title]).toEqual([409, 'Esta reunión está cerrada']);
    expect(await broughtBy(site.deps, meeting.id)).toEqual([]);
    await facilitator.post(state, { open: 'yes' });
    expect((await send(meeting)).statusCode).toBe(303);
    const wrong = await makeVisitor(site.app).get('/mesa/KTM-4RVZ');
    expect([wrong.statusCode, readPage(wrong).faults]).toEqual([
      404,
      ['Ninguna reunión tiene ese código. Revise letra por letra.'],
    ]);
    expect((await makeVisitor(site.app).get('/mesa?codigo=hola')).statusCode).toBe(422);
  });

  it.each(['closed', 'full'] as const)('that is %s loses nothing of what was typed', async (why) => {
    const meeting = await insertMeeting(site.deps, { department: 'zacapa' });
    await site.deps.db
      .updateTable('meetings')
      .set(why === 'closed' ? { is_open: false } : { received: MOST_RECEIVED })
      .where('id', '=', meeting.id)
      .execute();
    const values = { ...tableText(), email: 'rosa.plantada@ejemplo.test' };
    const visitor = makeVisitor(site.app);
    const formOf = ({ $ }: ReturnType<typeof readPage>) => $('form[action="/propuestas/nueva"]');
    // Whole, or with faults: it is all there, to be sent without a meeting.
    for (const typed of [values, { ...values, summary: '' }]) {
      const refused = await visitor.post(tablePath(meeting.code), typed);
      const form = formOf(readPage(refused));
      expect([
        refused.statusCode,
        form.find('input[name=title]').attr('value'),
        form.find('textarea[name=problem]').text().trim(),
        form.find('textarea[name=authors]').text().trim(),
        form.find('input[name=email]').attr('value'),
        form.find('select[name=department] option[selected]').attr('value'),
        form.find('input[name=from_event][checked]').length,
        form.find('button[name=action][value=draft]').length,
      ]).toEqual([409, typed.title, typed.problem, typed.authors, typed.email, 'zacapa', 1, 1]);
    }
    const faulty = readPage(await visitor.post(tablePath(meeting.code), { ...values, summary: '' }));
    expect(faulty.faults.length).toBe(1);
    const draft = await visitor.post('/propuestas/nueva', { ...values, action: 'draft' });
    expect(draft.headers.location).toMatch(/^\/propuestas\/borrador\/.*hecho=saved$/);
    // Who only opens the page has typed nothing.
    expect(formOf(readPage(await visitor.get(tablePath(meeting.code)))).length).toBe(0);
  });

  it('closed while somebody sends keeps nothing of it, not even a number', async () => {
    const meeting = await insertMeeting(site.deps);
    const last = async () =>
      (await site.deps.db.selectFrom('proposal_numbers').select('last').executeTakeFirst())?.last;
    const before = await last();
    let sent: ReturnType<typeof send> | undefined;
    await site.deps.db.transaction().execute(async (trx) => {
      await trx.selectFrom('meetings').select('id').where('id', '=', meeting.id).forUpdate().execute();
      sent = send(meeting);
      // It has come as far as the row of the meeting, and waits there.
      await expect
        .poll(async () => {
          const { rows } = await sql<{ n: number }>`
            select count(*)::int as n from pg_stat_activity where datname = current_database()
              and wait_event_type = 'Lock' and query like '%update "meetings"%'`.execute(site.deps.db);
          return rows[0]?.n;
        })
        .toBe(1);
      const context = { actor: ANONYMOUS, vault: site.deps.vault, now: site.deps.now() };
      await setOpen(trx, context, meeting.id, false);
    });
    const refused = await sent;
    expect([refused?.statusCode, refused?.body.includes('action="/propuestas/nueva"')]).toEqual([409, true]);
    expect([await broughtBy(site.deps, meeting.id), await last()]).toEqual([[], before]);
  });

  it('takes so many and no more, and says so', async () => {
    const meeting = await insertMeeting(site.deps);
    await site.deps.db
      .updateTable('meetings')
      .set({ received: MOST_RECEIVED - 1 })
      .where('id', '=', meeting.id)
      .execute();
    const answers = await Promise.all([send(meeting), send(meeting)]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409);
    expect(refused && readPage(refused).title).toBe('Esta reunión ya recibió todas las propuestas que puede');
    expect((await broughtBy(site.deps, meeting.id)).length).toBe(1);
  });

  it('keeps no address of a device, and authors nowhere in the open', async () => {
    const meeting = await insertMeeting(site.deps);
    await site.app.inject({
      method: 'POST',
      url: tablePath(meeting.code),
      remoteAddress: '203.0.113.77',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Telefono-Plantado/1.0' },
      payload: new URLSearchParams(tableText({ authors: 'Persona Plantada Ficticia' })).toString(),
    });
    const [row] = await broughtBy(site.deps, meeting.id);
    const everything = await Promise.all(
      (['meetings', 'meeting_proposals', 'meeting_sheets', 'proposals', 'audit_log', 'history'] as const).map(
        (table) => site.deps.db.selectFrom(table).selectAll().execute(),
      ),
    );
    expect(row?.number).toBeGreaterThan(0);
    const text = JSON.stringify(everything);
    for (const planted of ['203.0.113.77', 'Telefono-Plantado', 'Plantada'])
      expect(text).not.toContain(planted);
  });
});

describe('a mailbox, if somebody likes', () => {
  const mailOf = async (id: string) => await meetingMails(site.deps)[0]?.compose(id, {}, site.deps.db);
  const promised = async () =>
    (await site.deps.db.selectFrom('mails').select('subject_id').where('kind', '=', LINK_MAIL).execute())
      .length;

  it('gets the link once; the proposal has its number at once, and the address is gone after a week', async () => {
    const meeting = await insertMeeting(site.deps);
    const values = tableText({ email: 'rosa.plantada@ejemplo.test' });
    const [answer] = await Promise.all([send(meeting, values), send(meeting, values)]);
    const [row] = await broughtBy(site.deps, meeting.id);
    expect([row?.state, row?.address_hash, await promised()]).toEqual(['received', null, 1]);
    const mail = await mailOf(row?.id ?? '');
    const token = String(answer.headers.location).split('/').at(-1) ?? '';
    expect([mail?.to.address, mail?.text.includes(`/propuestas/propia/${token}`)]).toEqual([
      'rosa.plantada@ejemplo.test',
      true,
    ]);
    expect(mail?.text).not.toContain(values.title);
    const stored = await site.deps.db.selectFrom('meeting_proposals').selectAll().execute();
    expect(stored.some(({ sealed_address: sealed }) => sealed?.includes(Buffer.from('plantada')))).toBe(
      false,
    );
    site.setNow(site.deps.now().add({ hours: 24 * 8 }));
    await forgetDue(site.deps);
    expect(await mailOf(row?.id ?? '')).toBe(undefined);
    site.setNow('2026-11-23T15:00:00Z');
  });

  it('of somebody else gets five a day at most, and everything is received all the same', async () => {
    const meeting = await insertMeeting(site.deps);
    const before = await promised();
    for (let n = 0; n < 7; n++) await send(meeting, tableText({ email: 'ajena@ejemplo.test' }));
    expect([(await broughtBy(site.deps, meeting.id)).length, (await promised()) - before]).toEqual([7, 5]);
    // Withdrawn before it went out, it tells nobody.
    const [row] = await broughtBy(site.deps, meeting.id);
    if (row)
      await makeVisitor(site.app).post(`/propuestas/propia/${linkOf(site.deps, row)}`, {
        action: 'withdraw',
      });
    expect(await mailOf(row?.id ?? '')).toBe(undefined);
  });
});
