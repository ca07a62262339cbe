import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { plantRows, tablesAboutPeople } from '../../../../test/harness/plant.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { countPlaces, insertEdition, registering } from '../fixtures.ts';
import { linkToken } from '../person.ts';
import { countErasures } from './queries.ts';
import type { RegistrationEvent } from '../queries/registrations.ts';
import type { RegistrationState } from '../tables.ts';

const site = useApp();
const OWN = new Set(['event_registrations', 'event_workshop_places']);
let event: RegistrationEvent;
let visitor: Visitor;
let n = 0;

async function register(country = 'Guatemala'): Promise<{ id: string; url: string }> {
  const given = registering(++n, { addressKnown: true });
  const made = await withTransaction(site.deps.db, (trx) =>
    registerPerson(
      trx,
      { actor: { kind: 'anonymous' }, vault: site.deps.vault, now: site.deps.now() },
      event,
      { ...given, person: { ...given.person, country }, workshops: event.workshops.map((w) => w.id) },
    ),
  );
  if (!made.ok) throw new Error(made.refused);
  return {
    id: made.id,
    url: `/registro/${linkToken(site.deps.vault, { id: made.id, link_version: 1 })}/datos`,
  };
}

const row = (id: string) =>
  site.deps.db
    .selectFrom('event_registrations')
    .select(['state', 'consent_photo', 'consent_recording', 'consent_directory'])
    .where('id', '=', id)
    .executeTakeFirst();
const end = () =>
  site.deps.db
    .updateTable('events')
    .set({
      starts_at: site.deps.now().subtract({ hours: 48 }),
      ends_at: site.deps.now().subtract({ hours: 24 }),
    })
    .where('id', '=', event.id)
    .execute();

beforeEach(async () => {
  visitor = makeVisitor(site.app);
  event = await insertEdition(site.deps.db, `propio-${++n}`, {
    event: { asked_fields: ['organization', 'country', 'consent_photo'] },
    places: { capacity_total: 1 },
    workshops: { taller: 1 },
  });
});

