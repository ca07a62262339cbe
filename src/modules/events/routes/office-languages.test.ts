import { beforeAll, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { insertEdition, registering } from '../fixtures.ts';
import { languageCode, languageId } from '../pages/words.ts';
import type { RegistrationEvent } from '../queries/registrations.ts';
import type { Attendance, RegistrationState } from '../tables.ts';

const site = useApp();
let facilitator: Visitor;
let editor: Visitor;
let event: RegistrationEvent;

async function person(
  n: number,
  languages: string[],
  {
    attendance = 'online',
    workshops = [],
    state = 'confirmed',
  }: { attendance?: Attendance; workshops?: string[]; state?: RegistrationState } = {},
): Promise<void> {
  const given = registering(n);
  await withTransaction(site.deps.db, async (trx) => {
    const made = await registerPerson(
      trx,
      { actor: { kind: 'anonymous' }, vault: site.deps.vault, now: site.deps.now() },
      event,
      { ...given, person: { ...given.person, languages }, attendance, workshops, addressKnown: true },
    );
    if (!made.ok) throw new Error(made.refused);
    await trx.updateTable('event_registrations').set({ state }).where('id', '=', made.id).execute();
  });
}

beforeAll(async () => {
  facilitator = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  event = await insertEdition(site.deps.db, 'idiomas', {
    event: { mode: 'hybrid' },
    workshops: { uno: 20, dos: null },
  });
  const [dos, uno] = event.workshops.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)).map((w) => w.id);
  await site.deps.db
    .updateTable('event_sessions')
    .set({ interpretation: ['k`iche`'] })
    .where('id', '=', uno ?? '')
    .execute();
  await person(1, ['quc', 'es'], { workshops: [uno ?? '', dos ?? ''] });
  await person(2, ['K’iche’'], { attendance: 'in_person', workshops: [uno ?? ''] });
  await person(3, ['sign'], { attendance: 'in_person' });
  await person(4, ['Lengua de Señas', 'sign']);
  await person(5, ['mam'], { state: 'cancelled' });
  await person(6, ['mam'], { state: 'waitlisted' });
});

const rows = async (visitor: Visitor) => {
  const { $ } = readPage(await visitor.get('/admin/encuentros/idiomas/idiomas'));
  return $('tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .children()
        .toArray()
        .map((cell) => $(cell).text().trim()),
    );
};

describe('the page of languages', () => {
  it('shows who with a place asks for what, and where it is missing', async () => {
    expect(await rows(facilitator)).toEqual([
      ['Lengua de señas', '2', '1', '1', 'Ninguna sesión', 'Sin atender'],
      ['K’iche’', '2', '1', '1', 'Taller uno', 'Falta en talleres elegidosTaller dos (1 persona)'],
      ['Español', '1', '0', '1', 'Taller unoTaller dos', 'Atendido'],
    ]);
  });

  it('is for those who may see registrations', async () => {
    expect((await editor.get('/admin/encuentros/idiomas/idiomas')).statusCode).toBe(403);
  });

  it('has its warning on the overview in the two weeks before, and not earlier', async () => {
    const words = 'Hay 2 idiomas sin atender: Lengua de señas, K’iche’';
    const overview = async () => (await facilitator.get('/admin/encuentros/idiomas')).body;
    const begin = async (days: number) => {
      const starts = START.add({ hours: days * 24 });
      await site.deps.db
        .updateTable('events')
        .set({ starts_at: starts, ends_at: starts.add({ hours: 8 }) })
        .where('id', '=', event.id)
        .execute();
    };
    await begin(15);
    expect(await overview()).not.toContain(words);
    await begin(14);
    expect(await overview()).toContain(words);
    expect(await overview()).toContain('lunes, 30 de noviembre de 2026');
    expect((await editor.get('/admin/encuentros/idiomas')).body).not.toContain(words);
  });
});

describe('a language', () => {
  it.each([
    ['quc', 'quc', 'quc'],
    ["K'iche'", 'quc', 'quc'],
    ['es-GT', 'es', 'es'],
    ['Plain language', 'plain', 'plain'],
    [' Lengua de Señas ', 'sign', 'sign'],
    ['Língua de Fantasía', 'Língua de Fantasía', 'lingua de fantasia'],
  ])('%j is kept as %j and compared as %j', (typed, code, id) => {
    expect([languageCode(typed), languageId(typed)]).toEqual([code, id]);
  });
});
