import { beforeAll, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { runPurge } from './purge.ts';
import { insertEdition, registering } from '../fixtures.ts';
import type { RegistrationEvent } from '../queries/registrations.ts';

const site = useApp();
const EDITION = '/admin/encuentros/retenido';
const PAGE = `${EDITION}/datos-personales`;
let admin: Visitor;
let facilitator: Visitor;
let event: RegistrationEvent;

const end = (at: Temporal.Instant) =>
  site.deps.db
    .updateTable('events')
    .set({ starts_at: at.subtract({ hours: 8 }), ends_at: at })
    .where('id', '=', event.id)
    .execute();
const rows = (body: Parameters<typeof readPage>[0]) => {
  const { $ } = readPage(body);
  return $('main dt')
    .toArray()
    .map((term) => `${$(term).text().trim()}: ${$(term).next('dd').text().trim()}`);
};

beforeAll(async () => {
  admin = makeVisitor(site.app, (await signInAs(site.deps, 'administrator')).cookie);
  facilitator = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  event = await insertEdition(site.deps.db, 'retenido');
  for (const n of [1, 2])
    await withTransaction(site.deps.db, (trx) =>
      registerPerson(
        trx,
        { actor: { kind: 'anonymous' }, vault: site.deps.vault, now: site.deps.now() },
        event,
        registering(n, { addressKnown: true }),
      ),
    );
});

describe('personal data in the office', () => {
  it('says when it goes and what; nothing can be ordered before the end', async () => {
    const { $ } = readPage(await facilitator.get(PAGE));
    expect($('main').text()).toContain('Los datos personales se eliminan el sábado, 4 de septiembre de 2027');
    expect($('main').text()).toContain('2 inscripciones, con nombres, correos y respuestas');
    expect($('main').text()).not.toContain('Eliminar los datos personales ahora');
    expect((await admin.get(`${PAGE}/eliminar`)).headers['location']).toBe(PAGE);
    expect((await admin.post(`${PAGE}/eliminar`, { confirm: 'retenido' })).statusCode).toBe(409);
  });

  it('warns on the overview in the two weeks before', async () => {
    const words = 'Los datos personales se eliminan el';
    await end(START.subtract({ hours: 24 * 165 }));
    expect((await facilitator.get(EDITION)).body).not.toContain(words);
    await end(START.subtract({ hours: 24 * 166 }));
    expect((await facilitator.get(EDITION)).body).toContain(words);
  });

  it('is removed earlier by an administrator who types the name, seeing exactly what goes', async () => {
    await end(START.subtract({ hours: 1 }));
    expect((await facilitator.get(`${PAGE}/eliminar`)).statusCode).toBe(403);
    expect((await facilitator.get(PAGE)).body).not.toContain(`${PAGE}/eliminar`);
    expect((await admin.get(PAGE)).body).toContain(`${PAGE}/eliminar`);
    const expected = ['Anotaciones sobre inscripciones: 2', 'Inscripciones: 2', 'Mensajes: 2'];
    expect(rows(await admin.get(`${PAGE}/eliminar`))).toEqual(expected);
    const wrong = await admin.post(`${PAGE}/eliminar`, { confirm: 'Retenido' });
    expect([wrong.statusCode, readPage(wrong).faults]).toEqual([
      422,
      ['Escriba retenido, tal como está aquí.'],
    ]);
    for (let twice = 0; twice < 2; twice++) {
      const done = await admin.post(`${PAGE}/eliminar`, { confirm: ' retenido ' });
      expect(done.headers['location']).toBe(`${PAGE}?hecho=purge_started`);
    }
    expect((await admin.get(PAGE)).body).toContain('Se están eliminando');
    expect(await runPurge(site.deps, event.id)).toBe('done');
    const page = await facilitator.get(PAGE);
    expect(page.body).toContain('por una persona del equipo');
    expect(rows(page)).toEqual([...expected, 'Confirmada: 2', 'En línea: 2']);
    const file = await facilitator.get(`${PAGE}/comprobantes.json`);
    expect(JSON.parse(file.body)).toMatchObject([
      {
        edition: 'retenido',
        ordered_by: 'staff',
        removed: { registrations: { registrations: 2 } },
        numbers_kept: { states: { confirmed: 2 } },
      },
    ]);
    expect(file.body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect((await facilitator.get(EDITION)).body).toContain('Los datos personales se eliminaron el');
  });
});