describe('one’s own data', () => {
  it('is all shown, and all in the file: what was said, the mails, the log, what other parts keep', async () => {
    const { id, url } = await register('Tierra de Prueba');
    const tables = await tablesAboutPeople(site.deps.db, OWN);
    const session = event.workshops[0]?.id ?? '';
    const known = { event_registrations: id, events: event.id, event_sessions: session };
    await plantRows(site.deps.db, tables, known, {
      bytes: Buffer.alloc(32, 7),
      given: { certificates: { code: '0123456789ABCDEF' } },
    });
    const { $ } = readPage(await visitor.get(url));
    const text = $('main').text();
    expect($('h1').text()).toBe('Mis datos');
    for (const part of ['Tierra de Prueba', '@ejemplo.test', 'Taller taller (', 'Mensaje: '])
      expect(text).toContain(part);
    // Every label is a word, none the name of a field as the program calls it.
    const labels = $('main dt')
      .toArray()
      .map((label) => $(label).text());
    expect(labels.filter((label) => /^[a-z_]+$/.test(label))).toEqual([]);
    const answer = await visitor.get(`${url}.json`);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="mis-datos-${event.slug}.json"`);
    const file = JSON.parse(answer.body) as Record<string, unknown>;
    expect(file['registration']).toMatchObject({ country: 'Tierra de Prueba', state: 'confirmed' });
    expect(Object.keys(file).slice(0, 4)).toEqual(['event', 'registration', 'mails', 'log']);
    const exporting = site.deps.additions.kept.filter((kept) => kept.exportOne).map((kept) => kept.name);
    expect(Object.keys(file)).toEqual(expect.arrayContaining(['attendance.presence']));
    expect(exporting).toEqual(expect.arrayContaining(Object.keys(file).slice(4)));
  });

  it('has consents that are given and taken back at any time, also after the end, and everywhere', async () => {
    const { id, url } = await register();
    await end();
    const set = (fields: Record<string, string>) => visitor.post(url, fields);
    const answer = await set({ consent_photo: 'yes', consent_recording: 'yes', consent_directory: 'on' });
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, `${url}?hecho=consents`]);
    expect(await row(id)).toMatchObject({
      consent_photo: true,
      consent_recording: true,
      consent_directory: false,
    });
    const staff = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
    const office = async () => {
      const { $ } = readPage(await staff.get(`/admin/encuentros/${event.slug}/inscripciones/${id}`));
      return $('dt')
        .toArray()
        .filter((term) => /foto/i.test($(term).text()))
        .map((term) => $(term).next('dd').text().trim());
    };
    expect(await office()).toEqual(['Sí']);
    await set({});
    expect(await row(id)).toMatchObject({ consent_photo: false, consent_recording: false });
    expect(await office()).toEqual(['No']);
    expect((await visitor.get(url)).body).toContain('Cambió sus permisos');
  });
});

describe('erasing', () => {
  it(
    'asks first, then removes all of it, and the place goes to the first who waits',
    { timeout: 30_000 },
    async () => {
      const { id, url } = await register();
      const waits = await register();
      expect((await row(waits.id))?.state).toBe<RegistrationState>('waitlisted');
      const tables = await tablesAboutPeople(site.deps.db, OWN);
      const session = event.workshops[0]?.id ?? '';
      await plantRows(
        site.deps.db,
        tables,
        { event_registrations: id, events: event.id, event_sessions: session },
        { bytes: Buffer.alloc(32, 9), given: { certificates: { code: 'FEDCBA9876543210' } } },
      );
      const mail = await site.deps.db
        .selectFrom('mails')
        .select('id')
        .where('subject_id', '=', id)
        .executeTakeFirstOrThrow();
      const folder = path.join(site.deps.config.dataDir, 'mail');
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, `2026-11-23T15-00-00.000Z-${mail.id}.eml`), 'x');

      expect((await visitor.get(`${url}/borrar`)).body).toContain('No se puede deshacer');
      expect(await row(id)).toBeDefined();
      const answer = await visitor.post(`${url}/borrar`, {});
      expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/registro/datos-borrados']);
      expect((await visitor.get('/registro/datos-borrados')).body).toContain('Sus datos fueron borrados');
      expect((await visitor.get(url)).statusCode).toBe(404);
      expect((await visitor.post(`${url}/borrar`, {})).statusCode).toBe(404);

      expect(await readdir(folder)).toEqual([]);
      for (const table of [...tables, 'mails', 'audit_log', 'event_workshop_places']) {
        const { rows } = await sql<{ hits: number }>`
        select count(*)::int as hits from ${sql.table(table)} t where t::text like ${`%${id}%`}`.execute(
          site.deps.db,
        );
        expect([table, rows[0]?.hits]).toEqual([table, 0]);
      }
      expect((await row(waits.id))?.state).toBe<RegistrationState>('offered');
      const places = await countPlaces(site.deps.db, event.id);
      expect(places.counted).toBe(places.held);
      expect(await countErasures(site.deps.db, event.id)).toBe(1);
    },
  );

  it('works after the end too, and leaves the counters true', async () => {
    const { id, url } = await register();
    await end();
    expect((await visitor.post(`${url}/borrar`, {})).statusCode).toBe(303);
    expect(await row(id)).toBeUndefined();
    expect(await countPlaces(site.deps.db, event.id)).toMatchObject({ counted: 0, held: 0 });
    expect(await countErasures(site.deps.db, event.id)).toBe(1);
  });

  it('is done once when its button is pressed several times at once', async () => {
    const { url } = await register();
    const answers = await Promise.all(
      Array.from({ length: 4 }, async () => await visitor.post(`${url}/borrar`, {})),
    );
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([303, 404, 404, 404]);
    expect(await countErasures(site.deps.db, event.id)).toBe(1);
  });
});
