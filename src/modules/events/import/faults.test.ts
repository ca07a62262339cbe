import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { ANONYMOUS } from '../../../platform/access/access.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { registering } from '../fixtures.ts';
import { findRegistrationEvent } from '../queries/registrations.ts';
import { bytesOf, everything, file, type Json, load as loadFiles, NOW, session } from './fixtures.ts';
import { printReport } from './print.ts';

const database = useDatabase();
let slug = '';
let count = 0;

beforeEach(() => {
  slug = `archivo-${++count}`;
});

const load = (value: unknown, options = {}) => loadFiles(database.db, [value], options);

async function faultsOf(value: unknown): Promise<string[]> {
  const report = await load(value);
  expect([report.ok, report.written]).toEqual([false, false]);
  return (report.files[0]?.faults ?? []).map(({ key, path }) => `${key.replace('events.', '')} ${path}`);
}

describe('faults', () => {
  it.each<[string, () => Json, string[]]>([
    [
      'overlap in a room',
      () =>
        file(slug, {
          sessions: [
            session('a', { room: 'Sala' }),
            session('b', { room: 'Sala', starts: '2027-03-02T09:59', ends: '2027-03-02T11:00' }),
          ],
        }),
      ['fault.room_overlap sessions[1].room'],
    ],
    [
      'session outside',
      () => file(slug, { sessions: [session('a', { ends: '2027-03-02T17:01' })] }),
      ['fault.session_outside sessions[0].ends'],
    ],
    [
      'end before start',
      () => file(slug, { sessions: [session('a', { ends: '2027-03-02T09:00' })] }),
      ['fault.end_before_start sessions[0].ends'],
    ],
    [
      'edition ends before it starts',
      () => file(slug, { ends: '2027-03-02T07:00' }),
      ['fault.end_before_start ends'],
    ],
    ['unknown zone', () => file(slug, { timezone: 'America/Guatemalla' }), ['fault.unknown_zone timezone']],
    ['zone by offset', () => file(slug, { timezone: 'GMT-6' }), ['fault.unknown_zone timezone']],
    [
      'slug twice',
      () => file(slug, { sessions: [session('a'), session('a')] }),
      ['import.slug_twice sessions[1].slug'],
    ],
    ['bad slug', () => file(slug, { sessions: [session('Á b')] }), ['fault.bad_slug sessions[0].slug']],
    [
      'unknown speaker',
      () => file(slug, { sessions: [session('a', { speakers: ['nadie'] })] }),
      ['fault.speaker_unknown sessions[0].speakers[0]'],
    ],
    [
      'unlisted room and track',
      () =>
        file(slug, {
          rooms: [{ name: 'A' }],
          tracks: [{ name: 'B' }],
          sessions: [session('a', { room: 'X', track: 'Y' })],
        }),
      ['fault.room_unknown sessions[0].room', 'fault.track_unknown sessions[0].track'],
    ],
    [
      'negative capacity',
      () => file(slug, { sessions: [session('a', { capacity: -1 })] }),
      ['import.out_of_range sessions[0].capacity'],
    ],
    [
      'fraction as capacity',
      () =>
        file(slug, {
          registration: { opens: '2027-01-01T08:00', closes: '2027-02-01T08:00', capacity: { online: 1.5 } },
        }),
      ['import.bad_type registration.capacity.online'],
    ],
    [
      'registration closes early',
      () => file(slug, { registration: { opens: '2027-02-01T08:00', closes: '2027-01-01T08:00' } }),
      ['fault.closes_before_opens registration.closes'],
    ],
    [
      'registration without times',
      () => file(slug, { registration: {} }),
      ['import.missing registration.closes', 'import.missing registration.opens'],
    ],
    [
      'missing names',
      () => ({ slug, title: 'A', sessions: [{ slug: 'a' }] }),
      [
        'import.missing timezone',
        'import.missing mode',
        'import.missing starts',
        'import.missing ends',
        'import.missing sessions[0].type',
        'import.missing sessions[0].title',
      ],
    ],
    [
      'session without times',
      () => file(slug, { sessions: [session('a', { starts: null, ends: undefined })] }),
      ['import.missing sessions[0].starts', 'import.missing sessions[0].ends'],
    ],
    [
      'unpublished with times',
      () => file(slug, { sessions: [session('a', { schedule: 'unpublished' })] }),
      ['import.unpublished_with_times sessions[0].schedule'],
    ],
    [
      'wrong types',
      () => file(slug, { title: 5, sessions: {}, speakers: ['a'] }),
      ['import.bad_type title', 'import.bad_type sessions', 'import.bad_type speakers[0]'],
    ],
    [
      'not in the list',
      () => file(slug, { mode: 'virtual', sessions: [session('a', { type: 'keynote' })] }),
      ['import.not_in_list mode', 'import.not_in_list sessions[0].type'],
    ],
    [
      'bad times',
      () => file(slug, { starts: '2027-02-30T08:00', ends: '7 March', sessions: [] }),
      ['import.bad_time ends'],
    ],
    ['no such day', () => file(slug, { starts: '2027-02-30T08:00' }), ['import.bad_time starts']],
    ['no such year', () => file(slug, { starts: '0000-02-20T08:00' }), ['import.bad_time starts']],
    [
      'an hour that the clock skips',
      () => file(slug, { timezone: 'Europe/Madrid', starts: '2027-03-28T02:30', ends: '2027-03-28T12:00' }),
      ['import.time_gap starts'],
    ],
    [
      'bad address',
      () => file(slug, { sessions: [session('a', { links: ['javascript:alert(1)'] })] }),
      ['import.bad_type sessions[0].links[0]'],
    ],
    [
      'condition on nothing',
      () =>
        file(slug, {
          registration: {
            opens: '2027-01-01T08:00',
            closes: '2027-02-01T08:00',
            questions: [{ key: 'a', label: 'A', type: 'text', shown_when: { key: 'b', values: ['x'] } }],
          },
        }),
      ['fault.bad_condition registration.questions[0].shown_when'],
    ],
    [
      'choice without options',
      () =>
        file(slug, {
          registration: {
            opens: '2027-01-01T08:00',
            closes: '2027-02-01T08:00',
            questions: [{ key: 'a', label: 'A', type: 'one_of' }],
          },
        }),
      ['fault.options_missing registration.questions[0].options'],
    ],
    ['too long', () => file(slug, { title: 'x'.repeat(301) }), ['import.too_long title']],
    ['only blanks', () => file(slug, { title: ' \u202E ' }), ['import.empty title']],
  ])('%s', async (_what, made, expected) => {
    const before = await everything(database.db);
    expect(await faultsOf(made())).toEqual(expected);
    expect(await everything(database.db)).toEqual(before);
  });

  it('of a session that is there already and that the file does not mention', async () => {
    await load(file(slug, { sessions: [session('a', { title: 'La de antes', room: 'Sala' })] }));
    expect(await faultsOf(file(slug, { sessions: [session('b', { room: 'Sala' })] }))).toEqual([
      'fault.room_overlap sessions[0].room',
    ]);
    expect(await faultsOf(file(slug, { starts: '2027-03-02T09:30' }))).toEqual([
      'fault.session_outside starts',
    ]);
  });

  it('of a workshop that people have signed up for and that would be none any more', async () => {
    const registration = { opens: '2027-01-04T08:00', closes: '2027-02-20T20:00' };
    const withTwo = (type: string) =>
      file(slug, { registration, sessions: [session('a', { type }), session('b', { type })] });
    await load(withTwo('workshop'));
    const event = await findRegistrationEvent(database.db, { slug });
    const [first] = event?.workshops ?? [];
    const context = { actor: ANONYMOUS, vault: testDeps(database.db).vault, now: NOW };
    const registered = await withTransaction(database.db, (trx) =>
      registerPerson(trx, context, event ?? expect.fail(), registering(1, { workshops: [first?.id ?? ''] })),
    );
    expect(registered).toMatchObject({ ok: true });
    const index = first?.slug === 'a' ? 0 : 1;
    expect(await faultsOf(withTwo('panel'))).toEqual([`fault.workshop_in_use sessions[${index}].type`]);
  });

  it('are told all at once', async () => {
    const sessions = Array.from({ length: 40 }, (_, i) => session(`s-${i}`, { type: 'keynote' }));
    expect(await faultsOf(file(slug, { sessions }))).toHaveLength(40);
  });

  it('name both sessions, with line and column', async () => {
    const report = await load(
      file(slug, { sessions: [session('a', { room: 'Sala' }), session('b', { room: 'Sala' })] }),
    );
    expect(printReport(report, translator('es'))).toEqual([
      `a.json: ${slug}`,
      '  a.json:24:15: error: sessions[1].room: «Sesión a» y «Sesión b» están en Sala al mismo tiempo.',
      '  creados 0, cambiados 0, sin cambio 0, rechazados 1',
      'No se escribió nada.',
    ]);
  });
});

