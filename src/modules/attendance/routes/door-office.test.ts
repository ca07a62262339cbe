import { load } from 'cheerio';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { linkToken } from '../../events/person.ts';
import { START, useApp } from '../../../../test/harness/app.ts';
import { makeDoor, openPhone } from '../../../../test/harness/door.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { words } from '../../../../test/harness/visit.ts';
import { makeVisitor } from '../../../../test/harness/visitor.ts';
import { KEPT_DOOR } from '../door-kept.ts';
import { groupCode, readCode } from '../rules/ticket-code.ts';

const site = useApp();
const office = async () => makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);

describe('the organiser’s door', () => {
  it('starts on this phone, for the length of the Encuentro and a day', async () => {
    const { event } = await makeDoor(site.deps, 'empezar', [{}]);
    const visitor = await office();
    const page = `/admin/encuentros/${event.slug}/puerta`;
    const empty = await visitor.post(`${page}/empezar`, { label: '' });
    expect(empty.statusCode).toBe(422);
    expect(words(load(empty.body), '.error-summary a')).toContain('Nombre del teléfono');
    const started = await visitor.post(`${page}/empezar`, { label: 'Entrada norte' });
    const path = String(started.headers.location);
    expect(path).toMatch(/^\/puerta\/[\w-]{43}$/);
    expect(String(started.headers['set-cookie'])).toContain(`Path=${path}; HttpOnly; SameSite=Lax`);
    // Marks for a day after the end; what it kept without network it may still bring for a month.
    expect(String(started.headers['set-cookie'])).toContain(`Max-Age=${(32 + 30 * 24) * 3600}`);
    expect(words(load((await visitor.get(path)).body), '.door-edition')).toContain('Entrada norte');
    expect(words(load((await visitor.get(page)).body), '#telefonos')).toContain('Entrada norteDel equipo');
  });

  it('lets a helper’s phone in by a link that works once, for half an hour', async () => {
    const { event, people } = await makeDoor(site.deps, 'enlace', [{ name: 'Ximena Ficticia' }]);
    const visitor = await office();
    const page = `/admin/encuentros/${event.slug}/puerta`;
    const link = async () => {
      const shown = await visitor.follow(
        await visitor.post(`${page}/enlace`, { label: 'Entrada sur', may_search: 'yes' }),
      );
      expect(load(shown.body)('svg.qr').attr('aria-label')).toBe('QR con el enlace para abrir la puerta');
      return {
        url: String(shown.body.match(/\/puerta\/abrir\/[\w-]{43}/)?.[0]),
        at: String(shown.headers.location),
      };
    };
    const { url } = await link();
    // Looking uses nothing up.
    for (let looks = 0; looks < 2; looks++) expect((await site.app.inject({ url })).statusCode).toBe(200);
    const helpers = [makeVisitor(site.app), makeVisitor(site.app), makeVisitor(site.app)];
    const answers = await Promise.all(helpers.map((helper) => helper.post(url)));
    expect(answers.map((a) => a.statusCode).toSorted()).toEqual([200, 200, 303]);
    const won = answers.findIndex((a) => a.statusCode === 303);
    const path = String(answers[won]?.headers.location);
    const sent = await helpers[won]?.post(`${path}/entrar`, { code: people[0]?.code ?? '' });
    expect(
      words(load((await helpers[won]?.get(String(sent?.headers.location)))?.body ?? ''), '#puerta-resultado'),
    ).toContain('Ximena Ficticia');
    expect(words(load((await helpers[0]?.get(url))?.body ?? ''), '.notice-title')).toBe(
      'Este enlace ya se usó o venció',
    );
    const late = await link();
    site.setNow(START.add({ minutes: 31 }));
    expect((await makeVisitor(site.app).post(late.url)).statusCode).toBe(200);
    site.setNow(START);
    expect((await makeVisitor(site.app).post(late.url)).statusCode).toBe(303);
    expect((await site.app.inject({ url: `${url.slice(0, -2)}AA` })).statusCode).toBe(404);
  });

  it('shows arrivals with a way to take them back, and tickets read twice', async () => {
    const { event, people } = await makeDoor(site.deps, 'revisar', [{ name: 'Bruno Inventado' }]);
    const phone = await openPhone(site.deps, event);
    const door = makeVisitor(site.app, phone.cookie);
    for (let twice = 0; twice < 2; twice++)
      await door.post(`${phone.path}/entrar`, { code: people[0]?.code ?? '' });
    const visitor = await office();
    const page = `/admin/encuentros/${event.slug}/puerta`;
    const $ = load((await visitor.get(page)).body);
    expect(words($, '.stat-grid')).toBe('Llegaron1Se esperan en persona1Lecturas repetidas1');
    expect($(`a[href$="/inscripciones/${people[0]?.id}"]`).length).toBe(2);
    const undone = await visitor.post(`${page}/deshacer`, { registration: people[0]?.id ?? '' });
    const after = load((await visitor.follow(undone)).body);
    expect(words(after, '.notice-title')).toContain('Se quitó la marca de llegada');
    expect(words(after, '.stat-grid')).toContain('Llegaron0');
    const { rows } = await sql<{
      action: string;
    }>`select action from audit_log where subject_id = ${people[0]?.id}
      and action like 'attendance.%'`.execute(site.deps.db);
    expect(rows).toEqual([{ action: 'attendance.undo_arrival' }]);
  });
});