describe('hostile files', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['50 MB', () => new Uint8Array(50_000_000).fill(0x20), 'too_large'],
    ['nested without end', () => bytesOf(`{"slug":${'['.repeat(1_000_000)}`), 'too_deep'],
    ['names twice', () => bytesOf('{"slug":"a","slug":"b"}'), 'name_twice'],
    ['__proto__', () => bytesOf('{"__proto__":{"ok":true}}'), 'forbidden_name'],
    ['no UTF-8', () => new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'not_utf8'],
    ['byte order mark', () => bytesOf(`\uFEFF${JSON.stringify(file(slug))}`), 'byte_order_mark'],
    ['NUL', () => bytesOf(JSON.stringify(file(slug, { title: 'a\u0000b' }))), 'control_character'],
    ['NUL bytes', () => new Uint8Array(100), 'not_json'],
    ['nothing', () => new Uint8Array(0), 'ends_early'],
  ])('%s', async (_what, made, code) => {
    const before = await everything(database.db);
    const report = await load(made());
    expect([report.ok, report.written, report.files[0]?.faults.map((fault) => fault.key)]).toEqual([
      false,
      false,
      [`events.import.json.${code}`],
    ]);
    expect(await everything(database.db)).toEqual(before);
  });

  it.each(['[]', '"x"', 'null', '1', '{}'])('%s is no edition', async (text) => {
    expect((await faultsOf(text)).length).toBeGreaterThan(0);
  });

  it('does not take long over texts made to take long', async () => {
    const began = performance.now();
    await load(file(slug, { contact_email: `x@${'a.'.repeat(500_000)}@` }));
    await load(file(slug, { description: 'martes 8, '.repeat(400_000) }));
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('keeps names with markup and formulas as text, without characters that turn the reading around', async () => {
    await load(file(slug, { title: '<b>=1+1</b> \u202Eevil\u200D 😀' }));
    const row = await database.db
      .selectFrom('events')
      .select('title')
      .where('slug', '=', slug)
      .executeTakeFirst();
    expect(row?.title).toBe('<b>=1+1</b> evil\u200D 😀');
  });
});