describe('the ticket', () => {
  it('is linked from one’s own registration, names nobody, and can be typed', async () => {
    const { event, people } = await makeDoor(site.deps, 'boleto', [
      { name: 'Núria Supuesta' },
      { attendance: 'online' },
    ]);
    const [own] = people;
    const path = `/registro/${linkToken(site.deps.vault, { id: own?.id ?? '', link_version: 1 })}`;
    const visitor = makeVisitor(site.app);
    expect(load((await visitor.get(path)).body)(`a[href="${path}/entrada"]`).text()).toBe(
      'Ver o imprimir la entrada',
    );
    const ticket = await visitor.get(`${path}/entrada`);
    expect(ticket.statusCode).toBe(200);
    const shown = words(load(ticket.body), '.ticket-code');
    expect(shown).toBe(groupCode(own?.code ?? ''));
    expect(readCode(shown)).toMatchObject({ ok: true, code: own?.code });
    expect(words(load(ticket.body), 'main')).not.toContain('Núria');
    expect(ticket.body.replaceAll(path, '')).not.toContain(path.slice('/registro/'.length));
    await sql`update event_registrations set state = 'waitlisted' where id = ${own?.id}`.execute(
      site.deps.db,
    );
    expect((await visitor.get(`${path}/entrada`)).headers.location).toBe(path);
    expect((await visitor.get(path)).body).not.toContain('/entrada"');
    // The code is no key to anything else.
    expect((await visitor.get(`/registro/${own?.code}`)).statusCode).toBe(404);
    expect(event.venue).toBe('Salón de prueba');
  });

  it('is for those who come to a place', async () => {
    const { people } = await makeDoor(site.deps, 'sin-sede', [{ attendance: 'online' }, {}], {
      event: { venue: '' },
    });
    const status = async (n: number) => {
      const token = linkToken(site.deps.vault, { id: people[n]?.id ?? '', link_version: 1 });
      return (await site.app.inject({ url: `/registro/${token}/entrada` })).statusCode;
    };
    expect([await status(0), await status(1)]).toEqual([303, 200]);
  });
});

describe('what the door keeps', () => {
  it('is shown to its person, erased for one, purged for all', async () => {
    const { event, people } = await makeDoor(site.deps, 'purga', [{}, {}]);
    const other = await makeDoor(site.deps, 'purga-otra', [{}]);
    for (const { event: one, people: all } of [{ event, people }, other]) {
      const phone = await openPhone(site.deps, one);
      const door = makeVisitor(site.app, phone.cookie);
      for (const { code } of all) await door.post(`${phone.path}/entrar`, { code });
    }
    const { db } = site.deps;
    const rows = async (eventId: string) => {
      const counts = await sql<{ t: number; s: number; p: number }>`select
        (select count(*) from door_tickets where event_id = ${eventId}) as t,
        (select count(*) from door_scans where event_id = ${eventId}) as s,
        (select count(*) from door_phones where event_id = ${eventId}) as p`.execute(db);
      return Object.values(counts.rows[0] ?? {});
    };
    expect(await KEPT_DOOR.exportOne?.(db, people[0]?.id ?? '', site.deps)).toEqual({
      scans: [{ at: START.toString(), way: 'hand', outcome: 'arrived' }],
    });
    await withTransaction(db, async (trx) => await KEPT_DOOR.eraseOne?.(trx, people[0]?.id ?? '', site.deps));
    expect(await KEPT_DOOR.exportOne?.(db, people[0]?.id ?? '', site.deps)).toBe(undefined);
    expect(await rows(event.id)).toEqual([1, 1, 1]);
    const purge = () => withTransaction(db, (trx) => KEPT_DOOR.purge(trx, event.id, site.deps));
    expect(await purge()).toEqual({ door_scans: 1, door_tickets: 1, door_invitations: 0, door_phones: 1 });
    expect(await purge()).toEqual({ door_scans: 0, door_tickets: 0, door_invitations: 0, door_phones: 0 });
    expect(await rows(event.id)).toEqual([0, 0, 0]);
    expect(await rows(other.event.id)).toEqual([1, 1, 1]);
  });
});
